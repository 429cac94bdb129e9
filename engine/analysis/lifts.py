"""Raising a score to its next level by one criterion alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..rules.model import Criterion, Group, Level, Matrix, Text
from .case import Case
from .criteria import branches, criterion_title, measured
from .glossary import Term, term, titled
from .plain import Plain, value_at
from .reckoning import Reckoning
from .targets import Target, target


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion whose change alone lifts the axis: its value and points now (None: missing), and the target.

    `segment` is where the account would then be, which may be beyond the next level; its other levels unchanged.
    """

    path: str
    title: Text
    term: Term
    value: Plain
    points: float | None
    target: Target
    segment: tuple[str, Text] | None


@dataclass(frozen=True, slots=True)
class Lift:
    """The way up along one axis: from `level` to `next_level`, which begins at the score `start`.

    `steps` are the criteria that can do it alone, the smallest change first, criteria without a value last.
    `segment` is the cell at the next level, the account's other levels unchanged.
    """

    axis: Term
    score: float
    level: str
    next_level: str
    start: float
    steps: tuple[Step, ...]
    segment: tuple[str, Text] | None


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
        _steps(Climb(case, matrix, levels, axis)),
        segment_at(matrix, {**levels, axis: now + 1}),
    )


def segment_at(matrix: Matrix, levels: Mapping[str, int]) -> tuple[str, Text] | None:
    """The segment of the cell with these levels (as indexes), with its title."""
    cell = {axis: matrix.axes[axis][level].id for axis, level in levels.items()}
    for name, segment in matrix.segments.items():
        if any(all(cell[axis] in ids for axis, ids in wanted.items()) for wanted in segment.cells):
            return name, titled(segment.title, name)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Climb:
    """An account on one axis of a matrix, with its levels (as indexes) on all of them."""

    case: Case
    matrix: Matrix
    levels: Mapping[str, int]
    axis: str

    @property
    def ladder(self) -> tuple[Level, ...]:
        return self.matrix.axes[self.axis]

    @property
    def reckoning(self) -> Reckoning:
        results, ruleset = self.case.results, self.case.plan.ruleset
        return Reckoning(self.case, results.scores[self.axis], ruleset.scores[self.axis].criteria)

    @property
    def start(self) -> float:
        """Where the next level begins."""
        return self.ladder[self.levels[self.axis] + 1].start

    def segment(self, score: float) -> tuple[str, Text] | None:
        """The segment with another score on this axis."""
        reached = sum(level.start <= score for level in self.ladder) - 1
        return segment_at(self.matrix, {**self.levels, self.axis: reached})


def _steps(climb: Climb) -> tuple[Step, ...]:
    criteria = [branch.criterion for branch in branches(climb.reckoning.criteria)]
    leaves = [criterion for criterion in criteria if not isinstance(criterion.measure, Group)]
    steps = [step for criterion in leaves if (step := _step(climb, criterion)) is not None]
    return tuple(sorted(steps, key=_size))


def _step(climb: Climb, criterion: Criterion) -> Step | None:
    case, reckoning = climb.case, climb.reckoning
    result = reckoning.result.criteria[criterion.path]
    needed = reckoning.needed(criterion.path, climb.start) if _applies(reckoning, criterion) else None
    reached = None if needed is None else target(case.plan, criterion, needed)
    if reached is None:
        return None
    return Step(
        criterion.path,
        criterion_title(case.plan, criterion),
        measured(case.plan, criterion),
        None if result.value is None else value_at(result.value, case.row),
        None if result.assumed[case.row] else case.number(result.points),
        reached,
        climb.segment(reckoning.rounded(criterion.path, reached.points)),
    )


def _applies(reckoning: Reckoning, criterion: Criterion) -> bool:
    return bool(reckoning.result.criteria[criterion.path].weight[reckoning.case.row] > 0)


def _size(step: Step) -> tuple[bool, float]:
    """Known values before missing ones, then the fewest points to add."""
    return step.points is None, step.target.points - (step.points or 0.0)
