"""What is wrong, where, and how to mend it: the one shape of every message sikta gives."""

from .codes import CODES, Code
from .errors import SiktaError
from .finding import Finding, Severity
from .place import Place
from .repair import Repair, Replacement

__all__ = ["CODES", "Code", "Finding", "Place", "Repair", "Replacement", "Severity", "SiktaError"]
