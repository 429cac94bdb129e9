"""Tests as people read them on a terminal."""

from collections.abc import Sequence
from textwrap import indent, wrap

from ..judging import Trial
from .marking import marked_text
from .saying import difference, place_of, title_of

WIDTH = 80
LISTED = 40
"""More tests that hold than this are counted, not listed."""


def as_text(trials: Sequence[Trial], language: str, *, quiet: bool = False) -> str:
    """Tests that hold in a line each, then those that do not with the explanation of their account, then the verdict."""
    held = [trial for trial in trials if trial.holds]
    parts = (
        []
        if quiet or len(held) > LISTED or not held
        else ["\n".join(f"  holds  {_short(trial, language)}" for trial in held)]
    )
    parts += [failure_text(trial, language) for trial in trials if not trial.holds]
    return "\n\n".join([*parts, verdict(trials)])


def _short(trial: Trial, language: str) -> str:
    title, room = title_of(trial, language), WIDTH - len("  holds  ")
    return title if len(title) <= room else f"{title[: room - 1]}…"


def failure_text(trial: Trial, language: str) -> str:
    """A test that does not hold: what differs, and the account's explanation with that marked."""
    head = wrap(f"FAILS: {title_of(trial, language)}", WIDTH)
    where = "  ".join(part for part in (place_of(trial), trial.scenario.id) if part)
    differences = [
        line for check in trial.failed for line in wrap(difference(check), WIDTH - 2, subsequent_indent="  ")
    ]
    told = indent(marked_text(trial, language, WIDTH - 4), "    ", lambda line: bool(line.strip()))
    return "\n".join([*head, f"  {where}", *(f"  {line}" for line in differences), "", told])


def verdict(trials: Sequence[Trial]) -> str:
    """How many hold."""
    held = sum(trial.holds for trial in trials)
    if len(trials) == 1:
        return "1 of 1 scenario holds" if held else "0 of 1 scenario hold"
    return f"{held} of {len(trials)} scenarios hold"
