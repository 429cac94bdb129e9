"""A comparison as one HTML page that needs nothing beside it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ...analysis.comparison import Review
from ..briefs.environment import sandbox_of
from ..briefs.sandbox import Sources
from ..briefs.writer import Writer
from .edits import as_html
from .gathering import sheet
from .sheet import EditLine, Sheet

LIMIT = 200
"""So many movers of each segmentation are told where nothing else is asked for."""


def comparison_html(review: Review, language: str, limit: int | None = LIMIT) -> str:
    """The page, in light and dark, without scripts; every text in it is escaped."""
    values = comparison_values(sheet(review, language, limit))
    sandbox = sandbox_of("html", Sources(), Writer(language, review.new.plan.ruleset.currency))
    return sandbox.rendered("diff.html.j2", {"diff": values, "language": language})


def comparison_values(told: Sheet) -> dict[str, Any]:
    """What `diff_body.html.j2` reads: the sheet as plain values, the words of its edits as HTML."""
    return asdict(told) | {"edits": _lines(told.edits), "words": _lines(told.words)}


def _lines(lines: Iterable[EditLine]) -> list[dict[str, Any]]:
    """The edits as plain values; their words are HTML already."""
    return [
        asdict(line)
        | {"texts": [{"text": as_html(text.text), "detail": as_html(text.detail)} for text in line.texts]}
        for line in lines
    ]
