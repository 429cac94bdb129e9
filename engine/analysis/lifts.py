"""Raising a score to its next level by one criterion alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..evaluation.results import ScoreResult
from ..expressions.rounding import round_half_up
from ..rules.model import Criterion, Group, Level, Matrix, Text
from .case import Case
from .criteria import branches, criterion_title, measured
from .glossary import Term, term, titled
from .plain import Plain, value_at
from .targets import Target, target

FULL = 100.0
"""The most points that a criterion can have."""


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion whose change alone lifts the axis: its value and points now (None: missing), and the target."""

    path: str
    title: Text
    term: Term
    value: Plain
    points: float | None
    target: Target


@dataclass(frozen=True, slots=True)
class Lift:
    """The way up along one axis: from `level` to `next_level`, which begins at the score `start`.

    `steps` are the criteria that can do it alone, the smallest change first, criteria without a value last.
    `segment` is where the account would then be, its other levels unchanged.
    """

    axis: Term
    score: float
    level: str
    next_level: str
    start: float
    steps: tuple[Step, ...]
    segment: tuple[str, Text] | None


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
        return float(round_half_up(np.array([self.with_points(path, points)], dtype=np.float64), 2)[0])

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
            return self._average(criterion.measure.criteria, path, points)
        return points if criterion.path == path else self.case.number(result.points)


def lift(case: Case, matrix: Matrix, levels: Mapping[str, int], axis: str) -> Lift | None:
    """The way from an account's level on an axis to the next one; None at the top."""
    ladder, now = matrix.axes[axis], levels[axis]
    if now + 1 >= len(ladder):
        return None
    above = ladder[now + 1]
    return Lift(
        term(case.plan, axis),
        float(case.results.scores[axis].score[case.row]),
        ladder[now].id,
        above.id,
        above.start,
        _steps(case, axis, above),
        segment_at(matrix, {**levels, axis: now + 1}),
    )


def segment_at(matrix: Matrix, levels: Mapping[str, int]) -> tuple[str, Text] | None:
    """The segment of the cell with these levels (as indexes), with its title."""
    cell = {axis: matrix.axes[axis][level].id for axis, level in levels.items()}
    for name, segment in matrix.segments.items():
        if any(all(cell[axis] in ids for axis, ids in wanted.items()) for wanted in segment.cells):
            return name, titled(segment.title, name)
    return None


def _steps(case: Case, axis: str, above: Level) -> tuple[Step, ...]:
    criteria = case.plan.ruleset.scores[axis].criteria
    reckoning = Reckoning(case, case.results.scores[axis], criteria)
    leaves = [
        branch.criterion for branch in branches(criteria) if not isinstance(branch.criterion.measure, Group)
    ]
    steps = [step for criterion in leaves if (step := _step(reckoning, criterion, above)) is not None]
    return tuple(sorted(steps, key=_size))


def _step(reckoning: Reckoning, criterion: Criterion, above: Level) -> Step | None:
    case, result = reckoning.case, reckoning.result.criteria[criterion.path]
    needed = reckoning.needed(criterion.path, above.start) if _applies(reckoning, criterion) else None
    reached = None if needed is None else target(case.plan, criterion, needed)
    if reached is None:
        return None
    value = None if result.value is None else value_at(result.value, case.row)
    points = None if result.assumed[case.row] else case.number(result.points)
    title = criterion_title(case.plan, criterion)
    return Step(criterion.path, title, measured(case.plan, criterion), value, points, reached)


def _applies(reckoning: Reckoning, criterion: Criterion) -> bool:
    return bool(reckoning.result.criteria[criterion.path].weight[reckoning.case.row] > 0)


def _size(step: Step) -> tuple[bool, float]:
    """Known values before missing ones, then the fewest points to add."""
    return step.points is None, step.target.points - (step.points or 0.0)
