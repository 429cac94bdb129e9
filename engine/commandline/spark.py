"""What is said of a run whose accounts stayed on a cluster."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .outcome import FINE
from .speech import say

if TYPE_CHECKING:
    from ..spark.evaluation import Whole


def say_written(whole: "Whole", out: Path, into: str, *, quiet: bool, style: str) -> int:
    """Where the accounts went, and how many; the record of the run for programs."""
    if style == "json":
        click.echo((out / "run.json").read_text(encoding="utf-8"), nl=False)
    elif not quiet:
        where = f"{out}/accounts.parquet" if into == "parquet" else f"the table {into} of Spark"
        say(f"{len(whole):,} accounts are in {where}; segments, quality and losses in {out}.")
        say("Without briefs: those take all accounts to this machine (leave out --spark-results).")
    return FINE
