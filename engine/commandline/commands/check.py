"""`sikta check`: every fault of a ruleset, and the mending of those that have one obvious repair."""

import shlex
import sys
from collections.abc import Sequence
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...findings import Finding, Severity, SiktaError
from ..choosing import chosen, example
from ..outcome import FINDINGS, FINE
from ..places import seen_from_here
from ..speech import print_findings, verdict

if TYPE_CHECKING:
    from ...plan import Plan


_OWN = "\0"
"""Stands for `--data` without a folder; no folder can be called so."""


class _Folder(click.Path):
    """A folder that exists; the ruleset's own where none is named."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if value == _OWN else super().convert(value, param, ctx)


@click.command()
@click.argument("rulesets", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Mend what has one obvious repair, then tell what is left.")
@click.option(
    "--diff", "--dry-run", "only_show", is_flag=True, help="Show what --fix would change, and write nothing."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for programs, as annotations of a pull request, or for code scanning.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing when nothing was found.")
@click.option(
    "--data",
    type=_Folder(exists=True, file_okay=False, path_type=Path),
    is_flag=False,
    flag_value=_OWN,
    metavar="[FOLDER]",
    help="Look at the data too, in FOLDER or else beside the rules: how many accounts are concerned, and what decides for none.",
)
def check(
    rulesets: tuple[Path, ...], fix: bool, only_show: bool, style: str, quiet: bool, data: Path | str | None
) -> int:
    """Find every fault of a ruleset at once, each with its line and how to mend it.

    Each has a code; `sikta codes E305` tells what a code means, with an example.

    \b
    Examples:
      sikta check my-rules
      sikta check my-rules --fix
      sikta check my-rules --diff
      sikta check my-rules --data
      sikta check rulesets/* --format github
      sikta check rulesets/* --format sarif > findings.sarif
    """
    if only_show and style != "text":
        raise click.UsageError("--diff shows a change as text; leave --format out, or leave --diff out")
    with as_file(example()) as embedded:
        paths = rulesets or (chosen(None, embedded, quiet=quiet or style != "text"),)
        if only_show:
            return _show_difference(paths)
        findings = _mended(paths, style) if fix else _checked(paths, data)
    if not (quiet and style == "text" and not findings):
        print_findings(findings, style)
    if style == "text" and (findings or not quiet):
        click.echo(verdict(findings, len(paths)))
        if findings and not (fix or quiet):
            _say_what_can_be_mended(findings, rulesets)
        elif not (findings or quiet or data):
            _say_that_data_can_be_looked_at(rulesets or (Path(),))
    return _outcome(findings)


def _checked(paths: Sequence[Path], data: Path | str | None) -> list[Finding]:
    from ...checking import check_ruleset

    found: list[Finding] = []
    for path in paths:
        checked = check_ruleset(path)
        folder = data if isinstance(data, Path) else path if path.is_dir() else path.parent
        told = (
            _with_data(checked.plan, checked.findings, folder) if checked.plan and data else checked.findings
        )
        found += seen_from_here(told, path)
    return found


def _with_data(plan: "Plan", findings: tuple[Finding, ...], data: Path) -> tuple[Finding, ...]:
    """The findings, counted in the data, with what the data lacks; only its faults, where it cannot be used."""
    from ...running import Sources, evaluate_plan, findings_of_data, findings_with_data

    try:
        results = evaluate_plan(plan, Sources(data))
    except SiktaError as error:
        return (*findings, *error.findings)
    return (*findings_with_data(results, plan, findings), *findings_of_data(results, data))


def _mended(paths: Sequence[Path], style: str) -> list[Finding]:
    """What is left after mending, which is told; on stdout for people, beside it for programs."""
    from ..mending import mend_and_tell

    return [finding for path in paths for finding in mend_and_tell(path, err=style != "text")]


def _show_difference(paths: Sequence[Path]) -> int:
    """The exit code is that of the files as they are, since nothing is written."""
    from ..mending import show_difference

    return max(FINDINGS if show_difference(path) else FINE for path in paths)


def _say_what_can_be_mended(findings: Sequence[Finding], rulesets: Sequence[Path]) -> None:
    count = sum(finding.repair is not None for finding in findings)
    if not count:
        return
    which = f"{count} of these" if count < len(findings) else "It" if count == 1 else "All of these"
    command = shlex.join(["sikta", "check", *map(str, rulesets), "--fix"])
    click.echo(f"{which} can be mended by: {command}")


def _say_that_data_can_be_looked_at(paths: Sequence[Path]) -> None:
    """Where the data of a sound ruleset lies beside it: a number can be right in the rules and wrong for the data."""
    if not _is_terminal():
        return
    beside = [path for path in paths if _has_data(path if path.is_dir() else path.parent, path)]
    if beside:
        command = shlex.join(["sikta", "check", *map(str, beside), "--data"])
        click.echo(f"{command} also looks at the data")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _has_data(folder: Path, ruleset: Path) -> bool:
    from ...rules import load
    from ...rules.data_files import data_files

    rules = load(ruleset).ruleset
    files = [table.file for table in rules.tables.values() if table.file] if rules else []
    return bool(files) and all(data_files(folder, file) for file in files)


def _outcome(findings: Sequence[Finding]) -> int:
    return FINDINGS if any(finding.severity is Severity.ERROR for finding in findings) else FINE
