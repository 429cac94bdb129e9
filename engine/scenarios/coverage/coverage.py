"""How many tests go through each point of a ruleset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...evaluation.results import Results
from ..staging import Stage
from ..suite import Suite
from .points import Point, PointKind, points


@dataclass(frozen=True, slots=True)
class Decided:
    """A point with the number of tests that go through it; `compared` where only one among other accounts can."""

    kind: PointKind
    path: str
    words: str
    tests: int
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """All points of a ruleset."""

    points: tuple[Decided, ...]

    @property
    def share(self) -> float:
        """The share (0..1) of the points that some test goes through; 1 where there are none."""
        return sum(point.tests > 0 for point in self.points) / len(self.points) if self.points else 1.0

    @property
    def lacking(self) -> tuple[Decided, ...]:
        return tuple(point for point in self.points if not point.tests)

    def by_kind(self) -> Mapping[PointKind, Sequence[Decided]]:
        found: dict[PointKind, list[Decided]] = {}
        for kind in PointKind:
            found[kind] = [point for point in self.points if point.kind is kind]
        return {kind: each for kind, each in found.items() if each}


def coverage_of(suite: Suite, language: str) -> Coverage:
    """Run the tests and count what their accounts go through.

    What compares accounts is decided only by tests that are judged among accounts.
    """
    stages = [(stage, suite.evaluated(stage)) for stage in suite.stages]
    return Coverage(tuple(_counted(point, stages, suite.compared) for point in points(suite.plan, language)))


def _counted(point: Point, stages: Sequence[tuple[Stage, Results]], compared: frozenset[str]) -> Decided:
    needs_others = point.subject in compared
    tests = sum(
        int(np.count_nonzero(point.reached(results)[list(stage.rows)]))
        for stage, results in stages
        if stage.batch.among or not needs_others
    )
    return Decided(point.kind, point.path, point.words, tests, needs_others)
