"""Which files are meant by what was typed after --from: files, folders, patterns with *, and sheets of workbooks."""

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...data.readers import READERS, reader_of
from ...data.wording import counted
from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from .sheets import visible_sheets

_PATTERN = frozenset("*?[")
_OTHER_TABLES = (".xls", ".xlsb", ".ods", ".numbers")
"""Endings of tables that cannot be read: whoever names one has to hear of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file to read, and the sheet of it. `is_asked` is false for a sheet that nobody named: it may be empty."""

    path: Path
    sheet: str | None = None
    is_asked: bool = True


def find_given(written: Iterable[str]) -> tuple[Given, ...]:
    """The files in the order in which they were named, each once. Raises SiktaError with all that name nothing.

    What is no table is passed over, as long as there is one: `folder/*` names everything in a folder.
    """
    written = tuple(written)
    found: dict[tuple[Path, str | None], Given] = {}
    faults: list[Finding] = []
    passed = passed_over(written)
    for name in written:
        if name in passed:
            continue
        try:
            meant = [sheet for given in _meant(name) for sheet in _sheets(given)]
            found |= {(given.path.resolve(), given.sheet): given for given in meant}
        except SiktaError as error:
            faults.extend(error.findings)
    if not found:
        faults.extend(
            _no_tables(name) if Path(name).is_dir() else _unknown_ending(Path(name)) for name in passed
        )
    if faults:
        raise SiktaError(faults)
    return tuple(found.values())


def passed_over(written: Iterable[str]) -> tuple[str, ...]:
    """Those of the named files that are no tables, such as a README, and folders that hold none."""
    return tuple(name for name in written if _is_no_table(Path(name)))


def _is_no_table(path: Path) -> bool:
    if path.is_dir():
        return not _tables_in(path)
    return path.is_file() and reader_of(path.name) is None and not path.name.lower().endswith(_OTHER_TABLES)


def _meant(written: str) -> list[Given]:
    path = Path(written)
    if path.is_dir():
        return _tables_in(path)
    if path.is_file():
        return [_file(path, None)]
    name, mark, sheet = written.rpartition("#")
    if mark and Path(name).is_file():
        return [_file(Path(name), sheet)]
    if _PATTERN & set(written):
        return _matching(written)
    raise SiktaError([_no_file(path)])


def _file(path: Path, sheet: str | None) -> Given:
    if reader_of(path.name) is None:
        raise SiktaError([_unknown_ending(path)])
    return Given(path, sheet or None)


def _sheets(given: Given) -> list[Given]:
    """Every sheet of a workbook that can be seen, where none was named and there are several."""
    if given.sheet is not None or not given.path.name.lower().endswith((".xlsx", ".xlsm")):
        return [given]
    titles = visible_sheets(given.path)
    return [Given(given.path, title, is_asked=False) for title in titles] if len(titles) > 1 else [given]


def _tables_in(folder: Path) -> list[Given]:
    return [Given(path) for path in sorted(folder.iterdir()) if path.is_file() and reader_of(path.name)]


def _matching(pattern: str) -> list[Given]:
    files = sorted(path for name in glob.glob(pattern) if reader_of((path := Path(name)).name))  # noqa: PTH207  a pattern may be absolute
    if not files:
        raise SiktaError([_no_tables(pattern)])
    return [Given(path) for path in files]


def _no_file(path: Path) -> Finding:
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    meant = nearest(path.name, siblings)
    return Finding(
        "E961",
        f'there is no file "{path}"' + (f'; did you mean "{meant}"?' if meant else ""),
        expected="files with your data behind --from",
        found=counted(len(siblings), "other file in its folder", "other files in its folder")
        if siblings
        else "no such folder, or an empty one",
        fix="correct the name; the name of the new folder goes before --from",
    )


def _no_tables(where: str) -> Finding:
    return Finding(
        "E961",
        f'"{where}" holds no file with a table',
        expected=f"files that end in {', '.join(READERS)}",
        fix="name the files one by one, or save them as CSV or Excel (.xlsx)",
    )


def _unknown_ending(path: Path) -> Finding:
    return Finding(
        "E961",
        f'"{path}" is of a kind that cannot be read',
        expected=f"a name that ends in {', '.join(READERS)}",
        fix="save it as CSV or Excel (.xlsx)",
    )
