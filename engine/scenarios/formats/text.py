"""Tests as people read them on a terminal."""

from collections.abc import Iterator, Sequence
from textwrap import indent, wrap

from ...reporting.languages import translator
from ..judging import Trial
from .marking import marked_text
from .saying import difference, place_of, title_of

WIDTH = 80
LISTED = 40
"""More tests that hold than this are counted, not listed."""


def as_text(trials: Sequence[Trial], language: str, *, quiet: bool = False) -> str:
    """Tests that hold in a line each, then those that do not with the explanation of their account, then the verdict."""
    mark = f"  {translator(language)('holds')}  "
    held = [trial for trial in trials if trial.holds]
    parts = (
        []
        if quiet or len(held) > LISTED or not held
        else ["\n".join(f"{mark}{_short(trial, language, WIDTH - len(mark))}" for trial in held)]
    )
    parts += [failure_text(trial, language) for trial in trials if not trial.holds]
    return "\n\n".join([*parts, verdict(trials, language)])


def _short(trial: Trial, language: str, room: int) -> str:
    title = title_of(trial, language)
    return title if len(title) <= room else f"{title[: room - 1]}…"


def failure_text(trial: Trial, language: str) -> str:
    """A test that does not hold: what differs, and the account's explanation with that marked."""
    _ = translator(language)
    head = wrap(_("FAILS: {title}", title=title_of(trial, language)), WIDTH)
    where = "  ".join(part for part in (place_of(trial), trial.scenario.id) if part)
    differences = [
        line
        for told in (*(difference(check, language) for check in trial.failed), *_hint(trial, language))
        for line in wrap(told, WIDTH - 2, subsequent_indent="  ")
    ]
    told = indent(marked_text(trial, language, WIDTH - 4), "    ", lambda line: bool(line.strip()))
    return "\n".join([*head, f"  {where}", *(f"  {line}" for line in differences), "", told])


def _hint(trial: Trial, language: str) -> Iterator[str]:
    """For those who name an account of their data as if a test would then know it."""
    if trial.case.plan.ruleset.accounts.key in trial.scenario.given:
        yield translator(language)(
            "A test knows only what stands under given: and rows:; a name brings no data along."
        )


def verdict(trials: Sequence[Trial], language: str) -> str:
    """How many hold."""
    held, count = sum(trial.holds for trial in trials), len(trials)
    return translator(language).plural(
        "{held} of {count} scenario holds", "{held} of {count} scenarios hold", count, held=held, count=count
    )
