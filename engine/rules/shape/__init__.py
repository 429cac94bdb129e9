"""Whether a tree has the shape of a ruleset: the JSON Schema, and its complaints in plain words."""

from .checking import check_shape
from .pruning import Pruned, prune

__all__ = ["Pruned", "check_shape", "prune"]
