"""Escapes: what is put into a document can never become part of its structure."""

from .html import escape_html
from .markdown import escape_markdown
from .prose import demoted, prose_html

__all__ = ["demoted", "escape_html", "escape_markdown", "prose_html"]
