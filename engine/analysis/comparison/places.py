"""Where an account is in a segmentation: in a segment, in several, or in none and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ...evaluation.results import SegmentationResult
from ...expressions.columns import Condition, Index, Mask
from ...expressions.kernel import Kernel
from ...rules.model import Matrix
from ..block import block_of
from .sides import Side

Kind = Literal["segment", "none", "knocked_out", "unrated", "absent"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an account is. `segments` holds ids: one, or several where segments overlap.

    `none` is in no segment; `knocked_out` and `unrated` are so in a matrix that has no segment for them; `absent` is an
    account that the run does not have.
    """

    kind: Kind
    segments: tuple[str, ...] = ()


NONE, KNOCKED_OUT, UNRATED, ABSENT = (
    Place("none"),
    Place("knocked_out"),
    Place("unrated"),
    Place("absent"),
)


@dataclass(slots=True, eq=False)
class Atlas:
    """The places of one segmentation, each with a number, so that places of any number of runs can be compared."""

    segmentation: str
    numbers: dict[Place, int] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self.numbers)

    def number(self, place: Place) -> int:
        return self.numbers.setdefault(place, len(self.numbers))

    def locate(self, side: Side, rows: Index) -> Index:
        """The number of the place of each account, by its row in the run (-1: absent)."""
        result = side.results.segmentations.get(self.segmentation)
        if result is None:
            return np.full(len(rows), self.number(ABSENT), dtype=np.int64)
        found = self._overlapping(result) if result.members is not None else self._exclusive(result, side)
        return np.where(rows < 0, self.number(ABSENT), np.append(found, 0)[rows])

    def _exclusive(self, result: SegmentationResult, side: Side) -> Index:
        known = [self.number(Place("segment", (id,))) for id in result.segments]
        found: Index = np.array([*known, self.number(NONE)], dtype=np.int64)[result.codes]
        for place, mask in _states(side, result).items():
            if mask.any():
                found[mask] = self.number(place)
        return found

    def _overlapping(self, result: SegmentationResult) -> Index:
        """Each set of segments that occurs is a place; there are few of them."""
        masks = np.column_stack([result.members[id] for id in result.segments])  # type: ignore[index]
        sets, each = np.unique(masks, axis=0, return_inverse=True)
        ids = [tuple(np.array(result.segments, dtype=object)[row].tolist()) for row in sets]
        numbers = [self.number(Place("segment", found) if found else NONE) for found in ids]
        return np.array(numbers, dtype=np.int64)[each.reshape(-1)]


def _states(side: Side, result: SegmentationResult) -> Mapping[Place, Mask]:
    """Whom a matrix puts into no segment because they are knocked out or unrated."""
    segmentation = side.plan.ruleset.segmentations[result.id]
    if not isinstance(segmentation, Matrix):
        return {}
    without = (result.codes < 0) & _applies(side, f"segmentations.{result.id}.for")
    out = side.results.knocked_out
    return {KNOCKED_OUT: without & out, UNRATED: without & ~out}


def _applies(side: Side, path: str) -> Mask:
    compiled, size = side.plan.expressions.get(path), len(side.results)
    if compiled is None:
        return np.ones(size, dtype=np.bool_)
    block = block_of(side.results, compiled.names)
    column = Kernel(block, size, side.results.as_of).evaluate(compiled)
    return column.true if isinstance(column, Condition) else np.zeros(size, dtype=np.bool_)
