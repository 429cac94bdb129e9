"""From typed tables to one row per account: metrics, knock-outs, scores, segments, playbooks."""

from .evaluation import evaluate
from .results import (
    CriterionResult,
    KnockoutResult,
    Results,
    ScoreResult,
    SegmentationResult,
)

__all__ = ["CriterionResult", "KnockoutResult", "Results", "ScoreResult", "SegmentationResult", "evaluate"]
