"""`sikta table`: points moved between a ruleset and a sheet."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from ..outcome import FINE
from ..places import from_here


@click.command()
@click.argument("ruleset", type=click.Path(exists=True, path_type=Path))
@click.argument("criterion", required=False)
@click.argument("sheet", required=False)
@click.option("--back", is_flag=True, help="Write the sheet's points into the ruleset again.")
def table(ruleset: Path, criterion: str | None, sheet: str | None, back: bool) -> int:
    """Keep the points of a criterion in a sheet of Excel, or a CSV file, where they are easier to edit.

    The points or bands of CRITERION move to SHEET, and the ruleset names it: `table: points.xlsx#Sectors`.
    Everything else in the file stays as it is. What is wrong in a cell, `sikta check` says with the name of the cell.
    Without CRITERION, the criteria that can be moved are listed; the last word of one is enough where it is the only.

    \b
    Examples:
      sikta table my-rules
      sikta table my-rules industry points.xlsx#Sectors
      sikta table my-rules scores.potential.criteria.size sizes.csv
      sikta table my-rules industry --back
    """
    from ...rules.sheets.moving import from_sheet, to_sheet

    if criterion is None:
        if back:
            raise click.UsageError("name the criterion whose points are to come back")
        return _list(ruleset)
    if back == bool(sheet):
        raise click.UsageError("name the sheet that the points go to, or say --back")
    if sheet:
        with from_here(ruleset):
            moved = to_sheet(ruleset, criterion, sheet)
        click.echo(f"{_rows(moved.rows)} of points moved from {moved.file} to {moved.sheet}")
        click.echo(f"edit them there, then: {shlex.join(['sikta', 'check', str(ruleset)])}")
    else:
        with from_here(ruleset):
            moved = from_sheet(ruleset, criterion)
        click.echo(f"{_rows(moved.rows)} of points taken back from {moved.sheet} into {moved.file}")
        click.echo("the sheet is still there; nothing reads it for this criterion any more")
    return FINE


def _list(ruleset: Path) -> int:
    """What can be moved, what stands in a sheet, and the command for the first of each."""
    from ...rules.sheets.moving import listed

    with from_here(ruleset):
        found = listed(ruleset)
    inside = [one for one in found if not one.sheet]
    outside = [one for one in found if one.sheet]
    _say("Can be moved to a sheet", [(one.path, f"{one.kind}, {_rows(one.rows)}") for one in inside])
    _say("Stand in a sheet", [(one.path, f"{one.sheet}, {_rows(one.rows)}") for one in outside])
    if not found:
        click.echo("No criterion of this ruleset has points by value, or bands.")
    command = ["sikta", "table", str(ruleset)]
    if inside:
        click.echo(f"Move one: {shlex.join([*command, inside[0].name, 'points.xlsx'])}")
    if outside:
        click.echo(f"Take one back: {shlex.join([*command, outside[0].name, '--back'])}")
    return FINE


def _say(title: str, lines: Sequence[tuple[str, str]]) -> None:
    if not lines:
        return
    width = max(len(path) for path, _ in lines)
    click.echo(title)
    for path, what in lines:
        click.echo(f"  {path:{width}}  {what}")
    click.echo()


def _rows(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"
