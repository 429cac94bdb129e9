"""From YAML text to a frozen, typed ruleset, with every fault as a finding."""

from .loading import Loaded, Tree, load, load_tree
from .reading import NOTHING_UNSAVED, Unsaved

__all__ = ["NOTHING_UNSAVED", "Loaded", "Tree", "Unsaved", "load", "load_tree"]
