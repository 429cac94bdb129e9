"""Places as the user sees them from the folder in which the command was typed."""

from collections.abc import Iterable
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding, Repair, SiktaError

if TYPE_CHECKING:
    from ..running import Checked


def seen_from_here(findings: Iterable[Finding], ruleset: Path) -> list[Finding]:
    """Findings of a ruleset whose files are named as one would open them from here: `my-rules/ruleset.yaml`."""
    folder = ruleset if ruleset.is_dir() else ruleset.parent
    return [_seen(finding, folder) for finding in findings]


def checked_from_here(ruleset: Path) -> "Checked":
    """A ruleset that can run. Raises SiktaError with every finding, seen from here, where it cannot."""
    from ..running import check_ruleset

    checked = check_ruleset(ruleset)
    if checked.plan is None:
        raise SiktaError(seen_from_here(checked.findings, ruleset))
    return checked


def shown_from_here(file: Path) -> str:
    """A file relative to the working folder where it lies below it; else as it was named, without detours."""
    here = Path.cwd()
    whole = Path(normpath(here / file))
    return (whole.relative_to(here) if whole.is_relative_to(here) else Path(normpath(file))).as_posix()


def _seen(finding: Finding, folder: Path) -> Finding:
    name = finding.place.file
    if not name:
        return finding
    shown = shown_from_here(folder / name)
    repair = finding.repair and Repair(
        tuple(replace(one, file=shown_from_here(folder / one.file)) for one in finding.repair.replacements)
    )
    return replace(finding, place=replace(finding.place, file=shown), repair=repair)
