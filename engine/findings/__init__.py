"""What is wrong, where, and how to mend it: the one shape of every message sikta gives."""

from .codes import CODES, Code
from .errors import SiktaError
from .finding import Finding, Place, Severity

__all__ = ["CODES", "Code", "Finding", "Place", "Severity", "SiktaError"]
