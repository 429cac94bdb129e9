"""How far the segments rest on the exact numbers of the rules: each turned a little, and what moves then."""

from .question import Question
from .sensitivity import Sensitivity, sensitivity, watched_segmentation

__all__ = ["Question", "Sensitivity", "sensitivity", "watched_segmentation"]
