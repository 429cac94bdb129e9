"""Where a run's accounts go beside its folder, as it is asked for on the command line; and what became of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..sinks import Outlets, Sent


def outlets_of(
    to: str | None,
    table: str,
    upsert: Path | None,
    previous: Path | None,
    segmentation: str | None,
    *,
    raw: bool,
) -> "Outlets | None":
    """What is asked for; None where nothing is."""
    if (upsert is None) != (previous is None):
        raise click.UsageError(
            "--upsert and --previous go together: the file to write, and the run to compare with"
        )
    if segmentation is not None and upsert is None:
        raise click.UsageError("--segmentation goes with --upsert")
    if to is None and upsert is None:
        return None
    from ..sinks import Outlets, Target, Upsert

    return Outlets(
        Target(to, table) if to else None,
        Upsert(upsert, previous, segmentation, raw) if upsert and previous else None,
    )


def say_sent(sent: "Sent | None", file: Path | None) -> None:
    """A line for each place to which accounts went, and what there is to say about it."""
    if sent is None:
        return
    if sent.delivered is not None:
        click.echo(f"{_counted(sent.delivered.rows)} written to the table {sent.delivered.table}.")
        for finding in sent.delivered.findings:
            click.echo(f"{finding.code} {finding.message}; {finding.found}. {finding.fix}", err=True)
    if sent.changes is not None:
        changes = sent.changes
        parts = f"{changes.moved:,} moved, {changes.new:,} new, {changes.gone:,} gone"
        click.echo(f"{_counted(len(changes))} changed segment ({parts}): {file}")


def _counted(accounts: int) -> str:
    return "1 account" if accounts == 1 else f"{accounts:,} accounts"
