"""From YAML text to a frozen, typed ruleset, with every fault as a finding."""

from .loading import Loaded, load

__all__ = ["Loaded", "load"]
