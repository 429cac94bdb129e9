"""Rulesets compared and changed as trees: what differs between two, and one with some of it applied."""

from .applying import applied
from .comparing import edits
from .documents import document_edits
from .edit import Edit
from .moving import moves

__all__ = ["Edit", "applied", "document_edits", "edits", "moves"]
