"""The kernel evaluates expressions over columns."""

from .kernel import Kernel, evaluate
from .repeats import Repeats, Shared

__all__ = ["Kernel", "Repeats", "Shared", "evaluate"]
