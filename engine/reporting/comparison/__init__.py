"""A comparison of two rulesets as a document: Markdown for a pull request, an HTML page, JSON, text for a terminal."""

from collections.abc import Callable, Mapping

from ...analysis.comparison import Review
from .html import LIMIT as IN_HTML
from .html import comparison_html
from .json import comparison_json
from .markdown import LIMIT as IN_MARKDOWN
from .markdown import comparison_markdown
from .terminal import LIMIT as IN_TEXT
from .terminal import comparison_text

Write = Callable[[Review, str, int | None], str]

FORMATS: Mapping[str, tuple[Write, int | None]] = {
    "text": (comparison_text, IN_TEXT),
    "markdown": (comparison_markdown, IN_MARKDOWN),
    "html": (comparison_html, IN_HTML),
    "json": (comparison_json, None),
}
"""Every format, with how many movers of each segmentation it tells where nothing else is asked for."""

__all__ = ["FORMATS", "comparison_html", "comparison_json", "comparison_markdown", "comparison_text"]
