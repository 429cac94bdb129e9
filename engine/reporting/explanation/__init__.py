"""An account's explanation as a document: Markdown, or plain text for a terminal."""

from ...analysis.explanation import Explanation
from .markdown import markdown
from .story import story
from .terminal import terminal

__all__ = ["explanation_markdown", "explanation_text"]


def explanation_markdown(explanation: Explanation, language: str) -> str:
    """The explanation in a language as Markdown, every value escaped."""
    return markdown(story(explanation, language))


def explanation_text(explanation: Explanation, language: str, width: int = 80) -> str:
    """The explanation in a language as plain text that fits a terminal `width` characters wide."""
    return terminal(story(explanation, language), width)
