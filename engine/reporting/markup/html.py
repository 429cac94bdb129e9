"""The escape for HTML."""

from functools import lru_cache

from markupsafe import Markup, escape

from .controls import SHORT, visible


def escape_html(text: str) -> Markup:
    """The text as HTML shows it, safe between tags and within a quoted attribute."""
    if isinstance(text, Markup):
        return text
    return _remembered(text) if len(text) <= SHORT else _escaped(text)


def _escaped(text: str) -> Markup:
    return escape(visible(text))


_remembered = lru_cache(maxsize=16_384)(_escaped)
