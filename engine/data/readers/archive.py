"""A zip archive that holds one table."""

import zipfile
from pathlib import PurePosixPath

from ...findings import Finding, SiktaError
from ..raw import Origin
from .faults import listed

_TABLES = (".csv", ".tsv", ".txt")
_PASSWORD = 1
"""The bit in an entry's flags that says that it has a password."""


def only_table(archive: zipfile.ZipFile, origin: Origin) -> zipfile.ZipInfo:
    """The one file with a table in an archive. Nothing is unpacked to the disk, so no name in it can lead anywhere.

    Raises SiktaError where it holds none or several, names that lead out of a folder, or has a password.
    """
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _of_the_system(entry)]
    outside = [entry.filename for entry in entries if _leads_out(entry.filename)]
    if outside:
        raise SiktaError([_outside(origin, outside)])
    tables = [entry for entry in entries if entry.filename.lower().endswith(_TABLES)]
    if len(tables) != 1:
        raise SiktaError([_not_one(origin, [entry.filename for entry in tables or entries], len(tables))])
    if tables[0].flag_bits & _PASSWORD:
        raise SiktaError([_locked(origin)])
    return tables[0]


def _of_the_system(entry: zipfile.ZipInfo) -> bool:
    """What programs strew into an archive, which is nobody's table."""
    path = PurePosixPath(entry.filename)
    return "__MACOSX" in path.parts or path.name.startswith(".")


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0]


def _not_one(origin: Origin, names: list[str], tables: int) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} holds {tables or 'no'} files with a table, where one is expected",
        expected=f"one file that ends in {', '.join(_TABLES)}",
        found=listed(names) if names else "an empty archive",
        fix="unpack it, and name the file that is meant in the ruleset",
    )


def _outside(origin: Origin, names: list[str]) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} holds names that lead out of a folder, which no honest archive does",
        expected="one file with a table",
        found=listed(names),
        fix="find out where the archive comes from before you use it",
    )


def _locked(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} has a password",
        expected="an archive that opens without one",
        fix="unpack it, and name the file in the ruleset",
    )
