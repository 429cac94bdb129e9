"""`sikta init`: a ruleset to begin with, from nothing or from the columns of data files."""

import datetime as dt
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..options import known_languages
from ..outcome import FINE

if TYPE_CHECKING:
    from ...drafting import Started


class _FilesBehindFrom(click.Command):
    """A command in which `--from` takes all words up to the next option, as a shell gives them for `*.csv`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        follows = False
        for word in args:
            if word.startswith("-"):
                follows = word == "--from"
                spread += [] if follows else [word]
            else:
                spread += ["--from", word] if follows else [word]
        if args and args[-1] == "--from":
            spread.append("--from")
        return super().parse_args(ctx, spread)


@click.command(cls=_FilesBehindFrom)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE...",
    help="Your data: CSV, TSV, Excel or Parquet files, a folder, or book.xlsx#Sheet. Comes last.",
)
@click.option("--no-copy", is_flag=True, help="Leave the data where it is; runs then need --data.")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab"]), help="Add a workflow that checks every change."
)
@click.option(
    "--language",
    default="en",
    show_default=True,
    callback=known_languages,
    help="Language of titles and reports: en, nl, sv; what is beside the rules stays English.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing when all is well.")
def init(
    folder: Path | None, sources: tuple[str, ...], no_copy: bool, ci: str | None, language: str, quiet: bool
) -> int:
    """Begin a ruleset that runs at once, from nothing or from your own lists.

    FOLDER is made where it does not exist; without it this folder is taken. No file is ever overwritten. From your
    lists sikta guesses what each column holds, which list has the accounts and how the others belong to them, and
    says in the ruleset what every guess rests on and what is left for you to decide.

    \b
    Examples:
      sikta init my-rules                            a small ruleset with invented accounts
      sikta init my-rules --from crm/*.csv           from your lists; copies go to my-rules/data
      sikta init my-rules --from crm.xlsx            every sheet is a list; one: crm.xlsx#Customers
      sikta init my-rules --language nl --from crm/*.csv
      sikta init --from export --no-copy --ci github
    """
    from ...drafting import start

    target = folder or Path()
    started = start(target, sources, copy=not no_copy, ci=ci, today=dt.date.today(), language=language)  # type: ignore[arg-type]  # noqa: DTZ011
    if not quiet:
        _tell(started, folder, ci)
    return FINE


def _tell(started: "Started", folder: Path | None, ci: str | None) -> None:
    from ...drafting.summary import InitSummary

    summary = InitSummary()
    if started.scheme is not None:
        summary.understood(started.scheme, started.passed)
    summary.written(str(folder) if folder else "this folder", started.placed, started.copies)
    if ci:
        summary.workflow(str(folder) if folder else ".")
    summary.decide(started.decisions)
    summary.type_next(_commands(started, folder))


def _commands(started: "Started", folder: Path | None) -> Sequence[tuple[str, str]]:
    named = [str(folder)] if folder else []
    data = ["--data", str(started.copies.data)] if started.copies.data else []
    return (
        (shlex.join(["sikta", "check", *named]), "finds every fault, with its line and how to mend it"),
        (shlex.join(["sikta", "run", *named, *data]), "writes segments, reasons and briefs to out"),
    )
