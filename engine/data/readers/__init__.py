"""Sources of rows: files by the end of their name, queries, data frames. Each gives a raw table or says what is wrong."""

from pathlib import Path
from typing import Protocol

from ..raw import RawTable, Request
from .delimited import read_delimited
from .excel import read_workbook
from .parquet import read_parquet

__all__ = ["READERS", "Reader", "reader_of"]


class Reader(Protocol):
    """What reads a file that lies inside the data folder. Raises SiktaError with every fault it can tell at once."""

    def __call__(self, path: Path, request: Request) -> RawTable: ...


READERS: dict[str, Reader] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".csv.gz": read_delimited,
    ".tsv.gz": read_delimited,
    ".txt.gz": read_delimited,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".parquet": read_parquet,
}


def reader_of(name: str) -> Reader | None:
    """The reader for a file's name; None where its ending is not known."""
    return next((reader for ending, reader in READERS.items() if name.lower().endswith(ending)), None)
