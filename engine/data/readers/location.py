"""Where a table's file lies: inside the data folder and nowhere else."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from ...rules.data_files import data_files, is_pattern, is_there
from ..raw import Origin
from .faults import listed

_DRIVE_OR_ADDRESS = re.compile(r"^([A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]+://|[\\/~])")


def names_in(folder: Path, files: Collection[str]) -> dict[str, str]:
    """What each file of a ruleset is called in a folder that was given for the data: as written, else by its last part.

    An export seldom has the folders of a ruleset. Files that share their last part are never taken for one another.
    """
    shared = Counter(map(_last_part, set(files)))
    return {file: _name_in(folder, file, alone=shared[_last_part(file)] == 1) for file in files}


def _name_in(folder: Path, written: str, *, alone: bool) -> str:
    last = _last_part(written)
    flat = alone and not _leads_out(written) and not is_there(folder, written) and is_there(folder, last)
    return last if flat else written


def _last_part(written: str) -> str:
    """The name of a file, of a folder with its slash, or a pattern, without the folders before it."""
    slash = "/" if written.endswith("/") else ""
    return written.removesuffix("/").rpartition("/")[2] + slash


def held_twice(folder: Path, origin: Origin) -> list[Finding]:
    """A note where a folder that was given for the data holds a file both as written and by its last part."""
    last, path = _last_part(origin.name), folder / origin.name
    flat = folder / last
    if (
        not origin.is_file
        or last == origin.name
        or not flat.exists()
        or not path.exists()
        or flat.samefile(path)
    ):
        return []
    return [
        origin.finding(
            "N501",
            f"the folder given for the data holds both {origin.name} and {last}, and {origin.name} was read",
            expected="one of them",
            fix="take away the one that is not meant",
        )
    ]


def locate(folder: Path, origin: Origin) -> list[Path]:
    """The files that the ruleset names, which lie in the folder, also after following links: one, or all of a pattern.

    Raises SiktaError where one lies elsewhere, none exists (with the nearest name), or it is neither file nor folder.
    """
    written = origin.name
    if _leads_out(written):
        raise SiktaError([_outside(origin)])
    if not is_there(folder, written):
        absent = _none_fits(origin) if is_pattern(written) else _not_there(origin, folder / written)
        raise SiktaError([absent])
    root = folder.resolve()
    if (folder / written).exists() and not (folder / written).resolve().is_relative_to(root):
        raise SiktaError([_outside(origin)])
    files = data_files(folder, written)
    if not files:
        raise SiktaError([_no_file(origin)])
    outside = [file for file in files if not file.resolve().is_relative_to(root)]
    if outside:
        raise SiktaError([_outside(_part(origin, file, folder)) for file in outside])
    return files


def _part(origin: Origin, file: Path, folder: Path) -> Origin:
    return replace(origin, name=file.relative_to(folder).as_posix())


def _leads_out(written: str) -> bool:
    return bool(_DRIVE_OR_ADDRESS.match(written)) or ".." in written.replace("\\", "/").split("/")


def _outside(origin: Origin) -> Finding:
    return origin.finding(
        "E502",
        f"{origin.name} lies outside the folder of the data",
        expected="a path inside it, such as data/orders.csv, without .. and without a link that leads out",
        fix="copy the file into the folder, or name its folder with --data",
    )


def _not_there(origin: Origin, path: Path) -> Finding:
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    meant = nearest(path.name, siblings)
    near = f'; did you mean "{meant}"?' if meant else ""
    return origin.finding(
        "E501",
        f"{origin.name} does not exist{near}",
        expected="a file in the ruleset's folder, or in the one given by --data",
        found=f"{len(siblings)} other files in its folder" if siblings else "no such folder, or an empty one",
        fix="correct the name in the ruleset, or put the file there",
    )


def wrong_folder(folder: Path, files: Sequence[str]) -> Finding:
    """For a folder given for the data that has none of the files; it is named as it was given."""
    held = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    return Finding(
        "E501",
        f'the folder given for the data, "{folder}", holds none of the files that the ruleset reads',
        path="tables",
        expected=listed(files),
        found=listed(held) if held else "an empty folder" if folder.is_dir() else "no such folder",
        fix="name the folder that holds them, or leave --data out to read them beside the ruleset",
    )


def _no_file(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} is a folder without any table, or something else that is no file",
        expected="a file with a table, or a folder of them",
        fix="put the files there, or correct the name in the ruleset",
    )


def _none_fits(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"no file has a name like {origin.name}",
        expected="at least one file in the ruleset's folder, or in the one given by --data",
        fix="correct the name in the ruleset, or put the files there; * stands for any part of a name",
    )
