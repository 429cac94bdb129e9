"""The levels of an axis, and whether enough of it is known."""

from collections.abc import Sequence

import numpy as np

from ...expressions.columns import Codes, Floats, Mask
from ...rules.model import Level, Matrix
from ..results import ScoreResult
from ..steps import reached


def level_of(score: Floats, levels: Sequence[Level]) -> Codes:
    """The last level that starts at the score or below it; -1 below the first and where the score is missing."""
    return reached([level.start for level in levels], score).astype(np.int32) - np.int32(1)


def rated(score: Floats, completeness: Floats, segmentation: Matrix) -> Mask:
    """Where an axis has a score that rests on enough of what it asks for."""
    return ~np.isnan(score) & (completeness >= segmentation.needs_completeness)


def has_rating(score: ScoreResult, segmentation: Matrix) -> Mask:
    """The same of a score's result; its completeness is worked out only where the matrix needs any."""
    if segmentation.needs_completeness <= 0:
        return ~np.isnan(score.score)
    return rated(score.score, score.completeness, segmentation)


def all_of(masks: Sequence[Mask]) -> Mask:
    """Where every mask holds."""
    together = masks[0]
    for mask in masks[1:]:
        together = together & mask
    return together
