"""`sikta schema`: the JSON Schema of the language, for editors."""

from importlib.resources import files
from pathlib import Path

import click

from ..delivery import deliver
from ..outcome import FINE


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else it is printed."
)
def schema(out: Path | None) -> int:
    """Print the JSON Schema of the ruleset language, with which editors complete and explain keys.

    \b
    Examples:
      sikta schema --out ruleset.schema.json
      then, as the first line of ruleset.yaml:
      # yaml-language-server: $schema=ruleset.schema.json
    """
    text = (files("sikta") / "schemas" / "ruleset.schema.json").read_text(encoding="utf-8")
    deliver(text, out, style="json")
    if out is None:
        return FINE
    click.echo("name it in the first line of ruleset.yaml:")
    click.echo(f"# yaml-language-server: $schema={out.name}")
    return FINE
