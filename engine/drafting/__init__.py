"""A ruleset to begin with: drafted from the columns of data files, or a small one with invented accounts."""

from .draft import Draft, draft_from
from .start import Started, start

__all__ = ["Draft", "Started", "draft_from", "start"]
