"""Matrix: scores cut into levels and crossed."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...expressions.columns import Codes, Mask
from ...rules.model import Level, Matrix
from ..accounts import Accounts
from ..results import SegmentationResult
from ..thin import spread
from .deciding import MatrixDoubts
from .levels import all_of, has_rating, level_of


def matrix(segmentation: Matrix, accounts: Accounts) -> SegmentationResult:
    """Knocked out, then unrated, then the cell of the account's levels.

    Unrated is an account whose completeness on any axis is below `needs_completeness`, or that lacks a score. It is
    certain where its low and high scores fall in one cell, and where no score matters: knocked out, or not `for` it.
    """
    there = accounts.whom_for(f"segmentations.{segmentation.id}")
    scores = {axis: accounts.scores[axis] for axis in segmentation.axes}
    levels = {axis: level_of(score.score, segmentation.axes[axis]) for axis, score in scores.items()}
    out = there.true & accounts.knocked_out
    unrated = there.true & ~out & ~_rated(segmentation, accounts)
    codes = np.where(there.true, grid(segmentation)[tuple(levels.values())], -1).astype(np.int32)
    codes[unrated] = _state(segmentation, "unrated")
    codes[out] = _state(segmentation, "knocked_out")
    settled = there.false | out
    criteria = {axis: accounts.plan.ruleset.scores[axis].criteria for axis in segmentation.axes}
    return SegmentationResult(
        id=segmentation.id,
        segments=tuple(segmentation.segments),
        codes=codes,
        levels=levels,
        unknown=spread(there.missing, accounts.size),
        doubts=MatrixDoubts(segmentation, criteria, scores, there.true, settled),
    )


def _rated(segmentation: Matrix, accounts: Accounts) -> Mask:
    return all_of([has_rating(accounts.scores[axis], segmentation) for axis in segmentation.axes])


def _state(segmentation: Matrix, state: str) -> int:
    found = (index for index, segment in enumerate(segmentation.segments.values()) if segment.state == state)
    return next(found, -1)


def grid(segmentation: Matrix) -> Codes:
    """The segment of each cell, an array with one dimension per axis; the last place of each stands for no level."""
    shape = [len(levels) + 1 for levels in segmentation.axes.values()]
    grid = np.full(shape, -1, dtype=np.int32)
    for index, segment in enumerate(segmentation.segments.values()):
        for cell in segment.cells:
            grid[np.ix_(*_places(cell, segmentation.axes))] = index
    return grid


def _places(cell: Mapping[str, Sequence[str]], axes: Mapping[str, Sequence[Level]]) -> list[list[int]]:
    """Per axis the indexes of the levels that a cell names; all where it leaves the axis out."""
    return [
        [index for index, level in enumerate(levels) if axis not in cell or level.id in cell[axis]]
        for axis, levels in axes.items()
    ]
