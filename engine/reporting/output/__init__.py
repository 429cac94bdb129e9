"""A folder of results that appears whole or not at all."""

from .folder import OutputFolder

__all__ = ["OutputFolder"]
