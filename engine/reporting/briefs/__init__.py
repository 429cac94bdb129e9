"""Briefs: what a run says, written for people, in their language, as HTML or Markdown."""

from .checking import check_templates
from .facts import Facts
from .record import from_json, to_json
from .render import render_briefs

__all__ = ["Facts", "check_templates", "from_json", "render_briefs", "to_json"]
