"""A page for every finding code: what it means, how to mend it, and an example with the message that it gives."""

from .book import page_of, pages
from .markdown import contents_markdown, page_markdown
from .page import Example, Page
from .text import contents_text, page_text

__all__ = [
    "Example",
    "Page",
    "contents_markdown",
    "contents_text",
    "page_markdown",
    "page_of",
    "page_text",
    "pages",
]
