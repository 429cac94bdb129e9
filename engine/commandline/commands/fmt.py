"""`sikta fmt`: rulesets in one layout."""

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..outcome import FINDINGS, FINE
from ..places import from_here
from ..speech import say

if TYPE_CHECKING:
    from ...rules.layout import Laid


@click.command()
@click.argument("rulesets", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit code 1 where a file would change."
)
@click.option("--diff", "show", is_flag=True, help="Write nothing; show what would change.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing when all is well.")
def fmt(rulesets: tuple[Path, ...], only_check: bool, show: bool, quiet: bool) -> int:
    """Lay out the files of a ruleset in one way, so that only real changes show in a review.

    Meaning, comments and empty lines between parts stay. Without RULESET the ruleset of this folder is taken.

    \b
    Examples:
      sikta fmt
      sikta fmt my-rules --diff
      sikta fmt rulesets/* --check      in a pull request: fails where a file is not laid out
    """
    from ...rules.layout import laid_out
    from ...rules.replacing import replace_text

    if not rulesets and not Path("ruleset.yaml").is_file():
        raise click.UsageError("this folder holds no ruleset.yaml; name the ruleset: sikta fmt my-rules")
    files: list[Laid] = []
    for path in rulesets or (Path(),):
        with from_here(path):
            files += laid_out(path)
    changed = [laid for laid in files if laid.changed]
    for laid in changed:
        if show:
            lines = unified_diff(
                laid.before.splitlines(),
                laid.after.splitlines(),
                str(laid.path),
                f"{laid.path}, laid out",
                lineterm="",
            )
            click.echo("\n".join(lines))
        elif not only_check:
            replace_text(laid.path, laid.after)
    if not quiet or changed:
        say(_verdict(changed, len(files), written=not (only_check or show)))
    return FINDINGS if only_check and changed else FINE


def _verdict(changed: list["Laid"], count: int, *, written: bool) -> str:
    if not changed:
        return f"{count} {_files(count)} laid out well already"
    names = "".join(f"\n  {laid.path}" for laid in changed)
    done = "laid out again" if written else "would be laid out again"
    return f"{len(changed)} of {count} {_files(count)} {done}:{names}"


def _files(count: int) -> str:
    return "file" if count == 1 else "files"
