"""The levels of an axis, and whether enough of it is known."""

from collections.abc import Sequence

import numpy as np

from ...expressions.columns import Codes, Floats, Mask
from ...rules.model import Level, Matrix


def level_of(score: Floats, levels: Sequence[Level]) -> Codes:
    """The last level that starts at the score or below it; -1 below the first and where the score is missing."""
    reached = np.searchsorted([level.start for level in levels], score, side="right") - 1
    return np.where(np.isnan(score), -1, reached).astype(np.int32)


def rated(score: Floats, completeness: Floats, segmentation: Matrix) -> Mask:
    """Where an axis has a score that rests on enough of what it asks for."""
    return ~np.isnan(score) & (completeness >= segmentation.needs_completeness)


def all_of(masks: Sequence[Mask]) -> Mask:
    """Where every mask holds."""
    together: Mask = np.logical_and.reduce(masks)
    return together
