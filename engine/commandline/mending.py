"""Mending a ruleset's files, and saying what was changed."""

from pathlib import Path

import click

from ..findings import Finding, Replacement, Severity, SiktaError
from ..mending import Mended, difference, mend, own_file, write
from .places import seen_from_here, shown_from_here


def mend_and_tell(ruleset: Path, *, err: bool) -> list[Finding]:
    """Mends a ruleset's files and says what was replaced; the findings that are left, seen from here.

    Where a file may not be written, nothing is, and all findings are left, with the reason.
    """
    mended = mend(ruleset)
    folder = ruleset if ruleset.is_dir() else ruleset.parent
    try:
        write(mended, _names(mended))
    except SiktaError as error:
        from ..checking import check_ruleset

        return [*error.findings, *seen_from_here(check_ruleset(ruleset).findings, ruleset)]
    told = [_told(one, folder) for one in mended.replacements]
    left = (finding for finding in mended.checked.findings if finding.repair)
    told += [_taken_back(one, folder) for one in left if one.repair and own_file(folder, one.repair.file)]
    for line in [*told, ""] if told else []:
        click.echo(line, err=err)
    return seen_from_here(mended.checked.findings, ruleset)


def show_difference(ruleset: Path) -> bool:
    """Prints what mending would change, as a unified diff; whether the files as they are have errors."""
    from ..checking import check_ruleset

    mended = mend(ruleset)
    click.echo(difference(mended, _names(mended)), nl=False)
    if not mended.replacements:
        click.echo("Nothing can be mended without asking.", err=True)
    return any(finding.severity is Severity.ERROR for finding in check_ruleset(ruleset).findings)


def _names(mended: Mended) -> dict[Path, str]:
    return {file: shown_from_here(file) for file in mended.after}


def _told(one: Replacement, folder: Path) -> str:
    place = f"{shown_from_here(folder / one.file)}:{one.line}:{one.column}"
    return f"{place}  {_named(one.old)} → {_named(one.new)}"


def _taken_back(finding: Finding, folder: Path) -> str:
    place = f"{shown_from_here(folder / (finding.place.file or ''))}:{finding.place.line}"
    return f"{place}  {finding.code} was tried and taken back, as something else would be wrong then"


def _named(text: str) -> str:
    """A piece of a file between quotation marks; what cannot be seen by its name."""
    text = text.strip() or text
    if not text:
        return "nothing"
    from ..findings.text import on_one_line

    if not text.strip():
        return f"{len(text)} {'tab' if chr(9) in text else 'blank'}{'s' if len(text) > 1 else ''}"
    return on_one_line(text) if '"' in text else f'"{on_one_line(text)}"'
