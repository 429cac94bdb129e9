"""What the rules do with this data: who is concerned by a finding, and what decides for nobody or for everybody."""

from .counting import counted
from .unused import in_practice

__all__ = ["counted", "in_practice"]
