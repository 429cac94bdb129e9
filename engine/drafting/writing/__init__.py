"""The draft as files: the ruleset with its comments, a test or two, and what an editor needs beside it."""

from .document import Written, write_document

__all__ = ["Written", "write_document"]
