"""Cells: accounts that are in the same segments of several segmentations, so that figures of any segment add up from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..evaluation.results import Results, SegmentationResult
from ..expressions.bits import any_of, packed
from ..expressions.columns import Index, Mask

MOST = 1 << 14
"""So many cells at most: their sums stay in the processor's cache."""

_BITS = 12
"""So many overlapping segments share one axis."""

Key = tuple[str, str]
"""A segmentation and one of its segments, empty for those in none of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One way of telling accounts apart: which of its `size` places hold each segment."""

    size: int
    places: Mapping[Key, Mask]

    @classmethod
    def all_of(cls, result: SegmentationResult) -> "list[Axis]":
        """The axes of a segmentation: one, or several where many segments overlap."""
        keys = [(result.id, segment) for segment in (*result.segments, "")]
        if result.members is None:
            return [cls(len(keys), {key: np.arange(len(keys)) == place for place, key in enumerate(keys)})]
        return [cls._of_bits(keys[first : first + _BITS]) for first in range(0, len(keys), _BITS)]

    @classmethod
    def _of_bits(cls, keys: Sequence[Key]) -> "Axis":
        numbers = np.arange(1 << len(keys))
        return cls(len(numbers), {key: (numbers >> bit) & 1 == 1 for bit, key in enumerate(keys)})


def places(result: SegmentationResult) -> Iterator[Index]:
    """Where each account stands on the axes of a segmentation, in their order."""
    size = len(result.codes)
    if result.members is None:
        last = len(result.segments)
        yield np.where(result.codes < 0, last, result.codes).astype(np.int64)
        return
    inside = list(result.members.values())
    masks = [*inside, ~any_of(inside, size)]
    for first in range(0, len(masks), _BITS):
        yield packed(masks[first : first + _BITS], size).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Axes that are crossed: `size` cells. `axes` are their numbers among all axes."""

    axes: tuple[int, ...]
    size: int
    cells: Mapping[Key, Mask]

    @classmethod
    def of(cls, axes: Sequence[Axis], numbers: Sequence[int]) -> "Grid":
        shape = [axes[number].size for number in numbers]
        size = int(np.prod(shape))
        at = np.unravel_index(np.arange(size), shape)
        cells = {
            key: mask[place]
            for number, place in zip(numbers, at, strict=True)
            for key, mask in axes[number].places.items()
        }
        return cls(tuple(numbers), size, cells)

    def cell_of(self, axes: Sequence[Axis], where: Sequence[Index]) -> Index:
        """The cell of each account, from where it stands on every axis."""
        cell = where[self.axes[0]]
        for number in self.axes[1:]:
            cell = cell * axes[number].size + where[number]
        return cell


def axes_of(results: Results) -> list[Axis]:
    """The axes of all segmentations, in file order; one with a single place where there is none."""
    return [axis for result in results.segmentations.values() for axis in Axis.all_of(result)] or [
        Axis(1, {})
    ]


def grids_of(axes: Sequence[Axis]) -> list[Grid]:
    """As few grids as hold all axes, none with more than `MOST` cells unless a single axis has them."""
    groups: list[list[int]] = []
    size = 1
    for number, axis in enumerate(axes):
        if not groups or size * axis.size > MOST:
            groups.append([])
            size = 1
        groups[-1].append(number)
        size *= axis.size
    return [Grid.of(axes, numbers) for numbers in groups]
