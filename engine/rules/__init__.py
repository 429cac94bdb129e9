"""From YAML text to a frozen, typed ruleset, with every fault as a finding."""

from .loading import Loaded, Tree, load, load_tree

__all__ = ["Loaded", "Tree", "load", "load_tree"]
