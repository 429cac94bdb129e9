"""Places as the user sees them from the folder in which the command was typed."""

import os
import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding, Place, Repair, SiktaError

if TYPE_CHECKING:
    from ..checking import Checked
    from ..plan import Plan


_HERE = Path()
_RULESET = "ruleset.yaml"


def seen_from_here(findings: Iterable[Finding], ruleset: Path) -> list[Finding]:
    """Findings whose files are named as one would open them from here: `my-rules/ruleset.yaml`, `export/orders.csv`."""
    return [_hinted(_seen(finding, _folder(ruleset)), ruleset) for finding in findings]


@contextmanager
def from_here(ruleset: Path) -> Iterator[None]:
    """Within it, errors name the files of this ruleset and of its data as one would open them from here."""
    try:
        yield
    except SiktaError as error:
        raise SiktaError(seen_from_here(error.findings, ruleset)) from error.__cause__


def checked_from_here(ruleset: Path) -> "Checked":
    """A ruleset that can run. Raises SiktaError with every finding, seen from here, where it cannot."""
    from ..checking import check_ruleset

    checked = check_ruleset(ruleset)
    if checked.plan is None:
        raise SiktaError(seen_from_here(checked.findings, ruleset))
    return checked


def placed_from_here(plan: "Plan", ruleset: Path) -> "Plan":
    """A plan whose parts say where they stand as seen from here; for what is shown, not for what is kept."""
    positions, folder = plan.ruleset.positions, _folder(ruleset)
    here = replace(
        positions,
        places={path: _place(place, folder) for path, place in positions.places.items()},
        values={path: _place(place, folder) for path, place in positions.values.items()},
        scalars={
            path: replace(scalar, place=_place(scalar.place, folder))
            for path, scalar in positions.scalars.items()
        },
    )
    return replace(plan, ruleset=replace(plan.ruleset, positions=here))


def shown_from_here(file: Path) -> str:
    """A file relative to the working folder where it lies below it; else as it was named, without detours."""
    here = Path.cwd()
    whole = Path(normpath(here / file))
    return (whole.relative_to(here) if whole.is_relative_to(here) else Path(normpath(file))).as_posix()


def _folder(ruleset: Path) -> Path:
    return ruleset if ruleset.is_dir() else ruleset.parent


def _place(place: Place, folder: Path) -> Place:
    if not place.file:
        return place
    base = folder if place.folder is None else place.folder
    return replace(place, file=shown_from_here(base / place.file), folder=_HERE)


def _seen(finding: Finding, folder: Path) -> Finding:
    if not finding.place.file or finding.place.folder == _HERE:
        return finding
    repair = finding.repair and Repair(
        tuple(replace(one, file=shown_from_here(folder / one.file)) for one in finding.repair.replacements)
    )
    return replace(finding, place=_place(finding.place, folder), repair=repair)


def _hinted(finding: Finding, ruleset: Path) -> Finding:
    """A ruleset that is not there may be one that is still to be made."""
    is_file = ruleset.suffix in (".yaml", ".yml")
    main = ruleset if is_file else ruleset / _RULESET
    folder = ruleset.parent if is_file else ruleset
    missing = finding.code == "E101" and not os.path.lexists(main) and not os.path.lexists(folder / _RULESET)
    if not missing or finding.place.file not in (shown_from_here(main), shown_from_here(ruleset)):
        return finding
    command = shlex.join(["sikta", "init", *([str(folder)] if folder != _HERE else [])])
    return replace(finding, fix=f"{finding.fix}; or begin a new ruleset: {command}")
