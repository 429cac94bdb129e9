"""Which ruleset a command works on."""

from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..findings.nearest import nearest
from .speech import say

if TYPE_CHECKING:
    from ..plan import Plan

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


def chosen_columns(text: str | None, plan: "Plan") -> frozenset[str] | None:
    """The columns of the accounts by their names, `*` for any letters; the key is always among them. None for all."""
    if text is None:
        return None
    from ..reporting.results.accounts import columns_of

    key, *names = (column.name for column in columns_of(plan))
    chosen = {key}
    for pattern in filter(None, map(str.strip, text.split(","))):
        found = {name for name in (key, *names) if fnmatchcase(name, pattern)}
        if not found:
            close = nearest(pattern, names)
            meant = f'; did you mean "{close}"?' if close else f", such as {', '.join(names[:3])}"
            raise click.BadParameter(
                f'the accounts have no column "{pattern}"{meant}', param_hint="--columns"
            )
        chosen |= found
    return frozenset(chosen)
