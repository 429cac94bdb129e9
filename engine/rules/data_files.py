"""The files that a table's `file:` stands for: one, all of a folder, or those that a pattern with * fits."""

import os
from collections.abc import Iterator
from pathlib import Path

ENDINGS = (
    ".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".zip", ".xlsx", ".xlsm", ".parquet",
)  # fmt: skip
"""How the names of files with a table end."""

_SIGNS = frozenset("*?[")


def data_files(folder: Path, written: str) -> list[Path]:
    """The files in their order: by path, as text. A file is taken as it is called, also where its name has a * in it.

    Of a folder, all tables in it and in the folders below it; names that begin with a dot, an underscore or ~$ are the
    marks of programs, not tables. Links to folders are not followed.
    """
    path = folder / written
    if path.is_file():
        return [path]
    if path.is_dir():
        return sorted(_tables_below(path))
    if not is_pattern(written):
        return []
    return sorted(
        found for found in folder.glob(written.removesuffix("/")) if found.is_file() and is_table(found)
    )


def is_there(folder: Path, written: str) -> bool:
    """Whether there is anything that `file:` stands for."""
    return (folder / written).exists() or bool(is_pattern(written) and data_files(folder, written))


def is_pattern(written: str) -> bool:
    """Whether a name may stand for several files."""
    return bool(_SIGNS & set(written))


def is_table(path: Path) -> bool:
    """Whether a file's name says that it holds a table of its own."""
    return not path.name.startswith((".", "_", "~$")) and path.name.lower().endswith(ENDINGS)


def _tables_below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        yield from (Path(where) / name for name in names if is_table(Path(name)))
