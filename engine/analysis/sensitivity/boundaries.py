"""Accounts near a boundary: how few points would put them into another segment of a matrix."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...evaluation.results import Results
from ...evaluation.segmentations.matrix import grid
from ...expressions.columns import Codes, Floats, Mask
from ...rules.model import Matrix
from .placement import Money


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An account near a boundary: the level of an axis that begins at `start`, from which its score is `distance` away.

    A `distance` below 0 has so much to win to reach the level; one of 0 or more has so much to lose before it is out
    of it. `other` is the segment it would be in then.
    """

    key: str
    name: str
    segment: str
    other: str
    axis: str
    level: str
    start: float
    score: float
    distance: float
    money: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Boundaries:
    """`distance` by account to the nearest boundary behind which another segment lies, in points (NaN: there is none).

    `near` are the accounts that are at most `within` points away, the most money first; `money` is theirs together.
    """

    distance: Floats
    within: float
    near: tuple[Neighbour, ...]
    money: float | None


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One direction on one axis: how far each account is from the next level, and where it would be."""

    axis: str
    upward: bool
    distance: Floats
    other: Codes


def boundaries(results: Results, segmentation: str, within: float) -> Boundaries | None:
    """The boundaries of a matrix; None for another method, which has no scores with levels."""
    matrix = results.ruleset.segmentations[segmentation]
    if not isinstance(matrix, Matrix):
        return None
    sides = list(_sides(results, matrix))
    distances = np.array([np.abs(side.distance) for side in sides])
    nearest = np.where(np.isnan(distances), np.inf, distances)
    which = nearest.argmin(axis=0)
    distance = nearest.min(axis=0)
    money = Money.of(results)
    rows = np.flatnonzero(distance <= within)
    rows = money.heaviest(rows[np.argsort(distance[rows], kind="stable")], len(rows))
    names = results.names
    near = tuple(_neighbour(results, matrix, names, row, sides[which[row]]) for row in rows.tolist())
    return Boundaries(np.where(np.isinf(distance), np.nan, distance), within, near, money.total(rows))


def _sides(results: Results, matrix: Matrix) -> Iterator[_Side]:
    result = results.segmentations[matrix.id]
    levels = result.levels or {}
    cells = grid(matrix)
    by_levels = _by_levels(results, matrix)
    for place, (axis, steps) in enumerate(matrix.axes.items()):
        starts = np.array([step.start for step in steps])
        score, level = results.scores[axis].score, levels[axis]
        for upward in (False, True):
            there = level + 1 if upward else level - 1
            reachable = by_levels & (there >= 0) & (there < len(steps))
            beyond = [
                np.where(reachable, there, -1) if i == place else each
                for i, each in enumerate(levels.values())
            ]
            other = cells[tuple(beyond)]
            differs = reachable & (other != result.codes)
            border = starts[np.clip(there if upward else level, 0, len(steps) - 1)]
            # Differences of scores of two decimals carry noise that is no distance.
            yield _Side(axis, upward, np.where(differs, np.round(score - border, 2), np.nan), other)


def _by_levels(results: Results, matrix: Matrix) -> Mask:
    """Accounts whose cell decides: not knocked out, rated, and one that the matrix is for."""
    result = results.segmentations[matrix.id]
    states = [index for index, segment in enumerate(matrix.segments.values()) if segment.state is not None]
    mask: Mask = (result.codes >= 0) & ~np.isin(result.codes, states)
    return mask


def _neighbour(results: Results, matrix: Matrix, names: list[str], row: int, side: _Side) -> Neighbour:
    result = results.segmentations[matrix.id]
    own = int((result.levels or {})[side.axis][row])
    level = matrix.axes[side.axis][own + 1 if side.upward else own]
    other = int(side.other[row])
    return Neighbour(
        key=results.keys.vocabulary[int(results.keys.codes[row])],
        name=names[row],
        segment=result.segments[int(result.codes[row])],
        other=result.segments[other] if other >= 0 else "",
        axis=side.axis,
        level=level.id,
        start=level.start,
        score=float(results.scores[side.axis].score[row]),
        distance=float(side.distance[row]),
        money=Money.of(results).at(row),
    )
