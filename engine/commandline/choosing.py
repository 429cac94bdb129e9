"""Which ruleset a command works on."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from .speech import say

EXAMPLE = "proactive-sales"


def example() -> Any:
    """The embedded example, as a resource of the package."""
    return files("sikta") / "rulesets" / EXAMPLE


def chosen(ruleset: Path | None, example: Path, *, quiet: bool) -> Path:
    """The ruleset that was named; else the one of this folder; else the embedded example, and say so."""
    if ruleset is not None:
        return ruleset
    if Path("ruleset.yaml").is_file():
        return Path()
    if not quiet:
        say(f"No ruleset was named, so this is the embedded example, {EXAMPLE}: an invented distributor.")
    return example
