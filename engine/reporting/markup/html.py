"""The escape for HTML."""

from markupsafe import Markup, escape

from .controls import visible


def escape_html(text: str) -> Markup:
    """The text as HTML shows it, safe between tags and within a quoted attribute."""
    return text if isinstance(text, Markup) else escape(visible(text))
