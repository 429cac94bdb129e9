"""Data frames handed over from Python: pandas, Polars, Arrow, DuckDB, and whatever else Narwhals takes."""

from collections.abc import Iterator
from typing import Any

import narwhals as nw
import pyarrow as pa

from ...findings import Finding, SiktaError
from ..raw import Origin, RawColumn, RawTable, Request, Scan, numbered
from .digest import RowDigest
from .headers import check_headers
from .native import BLOCK, from_values
from .nested import settled


def scan_frame(frame: Any, request: Request) -> Scan:
    """Take the needed columns of a data frame in blocks, numbers, dates and booleans as they are.

    A frame that is not computed yet (of Polars, of DuckDB) is computed in blocks, each time it is walked through.
    Raises SiktaError where it is no data frame, or a column holds lists or structures.
    """
    taken = _taken(frame, request)
    names = taken.collect_schema().names() if isinstance(taken, nw.LazyFrame) else taken.columns
    headers = tuple(str(name).strip() for name in names)
    check_headers(headers, request)
    places = {header: place for place, header in enumerate(headers) if header in request.needed}
    detail = f"data frame ({taken.implementation})"

    def blocks() -> Iterator[RawTable]:
        first = 1
        for size, columns in _parts(taken, places, request):
            yield RawTable(request.origin, headers, columns, numbered(size, first), "", detail)
            first += size

    rows = RowDigest(blocks)
    size = None if isinstance(taken, nw.LazyFrame) else len(taken)
    return Scan(request.origin, headers, rows.blocks, rows, size, detail)


def read_frame(frame: Any, request: Request) -> RawTable:
    """As `scan_frame`, all rows as one table."""
    return scan_frame(frame, request).whole()


def _taken(frame: Any, request: Request) -> Any:
    try:
        return nw.from_native(frame)
    except TypeError as error:
        raise SiktaError([_no_frame(request.origin, type(frame).__name__)]) from error


def _parts(
    taken: Any, places: dict[str, int], request: Request
) -> Iterator[tuple[int, dict[str, RawColumn]]]:
    """The needed columns in blocks, with the number of rows of each; at least one block."""
    if isinstance(taken, nw.LazyFrame):
        batches = _STREAMS.get(taken.implementation, _at_once)(taken, places)
        if batches is not None:
            yield from (_of_batch(batch, places, request) for batch in batches)
            return
        taken = taken.collect()
    for start in range(0, max(len(taken), 1), BLOCK):
        block = taken[start : start + BLOCK]
        columns = {header: _column(block[:, place], request) for header, place in places.items()}
        yield len(block), columns


def _of_batch(batch: Any, places: dict[str, int], request: Request) -> tuple[int, dict[str, RawColumn]]:
    columns = {
        header: settled(batch.column(number), header, request.origin) for number, header in enumerate(places)
    }
    return batch.num_rows, columns


def _of_polars(taken: Any, places: dict[str, int]) -> Iterator[Any]:
    lazy = _selected(taken, places).to_native()
    empty = True
    for frame in lazy.collect_batches(chunk_size=BLOCK, maintain_order=True):
        empty = False
        yield frame.to_arrow()
    if empty:
        yield lazy.limit(0).collect().to_arrow()


def _of_duckdb(taken: Any, places: dict[str, int]) -> Iterator[Any]:
    reader = _selected(taken, places).to_native().to_arrow_reader(BLOCK)
    empty = True
    for batch in reader:
        empty = False
        yield batch
    if empty:
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)


def _selected(taken: Any, places: dict[str, int]) -> Any:
    names = taken.collect_schema().names()
    return taken.select([names[place] for place in places.values()])


def _at_once(*_: Any) -> None:
    """For frames whose library gives no blocks."""


_STREAMS = {nw.Implementation.POLARS: _of_polars, nw.Implementation.DUCKDB: _of_duckdb}


def _column(series: Any, request: Request) -> RawColumn:
    """Through Arrow; a pandas column that mixes kinds of values is taken value by value."""
    try:
        return settled(series.to_arrow(), series.name, request.origin)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return from_values(series.to_list())


def _no_frame(origin: Origin, kind: str) -> Finding:
    return origin.finding(
        "E514",
        f"what was handed over for {origin.table} is no data frame",
        expected="a data frame of pandas, Polars, Arrow or another library that Narwhals takes",
        found=kind,
        fix="make it a data frame, such as pandas.DataFrame(…)",
    )
