"""How many tests go through each point of a ruleset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...evaluation.results import Results
from ..suite import Suite
from .points import Point, PointKind, points


@dataclass(frozen=True, slots=True)
class Decided:
    """A point with the number of tests that go through it."""

    kind: PointKind
    path: str
    words: str
    tests: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All points of a ruleset; `left_out` are segmentations that compare accounts, which tests cannot decide."""

    points: tuple[Decided, ...]
    left_out: tuple[str, ...]

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
    """Run the tests and count what their accounts go through."""
    results = [suite.evaluated(stage) for stage in suite.stages]
    counted = tuple(_counted(point, results) for point in points(suite.plan, suite.compared, language))
    left_out = tuple(id for id in suite.plan.ruleset.segmentations if id in suite.compared)
    return Coverage(counted, left_out)


def _counted(point: Point, results: Sequence[Results]) -> Decided:
    tests = sum(int(np.count_nonzero(point.reached(each))) for each in results)
    return Decided(point.kind, point.path, point.words, tests)
