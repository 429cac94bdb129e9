"""Rulesets compared and changed as trees: what differs between two, and one with some of it applied."""

from .applying import applied
from .edit import Edit

__all__ = ["Edit", "applied"]
