"""How much an edit may move before a check fails: `moved>5%`, `money[priority]>100000`, `leaves:A>0`.

The grammar, with blanks wherever one likes:

    MEASURE [ "[" SEGMENTATION "]" ] [ ":" SEGMENT ] (">" | ">=") NUMBER [ "%" ]

- `moved`: accounts that move; with % of all accounts;
- `money`: the money of those accounts; with % of all money;
- `leaves:SEGMENT`, `joins:SEGMENT`: accounts that leave or join a segment; with % of those that were in it.

Without a segmentation, an account that moves in any of them counts once; a segment is looked for in all of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from ...rules.model import Ruleset
from .comparison import Comparison
from .movement import Movement, Total
from .sums import Sum

Measure = Literal["moved", "money", "leaves", "joins"]

GRAMMAR = (
    "moved>5%, moved>20, money>100000, money>3%, moved[priority]>5%, leaves:A>0 or joins[value_pyramid]:A>=10"
)

_LIMIT = re.compile(
    r"\s*(?P<measure>moved|money|leaves|joins)\s*"
    r"(?:\[\s*(?P<segmentation>\w+)\s*\])?\s*"
    r"(?::\s*(?P<segment>\w+))?\s*"
    r"(?P<sign>>=|>)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>%)?\s*",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as it was written, and what it means. `number` is 5 for 5%."""

    text: str
    measure: Measure
    segmentation: str | None
    segment: str | None
    or_equal: bool
    number: float
    percent: bool

    def broken_by(self, value: float) -> bool:
        return value >= self.number if self.or_equal else value > self.number


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that a comparison goes beyond, and by what: accounts, money or percent."""

    limit: Limit
    value: float
    segmentation: str | None = None


def limits_of(texts: Iterable[str]) -> tuple[Limit, ...]:
    """The limits that were written. Raises SiktaError (E941) with all that cannot be read."""
    read = [(text, _limit(text)) for text in texts]
    wrong = [_unreadable(text) for text, limit in read if limit is None]
    if wrong:
        raise SiktaError(wrong)
    return tuple(limit for _, limit in read if limit is not None)


def _limit(text: str) -> Limit | None:
    found = _LIMIT.fullmatch(text)
    if found is None or (found["segment"] is not None) != (found["measure"] in ("leaves", "joins")):
        return None
    return Limit(
        text.strip(),
        found["measure"],  # type: ignore[arg-type] # one of the four, by the pattern
        found["segmentation"],
        found["segment"],
        found["sign"] == ">=",
        float(found["number"]),
        found["percent"] is not None,
    )


def check_limits(limits: Iterable[Limit], old: Ruleset, new: Ruleset, money: str | None) -> None:
    """Raises SiktaError where a limit is about something that neither ruleset has (E942), or money where there is none (E943)."""
    faults = [fault for limit in limits for fault in _faults(limit, old, new, money)]
    if faults:
        raise SiktaError(faults)


def check_segmentations(ids: Iterable[str], old: Ruleset, new: Ruleset) -> None:
    """Raises SiktaError (E942) where segmentations were asked for that neither ruleset has."""
    known = [*dict.fromkeys((*new.segmentations, *old.segmentations))]
    faults = [
        _nothing_called(f"--segmentation {id}", id, "segmentation", known) for id in ids if id not in known
    ]
    if faults:
        raise SiktaError(faults)


def _faults(limit: Limit, old: Ruleset, new: Ruleset, money: str | None) -> Iterator[Finding]:
    known = {**old.segmentations, **new.segmentations}
    if limit.measure == "money" and money is None:
        yield _no_money(limit)
    if limit.segmentation is not None and limit.segmentation not in known:
        yield _nothing_called(f"the limit {limit.text}", limit.segmentation, "segmentation", list(known))
    elif limit.segment is not None:
        wanted = [limit.segmentation] if limit.segmentation else list(known)
        segments = [id for each in wanted for rules in (old, new) for id in _segments(rules, each)]
        if limit.segment not in segments:
            yield _nothing_called(f"the limit {limit.text}", limit.segment, "segment", segments)


def _segments(ruleset: Ruleset, segmentation: str) -> list[str]:
    known = ruleset.segmentations.get(segmentation)
    return [] if known is None else list(known.segments)


def breaches(comparison: Comparison, limits: Iterable[Limit]) -> tuple[Breach, ...]:
    """The limits that the comparison goes beyond, each once for every segmentation in which it does."""
    return tuple(
        breach for limit in limits for breach in _values(comparison, limit) if limit.broken_by(breach.value)
    )


def _values(told: Comparison, limit: Limit) -> Iterator[Breach]:
    if limit.segment is not None:
        for movement in _wanted(told, limit):
            for total in movement.totals:
                if total.place.segments == (limit.segment,):
                    yield Breach(limit, _of_segment(total, limit), movement.id)
    elif limit.segmentation is None:
        yield Breach(limit, _of_all(told, told.moved, limit))
    else:
        for movement in _wanted(told, limit):
            yield Breach(limit, _of_all(told, movement.moved, limit), movement.id)


def _wanted(told: Comparison, limit: Limit) -> list[Movement]:
    return [each for each in told.movements.values() if limit.segmentation in (None, each.id)]


def _of_segment(total: Total, limit: Limit) -> float:
    moved = total.left if limit.measure == "leaves" else total.joined
    return _share(moved.accounts, total.before.accounts) if limit.percent else moved.accounts


def _of_all(told: Comparison, moved: Sum, limit: Limit) -> float:
    if limit.measure == "moved":
        return _share(moved.accounts, len(told.pairing)) if limit.percent else moved.accounts
    whole = told.after.money if told.after.money is not None else told.before.money
    return _share(moved.money or 0.0, whole or 0.0) if limit.percent else moved.money or 0.0


def _share(part: float, whole: float) -> float:
    """A percentage; of nothing, any part is more than all."""
    if not whole:
        return float("inf") if part else 0.0
    return 100 * part / whole


def _unreadable(text: str) -> Finding:
    return Finding(
        "E941",
        f'"{text}" is not a limit that can be checked',
        expected=GRAMMAR,
        found=text,
        fix='write what is counted, ">" and how much; quote it, as ">" means something to the shell: --fail-on "moved>5%"',
    )


def _nothing_called(asked: str, name: str, what: str, known: list[str]) -> Finding:
    meant = nearest(name, known)
    listed = ", ".join(dict.fromkeys(known))
    return Finding(
        "E942",
        f"{asked} is about a {what} that neither ruleset has",
        expected=f"one of {listed}" if known else f"a {what} of the rulesets, which have none",
        found=name,
        fix=f'did you mean "{meant}"?' if meant else f"name one of the {what}s",
    )


def _no_money(limit: Limit) -> Finding:
    return Finding(
        "E943",
        f'the limit "{limit.text}" is about money, and the ruleset does not say what an account is worth',
        expected="reports: {money: …} in the ruleset, or a metric in its currency",
        fix='write "reports: {money: revenue}" with the name of your metric, or limit the accounts: moved>5%',
    )


def without_data(limits: Iterable[Limit]) -> Finding:
    """That limits cannot be judged where no data was read: silence would look like consent."""
    listed = ", ".join(limit.text for limit in limits)
    return Finding(
        "E944",
        f"without data nobody can tell whether the limit is kept: {listed}",
        expected="the data files beside the ruleset, or in the folder given by --data",
        fix="name the folder with the data: --data FOLDER; or leave --fail-on out",
    )
