"""Rows on their way through the cluster: parts of raw tables as bytes, and put together again."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ..data.raw import ArrowArray, Origin, RawColumn, RawTable, Scan
from ..expressions.columns import Index

_LINES = "lines"
_PACKING = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True)
class Parcel:
    """Rows of a table for one range of accounts; `place` is the first row's line, by which parcels are put in order."""

    bucket: int
    table: str
    place: int
    payload: bytes


def parcels(raw: RawTable, buckets: Index, count: int) -> Iterator[Parcel]:
    """The rows of a block, each in the parcel for its bucket, in their order."""
    narrow = buckets.astype(np.int16 if count < np.iinfo(np.int16).max else np.int64)  # sorts in one pass
    order = np.argsort(narrow, kind="stable")
    edges = np.searchsorted(narrow[order], np.arange(count + 1))
    for bucket in range(count):
        rows = order[edges[bucket] : edges[bucket + 1]]
        if rows.size:
            yield Parcel(bucket, raw.origin.table, int(raw.lines[rows[0]]), packed(raw, rows))


def packed(raw: RawTable, rows: Index) -> bytes:
    """Some rows of a table as bytes, with no text that none of them has."""
    places = pa.array(rows)
    arrays: dict[str, ArrowArray] = {_LINES: pa.array(raw.lines[rows])}
    for header, column in raw.columns.items():
        for part, array in enumerate(column.parts):
            arrays[f"{part}:{header}"] = _taken(array, places)
    return written(pa.RecordBatch.from_pydict(arrays))


def _taken(array: ArrowArray, rows: ArrowArray) -> ArrowArray:
    taken = array.take(rows)
    if pa.types.is_dictionary(taken.type) and len(taken.dictionary) > len(rows):
        return taken.dictionary_decode().dictionary_encode()
    return taken


def written(batch: pa.RecordBatch) -> bytes:
    """A batch as an Arrow stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, batch.schema, options=_PACKING) as stream:
        stream.write_batch(batch)
    return sink.getvalue()


def unpacked(payload: bytes, origin: Origin) -> RawTable:
    """Rows from their bytes."""
    with pa.ipc.open_stream(payload) as stream:
        batch = stream.read_next_batch()
    parts: dict[str, list[ArrowArray]] = {}
    for name, array in zip(batch.schema.names, batch.columns, strict=True):
        if name != _LINES:
            parts.setdefault(name.partition(":")[2], []).append(array)
    columns = {header: RawColumn(tuple(of)) for header, of in parts.items()}
    lines = batch.column(_LINES).to_numpy(zero_copy_only=False)
    return RawTable(origin, tuple(columns), columns, lines, "")


def together(parcels: Iterable[Parcel], origin: Origin, headers: Iterable[str]) -> RawTable:
    """The rows of parcels in the order of their source; a table of no rows where there are no parcels."""
    ordered = sorted(parcels, key=lambda parcel: parcel.place)
    blocks = [unpacked(parcel.payload, origin) for parcel in ordered] or [headers_first(origin, headers)]
    return Scan(origin, blocks[0].headers, lambda: iter(blocks), str).whole()


def headers_first(origin: Origin, headers: Iterable[str]) -> RawTable:
    """A table of no rows."""
    nothing = RawColumn((pa.array([], pa.large_string()).dictionary_encode(),))
    columns = dict.fromkeys(headers, nothing)
    return RawTable(origin, tuple(columns), columns, np.zeros(0, dtype=np.int64), "")


def by_table(parcels: Iterable[Parcel]) -> Mapping[str, list[Parcel]]:
    """Parcels by the table that their rows are of."""
    found: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        found.setdefault(parcel.table, []).append(parcel)
    return found
