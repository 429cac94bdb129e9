"""One number turned by some shares of itself, and what moved each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ...evaluation.rehearsal import Rehearsal
from ...expressions.columns import Mask
from ...plan.plan import Plan
from ...rules.editing import Edit
from ...rules.editing.dial import Dial
from .placement import Money, Placement

Replan: TypeAlias = Callable[[Sequence[Edit]], Plan | None]
"""From edits of the ruleset to its plan; None where they make no sound ruleset."""

MOST_MOVERS = 100
"""So many accounts are named at most of those that one shift moves; the counts are of all."""


@dataclass(frozen=True, slots=True)
class Mover:
    """An account that changes segment: the ids of its segments before and after, none for no segment."""

    key: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    money: float | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A number moved by `share` of itself to `value`; how many accounts change segment then, and their money."""

    share: float
    value: float
    accounts: int
    money: float | None


@dataclass(frozen=True, slots=True)
class Swing:
    """All shifts of one number, downward and upward; none where it cannot be turned.

    `told` is the shift to speak of: of the moderate ones the one that moves the most money, of equals the most accounts;
    the smallest that moves anybody where no moderate one does. `first` is the smallest shift in the same direction that
    moves anybody, `movers` the accounts that it moves, the most money first.
    """

    dial: Dial
    shifts: tuple[Shift, ...] = ()
    first: Shift | None = None
    movers: tuple[Mover, ...] = ()
    told: Shift | None = None

    def worth(self, within: float) -> float | None:
        """The money that a moderate shift moves at most; None where the ruleset knows no money."""
        if self.told is None or self.told.money is None:
            return None
        return self.told.money if abs(self.told.share) <= within else 0.0

    def heaviness(self, within: float) -> tuple[bool, float, int]:
        """By what numbers are put in order: those that a moderate shift makes matter, by their money, then accounts."""
        told = self.told
        return (False, 0.0, 0) if told is None else (abs(told.share) <= within, *_weight(told))


def _spoken_of(shifts: Sequence[Shift], within: float) -> tuple[Shift | None, Shift | None]:
    """Of shifts in order of size, the one to speak of and the first of those in its direction."""
    moving = [shift for shift in shifts if shift.accounts]
    moderate = [shift for shift in moving if abs(shift.share) <= within]
    told = max(moderate, key=_weight, default=moving[0] if moving else None)
    return told, next((shift for shift in moving if told and shift.share * told.share > 0), None)


def _weight(shift: Shift) -> tuple[float, int]:
    return abs(shift.money or 0.0), shift.accounts


@dataclass(slots=True, eq=False)
class Bench:
    """Where numbers are turned: the data with its first results, and whose segments are watched.

    `shaken` marks, as numbers are turned, the accounts that some shift of at most `within` moves.
    """

    rehearsal: Rehearsal
    replan: Replan
    segmentation: str
    within: float
    shaken: Mask
    tried: int = 0

    @classmethod
    def of(cls, rehearsal: Rehearsal, replan: Replan, segmentation: str, within: float) -> "Bench":
        nobody = np.zeros(len(rehearsal.first), dtype=np.bool_)
        return cls(rehearsal, replan, segmentation, within, nobody)

    @property
    def now(self) -> Placement:
        return Placement(self.rehearsal.first.segmentations[self.segmentation])

    @property
    def money(self) -> Money:
        return Money.of(self.rehearsal.first)

    def placed_with(self, edits: Sequence[Edit]) -> Placement | None:
        """The segments once the edits are made; None where they make no sound ruleset, or one over other data."""
        plan = self.replan(edits)
        if plan is None or not self.rehearsal.fits(plan):
            return None
        return Placement(self.rehearsal.results(plan).segmentations[self.segmentation])

    def swing(self, dial: Dial, shares: Sequence[float], tell: Callable[[], None]) -> Swing:
        """A number turned by each share, the smallest first; two shares that come to the same value are computed once."""
        placements: dict[float, Placement | None] = {}
        shifts = []
        for share in sorted(shares, key=abs):
            value = dial.shifted(share)
            if value is not None:
                if value not in placements:
                    placements[value] = self.placed_with([dial.turned(value)])
                there = placements[value]
                if there is not None:
                    shifts.append(self._shift(dial, share, value, there))
            tell()
        told, first = _spoken_of(shifts, self.within)
        there = placements[first.value] if first else None
        movers = self._movers(there) if there else ()
        return Swing(dial, tuple(sorted(shifts, key=lambda shift: shift.share)), first, movers, told)

    def _shift(self, dial: Dial, share: float, value: float, there: Placement) -> Shift:
        moved = self.now.moved(there)
        if abs(value - dial.value) <= abs(dial.value) * self.within + 1e-9:
            self.shaken |= moved
            self.tried += 1
        return Shift(share, value, int(np.count_nonzero(moved)), self.money.total(moved))

    def _movers(self, there: Placement) -> tuple[Mover, ...]:
        now, money, results = self.now, self.money, self.rehearsal.first
        rows = money.heaviest(np.flatnonzero(now.moved(there)), MOST_MOVERS).tolist()
        keys, names = results.keys.take(np.array(rows, dtype=np.int64)).to_list(), results.names
        return tuple(
            Mover(key or "", names[row], now.segments(row), there.segments(row), money.at(row))
            for key, row in zip(keys, rows, strict=True)
        )
