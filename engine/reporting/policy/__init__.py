"""A ruleset as a document that people read, print or mail: as HTML or Markdown, in their language."""

from collections.abc import Callable, Mapping

from ...plan.plan import Plan
from .html import policy_html
from .markdown import policy_markdown

FORMATS: Mapping[str, Callable[[Plan, str], str]] = {"html": policy_html, "md": policy_markdown}
"""Every format of the document, by the ending of its file."""

__all__ = ["FORMATS", "policy_html", "policy_markdown"]
