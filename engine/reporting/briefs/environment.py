"""The two sandboxes of a language: one writes HTML, one Markdown."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from ..markup import escape_html, escape_markdown
from .links import Format
from .sandbox import Sandbox, Sources
from .sandbox.filters import shortened
from .writer import Writer

LONGEST_NAME = 120
"""Longer names of accounts are cut in tables and headings; the record of the run has them whole."""


def sandbox_of(format_: Format, sources: Sources, writer: Writer) -> Sandbox:
    """The sandbox of a format, with the filters that write figures in a language."""
    html = format_ == "html"
    # The own words of a Markdown template are Markdown; those of an HTML template are still text.
    sandbox = Sandbox(
        sources, writer.words, escape_html if html else escape_markdown, escape_html if html else Markup
    )
    sandbox.filters |= _filters(sandbox, writer, html)
    return sandbox


def _filters(sandbox: Sandbox, writer: Writer, html: bool) -> dict[str, Callable[..., Any]]:
    def name(value: object, length: int = LONGEST_NAME) -> Markup:
        """What people are called, cut to a length, and in HTML isolated from the direction of its surroundings."""
        text = sandbox.escape(shortened(sandbox.text_of(value), length))
        return Markup(f"<bdi>{text}</bdi>") if html else text  # noqa: S704 - escaped in the line before

    return {
        "date": writer.date,
        "level": writer.level,
        "money": writer.money,
        "name": name,
        "number": writer.number,
        "percent": writer.percent,
        "points": writer.points,
    }
