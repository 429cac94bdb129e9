"""Sources of rows: files by the end of their name, queries, data frames. Each gives a scan or says what is wrong."""

from pathlib import Path
from typing import Literal, Protocol

from ..raw import Request, Scan

__all__ = ["READERS", "Reader", "counted_in", "reader_of"]


class Reader(Protocol):
    """What opens a file that lies inside the data folder. Raises SiktaError with every fault it can tell at once."""

    def __call__(self, path: Path, request: Request) -> Scan: ...


def _delimited(path: Path, request: Request) -> Scan:
    from .delimited import scan_delimited

    return scan_delimited(path, request)


def _workbook(path: Path, request: Request) -> Scan:
    from .excel import scan_workbook  # openpyxl takes longer to import than most tables to read

    return scan_workbook(path, request)


def _parquet(path: Path, request: Request) -> Scan:
    from .parquet import scan_parquet

    return scan_parquet(path, request)


READERS: dict[str, Reader] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".txt": _delimited,
    ".csv.gz": _delimited,
    ".tsv.gz": _delimited,
    ".txt.gz": _delimited,
    ".zip": _delimited,
    ".xlsx": _workbook,
    ".xlsm": _workbook,
    ".parquet": _parquet,
}


def counted_in(name: str) -> Literal["line", "row"]:
    """What positions in a file are called, by its name."""
    return "row" if name.lower().endswith((".xlsx", ".xlsm", ".parquet")) else "line"


def reader_of(name: str) -> Reader | None:
    """The reader for a file's name; None where its ending is not known."""
    return next((reader for ending, reader in READERS.items() if name.lower().endswith(ending)), None)
