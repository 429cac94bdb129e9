"""What a command made, printed or put into a file."""

from pathlib import Path

import click

from ..rules.replacing import replace_text
from .speech import say

_NOT_OURS = (".yaml", ".yml", ".xlsx", ".xlsm", ".parquet")
"""Files with these endings are rules and data: no command writes its report over them."""


def deliver(text: str, out: Path | None, *, style: str = "") -> None:
    """Print a text, or write it to `out`, and say so. A table in `style` csv may replace a .csv, nothing else may."""
    if out is None:
        click.echo(text, nl=False)
        return
    ending = out.suffix.lower()
    if ending in _NOT_OURS or (ending == ".csv" and style != "csv"):
        raise click.BadParameter(
            f'"{out}" has the name of rules or data; give another, such as {out.stem}.{style or "txt"}',
            param_hint="--out",
        )
    replace_text(out, text)
    say(f"written: {out}")
