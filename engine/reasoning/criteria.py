"""Criteria: outcomes that never come, accounts without points, and criteria that tell nobody apart."""

from collections.abc import Iterator, Mapping

from ..expressions.demands import NEVER
from ..expressions.world import Outcome
from ..findings import Finding
from ..rules.model import Bands, Criterion, Group, PointsMap, PointsRules
from .rulebook import Rulebook
from .scoring import Step
from .shadows import Shadow, Turn, shadowed
from .telling import finding, ordinal
from .witness import example, in_words


def check_criteria(book: Rulebook) -> Iterator[Finding]:
    for score in book.ruleset.scores.values():
        for criterion in leaves(score.criteria):
            if book.exhausted:
                book.gave_up.append(criterion.path)
            elif not book.impossible(criterion.path, book.claim(f"{criterion.path}.for", Outcome.TRUE)):
                yield from _of_criterion(book, criterion)


def leaves(criteria: Mapping[str, Criterion]) -> Iterator[Criterion]:
    """Criteria that measure something themselves, also those inside others."""
    for criterion in criteria.values():
        if isinstance(criterion.measure, Group):
            yield from leaves(criterion.measure.criteria)
        else:
            yield criterion


def _of_criterion(book: Rulebook, criterion: Criterion) -> Iterator[Finding]:
    match criterion.measure:
        case PointsRules() as rules:
            yield from _dead_rules(book, criterion, rules)
        case Bands() | PointsMap():
            yield from _dead_steps(book, criterion)
    yield from _constant(book, criterion)
    yield from _gap(book, criterion)


def _dead_rules(book: Rulebook, criterion: Criterion, measure: PointsRules) -> Iterator[Finding]:
    paths = [f"{criterion.path}.rules.{index}.when" for index in range(len(measure.rules))]
    turns = [Turn(path, book.claim(path, Outcome.TRUE), book.claim(path, Outcome.NOT_TRUE)) for path in paths]
    given = book.claim(f"{criterion.path}.for", Outcome.TRUE)
    shadows = shadowed(book, criterion.path, given, turns)
    for shadow in shadows:
        if book.plan.expressions[shadow.turn.id].always is not False:
            yield _never(book, measure, shadow, paths)
    yield from _needless(book, criterion, measure, {shadow.turn.id for shadow in shadows})


def _never(book: Rulebook, measure: PointsRules, shadow: Shadow, paths: list[str]) -> Finding:
    place = paths.index(shadow.turn.id)
    by = [paths.index(path) for path in shadow.by]
    if by:
        which = f"the {ordinal(by[0] + 1)} rule" if len(by) == 1 else f"the {len(by)} rules"
        why = f"{which} above it already {'takes' if len(by) == 1 else 'take'} every account that it asks for"
        fix = f"move it above the {ordinal(by[0] + 1)} rule, or take it out"
    else:
        why, fix = "no account can be what it asks for", "change what it asks for, or take it out"
    asked = [f"the {ordinal(index + 1)} asks for {measure.rules[index].when}" for index in [*by[:3], place]]
    return finding(
        book.ruleset,
        "W422",
        shadow.turn.id,
        f"the {ordinal(place + 1)} rule never gives its {measure.rules[place].points:g} points: {why}",
        found="; ".join(" ".join(part.split()) for part in asked),
        fix=fix,
    )


def _needless(
    book: Rulebook, criterion: Criterion, measure: PointsRules, dead: set[str]
) -> Iterator[Finding]:
    """Rules at the end that give what everybody else gets anyway."""
    for index in reversed(range(len(measure.rules))):
        path = f"{criterion.path}.rules.{index}.when"
        if measure.rules[index].points != measure.otherwise:
            return
        if path not in dead:
            yield finding(
                book.ruleset,
                "W423",
                path,
                f"the {ordinal(index + 1)} rule changes nothing: without it the account gets the same {measure.otherwise:g} points",
                found=f"otherwise: {measure.otherwise:g}",
                fix="give it other points, or take it out",
            )


def _dead_steps(book: Rulebook, criterion: Criterion) -> Iterator[Finding]:
    """Bands and listed values that do not occur. A band that is open below and an otherwise are there for safety."""
    bands = criterion.measure.bands if isinstance(criterion.measure, Bands) else ()
    for index, step in enumerate(book.scoring.steps(criterion)):
        safe = step.path.endswith(".otherwise") or (bands and bands[index].start is None)
        if not safe and not book.scoring.is_alive(criterion, step):
            yield _dead_step(book, criterion, step)


def _dead_step(book: Rulebook, criterion: Criterion, step: Step) -> Finding:
    value = book.plan.expressions[f"{criterion.path}.value"].text
    if isinstance(criterion.measure, Bands):
        band = criterion.measure.bands[int(step.path.rpartition(".")[2])]
        what, why = f"the band from {band.start:g}", f'"{value}" never comes there'
    else:
        key = step.path.removeprefix(f"{criterion.path}.points.")
        what, why = f'the line for "{key}"', f'"{value}" is never that'
    return finding(
        book.ruleset,
        "W422",
        step.path,
        f"{what} never gives its {step.points:g} points: {why}",
        found="no value of this kind, as the fields and rules are declared",
        fix="compare with the values that occur, or take the line out",
    )


def _constant(book: Rulebook, criterion: Criterion) -> Iterator[Finding]:
    points = book.scoring.points(criterion)
    partly = isinstance(criterion.measure, PointsRules) and criterion.measure.otherwise is None
    if points.none or points.low != points.high or (partly and not points.always):
        return
    yield finding(
        book.ruleset,
        "W432",
        criterion.path,
        f'the criterion "{criterion.id}" gives {points.low:g} points whatever the account is',
        expected="points that tell accounts apart",
        found=f"{points.low:g} points for every value that occurs",
        fix="give other points to some values, or take the criterion out",
    )


def _gap(book: Rulebook, criterion: Criterion) -> Iterator[Finding]:
    left = book.scoring.left_over(criterion)
    if left == NEVER or (isinstance(criterion.measure, Bands) and _is_told(book, criterion)):
        return
    some = example(book, criterion.path, left)
    if some is None:
        return
    yield finding(
        book.ruleset,
        "W425",
        criterion.path,
        f'the criterion "{criterion.id}" has no points for some accounts, for which it counts as missing',
        expected="points for every value, or for the rest",
        found=f"{in_words(some)} gets none",
        fix='begin the bands with "{points: 0}"'
        if isinstance(criterion.measure, Bands)
        else 'add "otherwise: 0"',
    )


def _is_told(book: Rulebook, criterion: Criterion) -> bool:
    """Whether bands are over a field alone, whose lowest value is compared with them elsewhere (W404)."""
    return book.plan.expressions[f"{criterion.path}.value"].text.strip() in book.ruleset.accounts.fields
