"""A draft put on the disk: whole or not at all, and never over a file that is there."""

from .copies import Copies, plan_copies
from .folder import Placed, put

__all__ = ["Copies", "Placed", "plan_copies", "put"]
