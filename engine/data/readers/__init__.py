"""Sources of rows: files by the end of their name, queries, data frames. Each gives a scan or says what is wrong."""

from pathlib import Path
from typing import Literal, Protocol

from ..raw import Request, Scan
from .delimited import scan_delimited
from .excel import scan_workbook
from .parquet import scan_parquet

__all__ = ["READERS", "Reader", "counted_in", "reader_of"]


class Reader(Protocol):
    """What opens a file that lies inside the data folder. Raises SiktaError with every fault it can tell at once."""

    def __call__(self, path: Path, request: Request) -> Scan: ...


READERS: dict[str, Reader] = {
    ".csv": scan_delimited,
    ".tsv": scan_delimited,
    ".txt": scan_delimited,
    ".csv.gz": scan_delimited,
    ".tsv.gz": scan_delimited,
    ".txt.gz": scan_delimited,
    ".zip": scan_delimited,
    ".xlsx": scan_workbook,
    ".xlsm": scan_workbook,
    ".parquet": scan_parquet,
}


def counted_in(name: str) -> Literal["line", "row"]:
    """What positions in a file are called, by its name."""
    return "row" if name.lower().endswith((".xlsx", ".xlsm", ".parquet")) else "line"


def reader_of(name: str) -> Reader | None:
    """The reader for a file's name; None where its ending is not known."""
    return next((reader for ending, reader in READERS.items() if name.lower().endswith(ending)), None)
