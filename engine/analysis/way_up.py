"""The nearest way up: what would bring an account to the next level of an axis, or into the next tier."""

from dataclasses import dataclass
from typing import Literal

from ..rules.model import AnySegmentation, Matrix, Tiers
from .case import Case
from .criteria import branches, expression_paths
from .glossary import Term
from .lifts import Lift, lift
from .tier_step import TierStep, tier_step


@dataclass(frozen=True, slots=True)
class WayUp:
    """What would move an account up in one segmentation.

    `obstacle` tells why there is no such way yet: it is knocked out, or too little is known (`missing` says what to
    find out). `lifts` has one way per axis of a matrix that is not at its top; `tier` is for tiers.
    """

    obstacle: Literal["knocked_out", "unrated"] | None = None
    missing: tuple[Term, ...] = ()
    lifts: tuple[Lift, ...] = ()
    tier: TierStep | None = None


def way_up(case: Case, segmentation: AnySegmentation) -> WayUp | None:
    """The way up in a matrix or in tiers; None for the other methods, for the top, and outside the segmentation."""
    if case.segment(segmentation.id) is None:
        return None
    if isinstance(segmentation, Tiers):
        step = tier_step(case, segmentation)
        return WayUp(tier=step) if step else None
    return _in_matrix(case, segmentation) if isinstance(segmentation, Matrix) else None


def _in_matrix(case: Case, matrix: Matrix) -> WayUp | None:
    if case.results.knocked_out[case.row]:
        return WayUp("knocked_out")
    levels = {
        axis: int(codes[case.row])
        for axis, codes in (case.results.segmentations[matrix.id].levels or {}).items()
    }
    if _unrated(case, matrix) or min(levels.values(), default=-1) < 0:
        return WayUp("unrated", _to_find_out(case, matrix))
    lifts = tuple(found for axis in matrix.axes if (found := lift(case, matrix, levels, axis)) is not None)
    return WayUp(lifts=lifts) if lifts else None


def _unrated(case: Case, matrix: Matrix) -> bool:
    scores = [case.results.scores[axis] for axis in matrix.axes]
    return any(score.completeness[case.row] < matrix.needs_completeness for score in scores)


def _to_find_out(case: Case, matrix: Matrix) -> tuple[Term, ...]:
    """The missing facts of the axes that lack completeness, those of the heaviest criteria first."""
    found: list[tuple[float, Term]] = []
    for axis in matrix.axes:
        score = case.results.scores[axis]
        if score.completeness[case.row] < max(matrix.needs_completeness, 1e-9):
            for branch in branches(case.plan.ruleset.scores[axis].criteria):
                weight = float(score.criteria[branch.criterion.path].weight[case.row])
                found += [
                    (weight, fact) for fact in case.absent(expression_paths(branch.criterion)) if weight > 0
                ]
    heaviest = sorted(found, key=lambda each: -each[0])
    return tuple({fact.name: fact for _, fact in heaviest}.values())
