"""The deciding fact: the missing criterion that alone could move an account, the heaviest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from ...expressions.columns import Codes, Floats, Index, Mask
from ...expressions.rounding import round_half_up
from ...rules.model import Criterion, Group, Matrix
from ..results import ScoreResult
from ..workings import COMPLETENESS_DECIMALS, DECIMALS
from .levels import all_of, level_of, rated

Chain: TypeAlias = tuple[tuple[Mapping[str, Criterion], Criterion], ...]
"""From a score's criteria down to one at the bottom: at each step the criteria there, and the one that is taken."""

WEIGHT_DECIMALS = 9


@dataclass(frozen=True, eq=False)
class MatrixDoubts:
    """How sure the cells of accounts are. `there` are those that the matrix is for; nothing can move the `settled` ones."""

    segmentation: Matrix
    criteria: Mapping[str, Mapping[str, Criterion]]
    scores: Mapping[str, ScoreResult]
    there: Mask
    settled: Mask

    @cached_property
    def certain(self) -> Mask:
        """Where the low and the high scores fall in one cell, and where no score matters."""
        return self.settled | (self.there & self._one_cell)

    @cached_property
    def deciding(self) -> Codes:
        """The deciding criterion of the accounts that are not certain, as an index into `paths`; -1 where none decides alone.

        A criterion decides where its 0 or its 100 points would give the axis another level; for an unrated account,
        where knowing it would make the account rated. Of equal weights the first in the file goes first.
        """
        open_accounts = self.there & ~self.certain
        deciding = np.full(len(open_accounts), -1, dtype=np.int32)
        heaviest = np.zeros(len(open_accounts))
        for index, (axis, chain) in enumerate(self._candidates()):
            score, path = self.scores[axis], chain[-1][1].path
            rows = np.flatnonzero(open_accounts & _missing(score, path))
            if not rows.size:
                continue
            weight = np.round(score.criteria[path].weight[rows], WEIGHT_DECIMALS)
            better = (weight > heaviest[rows]) & _decides(self.segmentation, self.scores, axis, chain, rows)
            deciding[rows[better]], heaviest[rows[better]] = index, weight[better]
        return deciding

    @property
    def paths(self) -> tuple[str, ...]:
        """The criteria that can decide."""
        return tuple(chain[-1][1].path for _, chain in self._candidates())

    def _candidates(self) -> Iterator[tuple[str, Chain]]:
        for axis in self.segmentation.axes:
            yield from ((axis, chain) for chain in _chains(self.criteria[axis]))

    @property
    def _one_cell(self) -> Mask:
        same = [
            level_of(self.scores[axis].low, levels) == level_of(self.scores[axis].high, levels)
            for axis, levels in self.segmentation.axes.items()
        ]
        return all_of(same)


def _chains(criteria: Mapping[str, Criterion], above: Chain = ()) -> Iterator[Chain]:
    for criterion in criteria.values():
        chain = (*above, (criteria, criterion))
        if isinstance(criterion.measure, Group):
            yield from _chains(criterion.measure.criteria, chain)
        else:
            yield chain


def _missing(score: ScoreResult, path: str) -> Mask:
    criterion = score.criteria[path]
    return criterion.applies & np.isnan(criterion.points)


def _decides(
    segmentation: Matrix, scores: Mapping[str, ScoreResult], axis: str, chain: Chain, rows: Index
) -> Mask:
    score, levels = scores[axis], segmentation.axes[axis]
    now = level_of(score.score[rows], levels)
    low, high = _range(score, chain, rows)
    moves = (level_of(low, levels) != now) | (level_of(high, levels) != now)
    was_rated, becomes_rated = np.ones((2, len(rows)), dtype=np.bool_)
    for id in segmentation.axes:
        other = scores[id]
        known = rated(other.score[rows], other.completeness[rows], segmentation)
        was_rated &= known
        becomes_rated &= rated(low, _completeness(score, chain, rows), segmentation) if id == axis else known
    return np.where(was_rated, moves, becomes_rated)


def _completeness(score: ScoreResult, chain: Chain, rows: Index) -> Floats:
    """What the completeness would be, were the criterion at the end of the chain known."""
    weight = score.criteria[chain[-1][1].path].weight[rows]
    return round_half_up(score.completeness[rows] + weight, COMPLETENESS_DECIMALS)


def _range(score: ScoreResult, chain: Chain, rows: Index) -> tuple[Floats, Floats]:
    """The score with 0 and with 100 points for the criterion at the end of the chain, all else as it is."""
    low, high = np.zeros(len(rows)), np.full(len(rows), 100.0)
    for siblings, criterion in reversed(chain):
        points, weights = np.zeros(len(rows)), np.zeros(len(rows))
        for other in siblings.values():
            if other.id != criterion.id:
                given = score.criteria[other.path].points[rows]
                points += np.where(np.isnan(given), 0.0, other.weight * given)
                weights += other.weight * ~np.isnan(given)
        whole = weights + criterion.weight
        low, high = (points + criterion.weight * low) / whole, (points + criterion.weight * high) / whole
    return round_half_up(low, DECIMALS), round_half_up(high, DECIMALS)
