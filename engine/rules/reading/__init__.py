"""YAML text read into a tree in which every key and value knows its place."""

from .document import Document, read_document, read_yaml
from .source import NOTHING_UNSAVED, Unsaved

__all__ = ["NOTHING_UNSAVED", "Document", "Unsaved", "read_document", "read_yaml"]
