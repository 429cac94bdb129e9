"""Which files are meant by what was typed after --from: files, folders, patterns with *, and sheets of workbooks."""

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...data.readers import READERS, reader_of
from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from .sheets import visible_sheets

_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Given:
    """A file to read, and the sheet of it. `is_asked` is false for a sheet that nobody named: it may be empty."""

    path: Path
    sheet: str | None = None
    is_asked: bool = True


def find_given(written: Iterable[str]) -> tuple[Given, ...]:
    """The files in the order in which they were named, each once. Raises SiktaError with all that name nothing."""
    found: dict[tuple[Path, str | None], Given] = {}
    faults: list[Finding] = []
    for name in written:
        try:
            meant = [sheet for given in _meant(name) for sheet in _sheets(given)]
            found |= {(given.path.resolve(), given.sheet): given for given in meant}
        except SiktaError as error:
            faults.extend(error.findings)
    if faults:
        raise SiktaError(faults)
    return tuple(found.values())


def _meant(written: str) -> list[Given]:
    path = Path(written)
    if path.is_dir():
        return _in_folder(path)
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


def _in_folder(folder: Path) -> list[Given]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and reader_of(path.name))
    if not files:
        raise SiktaError([_no_tables(str(folder))])
    return [Given(path) for path in files]


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
        found=f"{len(siblings)} other files in its folder" if siblings else "no such folder, or an empty one",
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
