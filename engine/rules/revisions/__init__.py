"""Rulesets as they were: at a branch, a tag, or another version in the history of a git repository."""

from .pending import is_uncommitted
from .revisions import describe, ruleset_at

__all__ = ["describe", "is_uncommitted", "ruleset_at"]
