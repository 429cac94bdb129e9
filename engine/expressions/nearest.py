"""The known name that was probably meant."""

from ..findings.nearest import nearest

__all__ = ["nearest"]
