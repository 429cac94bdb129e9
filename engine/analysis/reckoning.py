"""The arithmetic of one account's score, repeated with one criterion changed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..evaluation.points import DECIMALS
from ..evaluation.results import ScoreResult
from ..expressions.rounding import round_half_up
from ..rules.model import Criterion, Group
from .case import Case

FULL = 100.0
"""The most points that a criterion can have."""


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning:
    """The arithmetic of one account's score, repeated with the points of one criterion changed."""

    case: Case
    result: ScoreResult
    criteria: Mapping[str, Criterion]

    def with_points(self, path: str, points: float) -> float | None:
        """The unrounded score if the criterion at a path had these points."""
        return self._average(self.criteria, path, points)

    def needed(self, path: str, start: float) -> float | None:
        """The points that bring the rounded score to `start`; None where even 100 are not enough.

        A score is a straight line over the points of one criterion once that one is known.
        """
        least, most = self.with_points(path, 0.0), self.with_points(path, FULL)
        if least is None or most is None or most <= least or self.rounded(path, FULL) < start:
            return None
        points = max((start - 0.005 - least) / (most - least) * FULL, 0.0)
        points = float(np.ceil(points * 100 - 1e-6) / 100)
        return points if self.rounded(path, points) >= start else points + 0.01

    def rounded(self, path: str, points: float) -> float:
        """The shown score if the criterion at a path had these points."""
        points_then = self.with_points(path, points)
        return float("nan") if points_then is None else _rounded(points_then, 2)

    def _average(self, criteria: Mapping[str, Criterion], path: str, points: float) -> float | None:
        """The points of the members that apply and are known, weighted; None where none is."""
        known = [(c.weight, p) for c in criteria.values() if (p := self._points(c, path, points)) is not None]
        weight = sum(weight for weight, _ in known)
        return sum(weight * each for weight, each in known) / weight if known else None

    def _points(self, criterion: Criterion, path: str, points: float) -> float | None:
        result = self.result.criteria[criterion.path]
        if not result.applies[self.case.row]:
            return None
        if isinstance(criterion.measure, Group):
            average = self._average(criterion.measure.criteria, path, points)
            return None if average is None else _rounded(average, DECIMALS)
        return points if criterion.path == path else self.case.number(result.points)


def _rounded(value: float, decimals: int) -> float:
    return float(round_half_up(np.array([value], dtype=np.float64), decimals)[0])
