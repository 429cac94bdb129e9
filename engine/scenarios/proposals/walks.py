"""What can be walked along: a part of the ruleset whose outcome may change as one value changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ...analysis.criteria import branches
from ...evaluation.results import Results
from ...plan import Plan
from ...plan.scenarios import Subject
from ...plan.scenarios.subjects import knocked_out_subject, level_subject, value_subject
from ...rules.model import Group, Matrix, Rules, Scale

Outcomes = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A part of the ruleset: the `paths` of its expressions, its `outcome` for each account, and what it decides.

    Paths that end in a dot stand for all expressions below. `section` is what has to be computed for it. `score` is the one
    that is cut into levels, where that is the outcome.
    """

    path: str
    paths: tuple[str, ...]
    outcome: Callable[[Results], Outcomes]
    subjects: tuple[Subject, ...]
    section: str
    score: str | None = None


def walks(plan: Plan, compared: frozenset[str]) -> Iterator[Walk]:
    """Every part, the most valuable first: knock-outs, levels, segments, points."""
    if "knocked_out" not in compared:
        yield from _knockouts(plan)
    yield from (walk for id in plan.ruleset.segmentations if id not in compared for walk in _levels(plan, id))
    yield from (
        walk for id in plan.ruleset.segmentations if id not in compared for walk in _segments(plan, id)
    )
    yield from (walk for id in plan.ruleset.scores if id not in compared for walk in _criteria(plan, id))


def _knockouts(plan: Plan) -> Iterator[Walk]:
    subject = knocked_out_subject(plan.ruleset)
    for id in plan.ruleset.knockouts:
        path = f"knockouts.{id}"
        yield Walk(path, (f"{path}.when",), partial(_fired, id), (subject,), "knockouts")


def _levels(plan: Plan, id: str) -> Iterator[Walk]:
    matrix = plan.ruleset.segmentations[id]
    if isinstance(matrix, Matrix):
        for axis in matrix.axes:
            score = value_subject(plan.ruleset, plan.types, axis)
            subjects = (level_subject(matrix, axis), *((score,) if score else ()))
            paths = (f"scores.{axis}.", f"segmentations.{id}.for")
            path, outcome = f"segmentations.{id}.axes.{axis}", partial(_level, id, axis)
            yield Walk(path, paths, outcome, subjects, f"segmentations.{id}", axis)


def _segments(plan: Plan, id: str) -> Iterator[Walk]:
    segmentation, path = plan.ruleset.segmentations[id], f"segmentations.{id}"
    subject = value_subject(plan.ruleset, plan.types, id)
    if isinstance(segmentation, Matrix) or subject is None:
        return
    if not isinstance(segmentation, Rules):
        yield Walk(path, (f"{path}.",), partial(_code, id), (subject,), path)
        return
    for segment in segmentation.segments.values():
        if segment.when is not None:
            here = f"{path}.segments.{segment.id}"
            outcome = partial(_member, id, segment.id) if segmentation.overlapping else partial(_code, id)
            yield Walk(here, (f"{here}.when", f"{path}.for"), outcome, (subject,), path)


def _criteria(plan: Plan, id: str) -> Iterator[Walk]:
    subject = value_subject(plan.ruleset, plan.types, id)
    above: list[tuple[int, str]] = []
    for branch in branches(plan.ruleset.scores[id].criteria):
        path, measure = branch.criterion.path, branch.criterion.measure
        above = [(depth, each) for depth, each in above if depth < branch.depth]
        if isinstance(measure, Group):
            above.append((branch.depth, f"{path}.for"))
        elif not isinstance(measure, Scale) and subject is not None:
            paths = (f"{path}.", *(each for _, each in above))
            yield Walk(path, paths, partial(_points, id, path), (subject,), f"scores.{id}")


def _fired(id: str, results: Results) -> Outcomes:
    return results.knockouts[id].true.astype(np.float64)


def _level(id: str, axis: str, results: Results) -> Outcomes:
    return (results.segmentations[id].levels or {})[axis].astype(np.float64)


def _code(id: str, results: Results) -> Outcomes:
    return results.segmentations[id].codes.astype(np.float64)


def _member(id: str, segment: str, results: Results) -> Outcomes:
    return (results.segmentations[id].members or {})[segment].astype(np.float64)


def _points(score: str, path: str, results: Results) -> Outcomes:
    return np.nan_to_num(results.scores[score].criteria[path].points, nan=-1.0)
