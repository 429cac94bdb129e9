"""What came of each account, as columns that can be kept; and results made of such columns again.

Only what cannot be worked out from other columns is kept: completeness, bounds, contributions and the certainty of a
matrix are worked out from these, here as everywhere, when somebody asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from ..evaluation.criteria import Outcome
from ..evaluation.results import CriterionResult, KnockoutResult, Results, ScoreResult, SegmentationResult
from ..evaluation.scores import result_of
from ..evaluation.segmentations.deciding import MatrixDoubts
from ..evaluation.thin import known_of, spread
from ..expressions.bits import any_of
from ..expressions.columns import Column, Members
from ..plan.plan import Plan
from ..rules.model import Criterion, Group
from .columns import Array, Part, part_like


def outcomes(results: Results, given: Iterable[str]) -> Iterator[tuple[str, Part]]:
    """Every column that the evaluation found out, each with its name. `given` are the values that it began with."""
    known = frozenset(given)
    yield from ((f"values.{id}", column) for id, column in results.values.items() if id not in known)
    for knockout in results.knockouts.values():
        yield f"knockouts.{knockout.id}.true", knockout.true
        yield f"knockouts.{knockout.id}.unknown", knockout.unknown
    for score in results.scores.values():
        yield f"scores.{score.id}.score", score.score
        for criterion in score.criteria.values():
            yield from _criterion(criterion)
    for segmentation in results.segmentations.values():
        yield from _segmentation(segmentation)
    yield "playbooks", results.playbooks


def _criterion(criterion: CriterionResult) -> Iterator[tuple[str, Part]]:
    path = criterion.path
    if criterion.value is not None:
        yield f"{path}.value", criterion.value
    yield f"{path}.applies", criterion.applies
    yield f"{path}.points", criterion.points
    yield f"{path}.assumed", criterion.assumed


def _segmentation(result: SegmentationResult) -> Iterator[tuple[str, Part]]:
    path, size = f"segmentations.{result.id}", len(result.codes)
    yield f"{path}.codes", result.codes
    if result.members is not None:
        yield f"{path}.members", Members(result.members, size)
    if result.unknown is not None:
        yield f"{path}.unknown", result.unknown
    for kind, arrays in (("levels", result.levels), ("bins", result.bins)):
        yield from ((f"{path}.{kind}.{id}", array) for id, array in (arrays or {}).items())
    if isinstance(result.doubts, MatrixDoubts):
        yield f"{path}.there", spread(result.doubts.there, size)
        yield f"{path}.settled", spread(result.doubts.settled, size)


class Rebuilding:
    """Results of other accounts by the pattern of those of some. `given` are the values that the evaluation began with."""

    def __init__(self, plan: Plan, pattern: Results, arrays: Mapping[str, Array]) -> None:
        self._plan, self._pattern, self._arrays = plan, pattern, arrays
        self._size = len(arrays["playbooks"])

    def results(self, given: Mapping[str, Column]) -> Results:
        """The results, of which keys, quality, inputs and findings are still those of the pattern."""
        pattern = self._pattern
        values = {
            id: given[id] if id in given else self._column(f"values.{id}", column)
            for id, column in pattern.values.items()
        }
        knockouts = {id: self._knockout(id) for id in pattern.knockouts}
        scores = {id: self._score(score) for id, score in pattern.scores.items()}
        return replace(
            pattern,
            values=values,
            knockouts=knockouts,
            knocked_out=any_of([each.true for each in knockouts.values()], self._size),
            scores=scores,
            segmentations={
                id: self._segmentation(result, scores) for id, result in pattern.segmentations.items()
            },
            playbooks=self._like("playbooks", pattern.playbooks),
        )

    def _like(self, name: str, part: Part) -> np.ndarray:
        found = part_like(part, name, self._arrays)
        assert isinstance(found, np.ndarray)  # noqa: S101  arrays give arrays
        return found

    def _column(self, name: str, column: Column) -> Column:
        found = part_like(column, name, self._arrays)
        assert not isinstance(found, np.ndarray)  # noqa: S101  columns give columns
        return found

    def _knockout(self, id: str) -> KnockoutResult:
        true, unknown = (
            self._like(f"knockouts.{id}.{part}", np.zeros(0, np.bool_)) for part in ("true", "unknown")
        )
        return KnockoutResult(id, true, unknown)

    def _score(self, score: ScoreResult) -> ScoreResult:
        criteria = self._plan.ruleset.scores[score.id].criteria.values()
        points = self._like(f"scores.{score.id}.score", score.score)
        return result_of(score.id, points, [self._outcome(each, score) for each in criteria])

    def _outcome(self, criterion: Criterion, score: ScoreResult) -> Outcome:
        path, pattern = criterion.path, score.criteria[criterion.path]
        points = self._like(f"{path}.points", pattern.points)
        members = criterion.measure.criteria.values() if isinstance(criterion.measure, Group) else ()
        return Outcome(
            criterion,
            None if pattern.value is None else self._column(f"{path}.value", pattern.value),
            self._like(f"{path}.applies", pattern.applies),
            points,
            known_of(points),
            self._like(f"{path}.assumed", pattern.assumed),
            tuple(self._outcome(member, score) for member in members),
        )

    def _segmentation(
        self, result: SegmentationResult, scores: Mapping[str, ScoreResult]
    ) -> SegmentationResult:
        path = f"segmentations.{result.id}"
        members = result.members and self._column(f"{path}.members", Members(result.members, 0))
        return SegmentationResult(
            result.id,
            result.segments,
            codes=self._like(f"{path}.codes", result.codes),
            members=members.masks if isinstance(members, Members) else None,
            levels=self._each(f"{path}.levels", result.levels),
            unknown=None if result.unknown is None else self._like(f"{path}.unknown", result.unknown),
            bins=self._each(f"{path}.bins", result.bins),
            doubts=self._doubts(path, result.doubts, scores)
            if isinstance(result.doubts, MatrixDoubts)
            else None,
        )

    def _each(self, path: str, patterns: Mapping[str, np.ndarray] | None) -> dict[str, np.ndarray] | None:
        if patterns is None:
            return None
        return {id: self._like(f"{path}.{id}", pattern) for id, pattern in patterns.items()}

    def _doubts(self, path: str, doubts: MatrixDoubts, scores: Mapping[str, ScoreResult]) -> MatrixDoubts:
        own = {axis: scores[axis] for axis in doubts.scores}
        there, settled = (self._like(f"{path}.{part}", doubts.settled) for part in ("there", "settled"))
        return MatrixDoubts(doubts.segmentation, doubts.criteria, own, there, settled)
