"""The files that a draft is made from: found by the names that were typed, and read with all their columns."""

from .given import Given, find_given, passed_over
from .opening import Opened, no_values, open_files

__all__ = ["Given", "Opened", "find_given", "no_values", "open_files", "passed_over"]
