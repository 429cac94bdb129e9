"""`sikta brief`: the documents of a finished run once more."""

from pathlib import Path

import click

from ..options import language_option
from ..outcome import FINE


@click.command()
@click.argument("run_folder", type=click.Path(path_type=Path), default=Path("out"))
@language_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "md"]),
    help="Format of the documents; may repeat. Both when left out.",
)
@click.option(
    "--templates", type=click.Path(file_okay=False, path_type=Path), help="Folder with your own templates."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the documents; else the run's own, whose briefs are replaced.",
)
def brief(
    run_folder: Path,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    templates: Path | None,
    out: Path | None,
) -> int:
    """Render the briefs of a finished run again, in a language or with your own templates.

    \b
    Examples:
      sikta brief out --language nl
      sikta brief out --format md --out briefs-in-markdown
    """
    from ...running import render_again

    written = render_again(
        run_folder, out, languages=languages, formats=formats or ("html", "md"), templates=templates
    )
    click.echo(f"{written.count} documents in {written.folder}; start with {written.start}")
    return FINE
