"""Runs that build on an earlier one: what a run leaves behind, what of it still holds, and what is computed anew."""

from .increment import Increment, continued
from .leaving import Leaving
from .memory import MEMORY, Memory, remembered
from .reasons import in_words
from .recalling import Recall, recalled

__all__ = [
    "MEMORY",
    "Increment",
    "Leaving",
    "Memory",
    "Recall",
    "continued",
    "in_words",
    "recalled",
    "remembered",
]
