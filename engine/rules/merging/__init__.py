"""One ruleset out of its files: what it includes, and what it extends."""

from .confinement import Escape, confined
from .joining import Merged, merged

__all__ = ["Escape", "Merged", "confined", "merged"]
