"""The options that several commands have, and what may be given for them."""

from datetime import date
from pathlib import Path
from typing import Any

import click

LANGUAGES = ("en", "nl", "sv")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A day as YYYY-MM-DD, or `today`."""
    if value is None:
        return None
    if value == "today":
        return date.today()  # noqa: DTZ011 - the seller's own calendar day is meant
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a day; write it as 2026-06-30, or "today"') from None


def known_languages(_: click.Context, __: click.Parameter, value: tuple[str, ...] | str | None) -> Any:
    """A language that sikta speaks, or several."""
    for language in (value,) if isinstance(value, str) else value or ():
        if language not in LANGUAGES:
            raise click.BadParameter(f'"{language}" is not one of {", ".join(LANGUAGES)}')
    return value


def choices(text: str, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The words of a list with commas, each one of the known ones."""
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for part in chosen:
        if part not in known:
            raise click.BadParameter(f'"{part}" is not one of {", ".join(known)}', param_hint=option)
    return chosen


ruleset_argument = click.argument("ruleset", required=False, type=click.Path(path_type=Path))
data_option = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the data files; else the ruleset's own.",
)
as_of_option = click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help='The day to look from: 2026-06-30 or "today"; else the ruleset\'s own.',
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["pandas", "polars"]),
    default="pandas",
    show_default=True,
    help="What groups and joins rows; the results are equal.",
)
language_option = click.option(
    "--language",
    "languages",
    multiple=True,
    callback=known_languages,
    help="Language of what people read: en, nl, sv. May repeat.",
)
