"""What the segments rest on, as text for a terminal, Markdown, a page with a picture, JSON and CSV."""

from ...analysis.sensitivity import Sensitivity
from ..explanation.markdown import markdown
from ..explanation.terminal import terminal
from .page import page
from .record import as_csv, as_json
from .story import story

__all__ = [
    "as_csv",
    "as_json",
    "sensitivity_html",
    "sensitivity_markdown",
    "sensitivity_text",
]


def sensitivity_text(found: Sensitivity, language: str, limit: int, width: int = 80) -> str:
    """Plain text for a terminal; every list has at most `limit` lines."""
    return terminal(story(found, language, limit), width)


def sensitivity_markdown(found: Sensitivity, language: str, limit: int) -> str:
    """Markdown, every value escaped; every list has at most `limit` lines."""
    return markdown(story(found, language, limit))


def sensitivity_html(found: Sensitivity, language: str, limit: int) -> str:
    """One page that stands by itself: the tornado chart, then the same as the text."""
    return page(found, language, limit)
