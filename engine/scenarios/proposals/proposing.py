"""Tests for every turn that no test decides yet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ...analysis.glossary import term
from ...plan import Plan
from ...plan.scenarios import Subject
from ...plan.wants import is_number
from ...reporting.languages import translator
from ...reporting.values import format_value
from ...rules.model import Scenario
from ..judging import Trial
from ..suite import Suite, make_suite
from .proposal import Proposal, Side, Turn
from .searching import turns
from .stand import Stand
from .values import Value
from .walks import Walk, walks

BLANK = "blank"


def proposed(
    plan: Plan,
    suite: Suite,
    limit: int | None = None,
    *,
    as_of: date | None = None,
    folder: Path | None = None,
) -> tuple[Proposal, ...]:
    """A test for each value beside a bound that no test has with an expectation of what the bound decides."""
    if plan.ruleset.accounts.derived_from is not None:
        return ()
    blank = make_suite(plan, [Scenario(BLANK)], as_of=as_of, folder=folder)
    stand, trials = Stand.on(blank.stages[0]), suite.run()
    found: dict[tuple[tuple[str, str], ...], Proposal] = {}
    names = set(plan.ruleset.scenarios)
    for walk in walks(plan, suite.compared):
        for turn in turns(stand, walk):
            for (side, value), outcome in zip(turn.values, turn.outcomes, strict=True):
                given = {turn.name: value, **turn.others}
                if not _decided(trials, walk, given, turn.name, outcome):
                    _add(found, names, plan, walk, turn, side, value)
    return tuple(found.values())[:limit]


def _add(
    found: dict[tuple[tuple[str, str], ...], Proposal],
    names: set[str],
    plan: Plan,
    walk: Walk,
    turn: Turn,
    side: Side,
    value: Value,
) -> None:
    """A new test, or another thing that one with the same values looks at."""
    given = {turn.name: value, **turn.others}
    key = tuple(sorted((name, repr(each)) for name, each in given.items()))
    before = found.get(key)
    if before is not None:
        added = tuple(dict.fromkeys((*before.subjects, *walk.subjects)))
        found[key] = Proposal(before.id, before.title, before.given, added)
        return
    id = _free_id(turn.name, value, names)
    names.add(id)
    found[key] = Proposal(id, _title(plan, turn, side, value, walk), given, walk.subjects)


def _decided(
    trials: Iterable[Trial], walk: Walk, given: Mapping[str, Value], name: str, outcome: float
) -> bool:
    """Whether a test expects something of what the part decides, and has the value that is walked along with the same
    outcome, or all the values that would be given.
    """
    wanted = {subject.label for subject in walk.subjects}
    return any(
        wanted & {check.expectation.subject.label for check in trial.checks}
        and _same(trial.case.value(name), given[name])
        and (_same(_outcome(walk, trial), outcome) or _has_all(trial, given))
        for trial in trials
    )


def _outcome(walk: Walk, trial: Trial) -> float:
    return float(walk.outcome(trial.case.results)[trial.case.row])


def _has_all(trial: Trial, given: Mapping[str, Value]) -> bool:
    return all(_same(trial.case.value(name), value) for name, value in given.items())


def _same(found: object, value: object) -> bool:
    if is_number(found) and is_number(value):
        return abs(float(found) - float(value)) < 1e-6  # type: ignore[arg-type]  # noqa: PLR2004 - float noise
    return found == value and type(found) is type(value)


def _free_id(name: str, value: Value, taken: set[str]) -> str:
    """An id such as `employees_49`, with a number where that is taken."""
    written = value.isoformat() if isinstance(value, date) else str(value).lower()
    word = re.sub(
        r"[^0-9a-z]+", "_", written.replace("-", "minus_", 1) if is_number(value) else written
    ).strip("_")
    base = f"{name}_{word}".rstrip("_")[:70]
    return next(id for id in _numbered(base) if id not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    count = 2
    while True:
        yield f"{base}_{count}"
        count += 1


def _title(plan: Plan, turn: Turn, side: Side, value: Value, walk: Walk) -> str:
    """`Employees 49: just below 50`, in the language of the ruleset."""
    language = plan.ruleset.language
    shown = f"{_name(plan, turn.name)} {_shown(plan, turn.name, value, language)}"
    if side == "one":
        others = ", ".join(
            f"{_name(plan, name)} {_shown(plan, name, each, language)}" for name, each in turn.others.items()
        )
        return f"{shown} ({others})" if others else shown
    return f"{shown}: {_where(plan, turn, side, walk)}"


def _where(plan: Plan, turn: Turn, side: Side, walk: Walk) -> str:
    """On which side of its bound a value lies."""
    language = plan.ruleset.language
    _ = translator(language)
    if turn.bound is None:
        level = _scores(plan, walk, language)
        return _("just below {bound}", bound=level) if side == "below" else _("just at {bound}", bound=level)
    bound, day = _shown(plan, turn.name, turn.bound, language), isinstance(turn.bound, date)
    if side == "at":
        return _("at the bound")
    if side == "below":
        return _("the day before {bound}", bound=bound) if day else _("just below {bound}", bound=bound)
    return _("the day after {bound}", bound=bound) if day else _("just above {bound}", bound=bound)


def _name(plan: Plan, name: str) -> str:
    return term(plan, name).title.in_language(plan.ruleset.language)


def _scores(plan: Plan, walk: Walk, language: str) -> str:
    """What a bound that lies in a score is called."""
    names: Sequence[Subject] = [each for each in walk.subjects if each.aspect == "value"]
    title = term(plan, names[0].name).title.in_language(language) if names else ""
    return translator(language)("the next level of {score}", score=title)


def _shown(plan: Plan, name: str, value: Value, language: str) -> str:
    of = term(plan, name)
    if isinstance(value, bool) or not is_number(value):
        return format_value(value, of.shape, language)
    number = float(value)  # type: ignore[arg-type]
    if number != int(number) and of.shape != "money":
        return f"{number:.6f}".rstrip("0") + (f" {of.unit}" if of.unit else "")  # as it is given, not rounded
    return format_value(number, of.shape, language, plan.ruleset.currency, of.unit)
