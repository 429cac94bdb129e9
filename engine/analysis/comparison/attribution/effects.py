"""What each unit of edits does by itself, and what becomes of that in the company of the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ....expressions.columns import Index, Mask
from ..comparison import Comparison
from ..movement import Flow, Movement
from ..places import Place
from ..sums import Sum
from .trials import Places
from .verdicts import Evidence, Verdict, Verdicts


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Accounts that a unit alone would move and that do not move, because of another unit (None: of several)."""

    by: int | None
    sum: Sum


@dataclass(frozen=True, slots=True)
class Effect:
    """What a unit does within one segmentation.

    `alone`: the accounts that it moves by itself, `flows` from where to where; `up` and `down` where segments have an
    order, else None. `needed`: the accounts that would be elsewhere without it. `moved`: the movers whose verdict is
    that this unit moved them; `shared`: those whose verdict names it with others. `cancelled`: what it would move alone
    and what other edits keep in place.
    """

    segmentation: str
    alone: Sum
    needed: Sum
    moved: Sum
    shared: Sum
    up: int | None
    down: int | None
    flows: tuple[Flow, ...]
    cancelled: tuple[Cancelled, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a unit does in all segmentations together; an account that moves in several counts once."""

    alone: Sum
    needed: Sum
    moved: Sum
    shared: Sum
    cancelled: Sum
    effects: tuple[Effect, ...]
    added: Sum
    """The accounts that its step in the sequence of the file puts elsewhere than the step before it."""


def contributions(
    comparison: Comparison, evidence: Evidence, judged: Mapping[str, Verdicts]
) -> tuple[Contribution, ...]:
    """Every unit's contribution, in the order of the file."""
    return tuple(
        _Ledger(comparison, evidence, judged, unit).contribution() for unit in range(len(evidence.units))
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Ledger:
    comparison: Comparison
    evidence: Evidence
    judged: Mapping[str, Verdicts]
    unit: int

    def contribution(self) -> Contribution:
        alone, without = self.evidence.alone[self.unit], self.evidence.without[self.unit]
        movements = self.comparison.movements
        moved, shared = (self._verdicts(only=only) for only in (True, False))
        cancelled = [self._cancelled(each) for each in movements.values()]
        sum_of = self.comparison.purse.where
        return Contribution(
            sum_of(self._anywhere(alone, "before")),
            sum_of(self._anywhere(without, "after")),
            sum_of(moved),
            sum_of(shared & ~moved),
            sum_of(np.logical_or.reduce([*cancelled, np.zeros_like(moved)])),
            tuple(self._effect(each) for each in movements.values()),
            sum_of(self._step()),
        )

    def _effect(self, movement: Movement) -> Effect:
        purse, id = self.comparison.purse, movement.id
        alone, without = self.evidence.alone[self.unit], self.evidence.without[self.unit]
        target = movement.before if alone is None else alone[id]
        up, down = _directions(movement, target)
        moved, shared = (self.judged[id].where(*self._named(id, only=only)) for only in (True, False))
        return Effect(
            id,
            purse.where(target != movement.before),
            purse.where(movement.after != (movement.before if without is None else without[id])),
            purse.sum(moved),
            purse.sum(shared),
            up,
            down,
            tuple(self._flows(movement, target)),
            tuple(self._who_cancels(movement)),
        )

    def _named(self, id: str, *, only: bool) -> list[Verdict]:
        """The verdicts that name this unit: alone, or with others."""
        named = [each for each in self.judged[id].distinct if self.unit in each.units]
        return [each for each in named if (each.kind == "one") == only]

    def _verdicts(self, *, only: bool) -> Mask:
        mask = np.zeros(len(self.comparison.pairing), dtype=np.bool_)
        for id, judged in self.judged.items():
            mask[judged.where(*self._named(id, only=only))] = True
        return mask

    def _anywhere(self, trial: Places | None, against: str) -> Mask:
        mask = np.zeros(len(self.comparison.pairing), dtype=np.bool_)
        for id, movement in self.comparison.movements.items() if trial is not None else ():
            mask |= trial[id] != getattr(movement, against)  # type: ignore[index]
        return mask

    def _step(self) -> Mask:
        now = self.evidence.steps[self.unit]
        then = self.evidence.steps[self.unit - 1] if self.unit else None
        mask = np.zeros(len(self.comparison.pairing), dtype=np.bool_)
        for id, movement in self.comparison.movements.items() if now is not None else ():
            mask |= now[id] != (movement.before if then is None else then[id])  # type: ignore[index]
        return mask

    def _flows(self, movement: Movement, target: Index) -> Iterator[Flow]:
        size = len(movement.atlas.places)
        changed = movement.before != target
        for pair in np.unique((movement.before * size + target)[changed]).tolist():
            origin, goal = divmod(pair, size)
            mask = (movement.before == origin) & (target == goal)
            found = self.comparison.purse.where(mask)
            yield Flow(movement.place(origin), movement.place(goal), found)

    def _cancelled(self, movement: Movement) -> Mask:
        """Accounts that this unit alone would move, and that stay where they were."""
        alone = self.evidence.alone[self.unit]
        stays = movement.before == movement.after
        if alone is None:
            return np.zeros_like(stays)
        mask: Mask = stays & (alone[movement.id] != movement.before)
        return mask

    def _who_cancels(self, movement: Movement) -> Iterator[Cancelled]:
        """By each unit without which they would move; by several where no single one is enough to tell."""
        left = self._cancelled(movement)
        for other, without in enumerate(self.evidence.without):
            if other == self.unit or without is None or not left.any():
                continue
            mask = left & (without[movement.id] != movement.before)
            if mask.any():
                yield Cancelled(other, self.comparison.purse.where(mask))
                left = left & ~mask
        if left.any():
            yield Cancelled(None, self.comparison.purse.where(left))


def _directions(movement: Movement, target: Index) -> tuple[int | None, int | None]:
    """How many of those that move go up and down, where segments have an order; out of it or into it is neither."""
    if not movement.ranked:
        return None, None
    ranks = np.array([_rank(place, movement.ranked) for place in movement.atlas.places])
    before, after = ranks[movement.before], ranks[target]
    return int((after < before).sum()), int((after > before).sum())


def _rank(place: Place, ranked: tuple[str, ...]) -> float:
    """A segment's number from the best on; not a number for what has none, which is neither above nor below."""
    known = place.kind == "segment" and place.segments[0] in ranked
    return float(ranked.index(place.segments[0])) if known else float("nan")
