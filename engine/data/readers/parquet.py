"""Parquet files: numbers, dates and booleans as they are, in blocks of rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ...findings import SiktaError
from ..raw import RawColumn, RawTable, Request, Scan, numbered, older_rows
from . import faults
from .content import reading
from .digest import FileDigest
from .headers import check_headers
from .native import BLOCK
from .nested import settled
from .row_groups import Run, runs_since

BUFFER = 2**20
"""Bytes of a column that are taken from the file at a time."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the end of a file tells: its columns, those to read by header, how many rows, and which groups of rows."""

    headers: tuple[str, ...]
    needed: dict[str, str]
    texts: list[str]
    size: int
    runs: tuple[Run, ...]
    skipped: int


def scan_parquet(path: Path, request: Request) -> Scan:
    """Read the needed columns. Raises SiktaError for a damaged file or columns of lists.

    Groups of rows that are all dated before the day of the request are left out, by what the file says of them.
    """
    with _sound(request):
        layout = _layout(path, request)
    detail = f"Parquet{older_rows(layout.skipped)}"
    digest = FileDigest(path, request.origin)
    blocks = digest.beside(lambda: _blocks(path, layout, detail, request))
    size = layout.size - layout.skipped
    return Scan(request.origin, layout.headers, blocks, digest, size, detail, older=layout.skipped)


def _layout(path: Path, request: Request) -> _Layout:
    with parquet.ParquetFile(path) as file:
        schema = file.schema_arrow
        names = {name.strip(): name for name in schema.names}
        check_headers(tuple(name.strip() for name in schema.names), request)
        needed = {header: name for header, name in names.items() if header in request.needed}
        for header, name in needed.items():
            settled(pa.nulls(0, schema.field(name).type), header, request.origin)
        runs, skipped = runs_since(file.metadata, names, request)
        return _Layout(tuple(names), needed, _texts(schema, needed), file.metadata.num_rows, runs, skipped)


def _texts(schema: Any, needed: dict[str, str]) -> list[str]:
    """Columns of texts, which are read as codes."""
    return [name for name in needed.values() if schema.field(name).type in (pa.string(), pa.large_string())]


def _blocks(path: Path, layout: _Layout, detail: str, request: Request) -> Iterator[RawTable]:
    with _sound(request), _opened(path, layout) as file:
        for before, batch in _batches(file, layout):
            columns, lines = _columns(batch, layout, request), numbered(batch.num_rows, before + 1)
            yield RawTable(request.origin, layout.headers, columns, lines, "", detail)


def _opened(path: Path, layout: _Layout) -> Any:
    """The file, read bit by bit: mapped into memory, or read ahead, all of it would count as the memory of the run."""
    return parquet.ParquetFile(path, read_dictionary=layout.texts, buffer_size=BUFFER, pre_buffer=False)


def _batches(file: Any, layout: _Layout) -> Iterator[tuple[int, Any]]:
    """Each batch with the number of rows before it; an empty one where there is no row to read."""
    if not layout.runs:
        yield 0, file.schema_arrow.empty_table().select(list(layout.needed.values()))
    for run in layout.runs:
        before = run.first
        for batch in file.iter_batches(
            BLOCK, row_groups=list(run.groups), columns=list(layout.needed.values())
        ):
            yield before, batch
            before += batch.num_rows


def _columns(batch: Any, layout: _Layout, request: Request) -> dict[str, RawColumn]:
    """The columns by header: a batch has them in the order of the file."""
    places = {name: batch.schema.get_field_index(name) for name in layout.needed.values()}
    return {
        header: settled(batch.column(places[name]), header, request.origin)
        for header, name in layout.needed.items()
    }


@contextmanager
def _sound(request: Request) -> Iterator[None]:
    """Turn what is said of a damaged file into a finding."""
    with reading(request.origin):
        try:
            yield
        except pa.ArrowException as error:
            raise SiktaError([faults.damaged(request.origin, "Parquet")]) from error
