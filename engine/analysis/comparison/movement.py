"""Who moved within one segmentation: the migration matrix and the totals per segment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ...expressions.columns import Index, Mask
from ...rules.model import Tiers
from ..plain import rows_of
from .pairing import Pairing, spread
from .places import ABSENT, KNOCKED_OUT, NONE, UNRATED, Atlas, Place
from .sides import Side
from .sums import Purse, Sum


@dataclass(frozen=True, slots=True)
class Flow:
    """The accounts that were in one place and are in another (or in the same); money as the new run counts it."""

    origin: Place
    target: Place
    sum: Sum


@dataclass(frozen=True, slots=True)
class Total:
    """A segment, or a place that is none, before and after.

    `before` is in the money of the old run, `after` in that of the new one, as the runs themselves report them.
    `joined` and `left` are in the money of the account as the new run counts it.
    """

    place: Place
    before: Sum
    after: Sum
    joined: Sum
    left: Sum


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """One segmentation in both runs. `before` and `after` are numbers of places by account of the pairing.

    `ranked` holds the segments from the best on where the segmentation has an order. `flows` are the cells of the
    migration matrix that hold accounts, also the ones on its diagonal; `totals` one line per segment.
    """

    atlas: Atlas
    overlapping: bool
    ranked: tuple[str, ...]
    before: Index
    after: Index
    flows: tuple[Flow, ...]
    totals: tuple[Total, ...]
    moved: Sum

    @property
    def id(self) -> str:
        return self.atlas.segmentation

    @property
    def movers(self) -> Index:
        """The rows of the pairing whose place differs."""
        return rows_of(self.before != self.after)

    def place(self, number: int) -> Place:
        return self.atlas.places[number]


@dataclass(frozen=True, slots=True, eq=False)
class Scales:
    """Money by account of the pairing: of the old run, of the new one, and what an account is worth now."""

    old: Purse
    new: Purse
    now: Purse

    @classmethod
    def of(cls, pairing: Pairing, old: Side, new: Side, now: Purse) -> "Scales":
        before, after = old.money, new.money
        return cls(
            Purse.of(None if before is None else spread(before, pairing.old)),
            Purse.of(None if after is None else spread(after, pairing.new)),
            now,
        )


def movement(id: str, pairing: Pairing, old: Side, new: Side, scales: Scales) -> Movement:
    """How the accounts moved in a segmentation that both runs have."""
    atlas = Atlas(id)
    before, after = atlas.locate(old, pairing.old), atlas.locate(new, pairing.new)
    overlapping = any(side.results.segmentations[id].members is not None for side in (old, new))
    return Movement(
        atlas,
        overlapping,
        ranked(new, id),
        before,
        after,
        tuple(_flows(atlas, before, after, scales.now)),
        tuple(_totals(atlas, before, after, scales, _places(id, old, new, atlas))),
        scales.now.where(before != after),
    )


def ranked(side: Side, id: str) -> tuple[str, ...]:
    """The segments from the best on, where the method has an order; else none."""
    segmentation = side.plan.ruleset.segmentations[id]
    return tuple(segmentation.segments) if isinstance(segmentation, Tiers) else ()


def _flows(atlas: Atlas, before: Index, after: Index, purse: Purse) -> Iterator[Flow]:
    size = max(len(atlas.places), 1)
    for pair in np.unique(before * size + after).tolist():
        origin, target = divmod(pair, size)
        mask = (before == origin) & (after == target)
        yield Flow(atlas.places[origin], atlas.places[target], purse.where(mask))


def _places(id: str, old: Side, new: Side, atlas: Atlas) -> list[Place]:
    """Segments in the order of the new file, then those that only the old one has, then what is no segment."""
    ids = dict.fromkeys((*new.results.segmentations[id].segments, *old.results.segmentations[id].segments))
    others = (place for place in (KNOCKED_OUT, UNRATED, NONE, ABSENT) if place in atlas.numbers)
    return [*(Place("segment", (each,)) for each in ids), *others]


def _totals(
    atlas: Atlas, before: Index, after: Index, scales: Scales, places: Iterable[Place]
) -> Iterator[Total]:
    for place in places:
        was, is_ = (_inside(atlas, place, numbers) for numbers in (before, after))
        if place in (ABSENT, NONE, KNOCKED_OUT, UNRATED) and not (was | is_).any():
            continue
        yield Total(
            place,
            scales.old.where(was) if place != ABSENT else Sum(int(was.sum())),
            scales.new.where(is_) if place != ABSENT else Sum(int(is_.sum())),
            scales.now.where(is_ & ~was),
            scales.now.where(was & ~is_),
        )


def _inside(atlas: Atlas, place: Place, numbers: Index) -> Mask:
    """Who is in a place; of overlapping segments, whose set holds the segment."""
    if place.kind != "segment":
        mask: Mask = numbers == atlas.numbers.get(place, -1)
        return mask
    holding = [number for each, number in atlas.numbers.items() if place.segments[0] in each.segments]
    return np.isin(numbers, holding)
