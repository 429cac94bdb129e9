"""`sikta table`: points moved between a ruleset and a sheet."""

from pathlib import Path

import click

from ..outcome import FINE
from ..places import from_here


@click.command()
@click.argument("ruleset", type=click.Path(exists=True, path_type=Path))
@click.argument("criterion")
@click.argument("sheet", required=False)
@click.option("--back", is_flag=True, help="Write the sheet's points into the ruleset again.")
def table(ruleset: Path, criterion: str, sheet: str | None, back: bool) -> int:
    """Keep the points of a criterion in a sheet of Excel, or a CSV file, where they are easier to edit.

    The points or bands of CRITERION move to SHEET, and the ruleset names it: `table: points.xlsx#Sectors`.
    Everything else in the file stays as it is. What is wrong in a cell, `sikta check` says with the name of the cell.

    \b
    Examples:
      sikta table my-rules scores.potential.criteria.industry points.xlsx#Sectors
      sikta table my-rules scores.potential.criteria.size sizes.csv
      sikta table my-rules scores.potential.criteria.industry --back
    """
    from ...rules.sheets.moving import from_sheet, to_sheet

    if back == bool(sheet):
        raise click.UsageError("name the sheet that the points go to, or say --back")
    if sheet:
        with from_here(ruleset):
            moved = to_sheet(ruleset, criterion, sheet)
        click.echo(f"{moved.rows} rows of points moved from {moved.file} to {moved.sheet}")
        click.echo(f"edit them there, then: sikta check {ruleset}")
    else:
        with from_here(ruleset):
            moved = from_sheet(ruleset, criterion)
        click.echo(f"{moved.rows} rows of points taken back from {moved.sheet} into {moved.file}")
        click.echo("the sheet is still there; nothing reads it for this criterion any more")
    return FINE
