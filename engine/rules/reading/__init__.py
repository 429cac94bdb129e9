"""YAML text read into a tree in which every key and value knows its place."""

from .document import Document, read_document, read_yaml

__all__ = ["Document", "read_document", "read_yaml"]
