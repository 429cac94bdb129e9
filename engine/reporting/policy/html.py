"""The document of a ruleset as one HTML page that needs nothing beside it."""

from typing import Any

from ...plan.plan import Plan
from ..briefs.environment import sandbox_of
from ..briefs.sandbox import Sources
from ..briefs.writer import Writer
from ..markup import demoted, prose_html
from .blocks import plain
from .markdown import TEXT_BELOW
from .writing import policy


def policy_html(plan: Plan, language: str) -> str:
    """The page, in light and dark and for paper, without scripts; every text in it is escaped."""
    values = plain(policy(plan, language))
    for chapter in values["chapters"]:
        _with_prose(chapter["blocks"])
    sandbox = sandbox_of("html", Sources(), Writer(language, plan.ruleset.currency))
    return sandbox.rendered("policy.html.j2", {"policy": values, "language": language})


def _with_prose(blocks: list[dict[str, Any]]) -> None:
    """Texts of playbooks as HTML, also those on cards."""
    for block in blocks:
        if block["kind"] == "prose":
            block["text"] = prose_html(demoted(block["text"], TEXT_BELOW))
        elif block["kind"] == "card":
            _with_prose(block["blocks"])
