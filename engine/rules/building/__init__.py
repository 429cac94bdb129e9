"""A tree that has the shape of a ruleset turned into the typed model."""

from .assembling import Built, build

__all__ = ["Built", "build"]
