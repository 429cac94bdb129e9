"""What the tests of a ruleset go through, and what they never decide."""

from .coverage import Coverage, Decided, coverage_of
from .points import PointKind
from .text import coverage_record, coverage_text

__all__ = ["Coverage", "Decided", "PointKind", "coverage_of", "coverage_record", "coverage_text"]
