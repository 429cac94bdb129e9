"""The kernel evaluates expressions over columns."""

from .kernel import Kernel, evaluate

__all__ = ["Kernel", "evaluate"]
