"""Rows put behind those of a source."""

import pyarrow as pa
import pyarrow.compute as pc

from ..data.raw import ArrowArray, RawColumn, RawTable
from ..data.readers.native import kind_of, settle
from ..expressions.columns import Index


def followed(first: RawTable, second: RawTable, lines: Index) -> RawTable:
    """The rows of a table and after them those of another, which stand at these lines. Nothing is converted."""
    columns = {
        header: _column(first.columns.get(header), second.columns.get(header), len(first), len(second))
        for header in {**first.columns, **second.columns}
    }
    headers = tuple(dict.fromkeys((*first.headers, *second.headers)))
    whole = pa.concat_arrays([pa.array(first.lines), pa.array(lines)]).to_numpy()
    return RawTable(first.origin, headers, columns, whole, first.digest, first.detail, first.findings)


def _column(above: RawColumn | None, below: RawColumn | None, size: int, added: int) -> RawColumn:
    upper = above.parts if above else ()
    lower = below.parts if below else ()
    if len(upper) == len(lower) == 1 and kind_of(upper[0]) == kind_of(lower[0]) == "text":
        return RawColumn((_texts(upper[0], lower[0]),))
    return RawColumn(
        (*(_padded(part, 0, added) for part in upper), *(_padded(part, size, 0) for part in lower))
    )


def _texts(upper: ArrowArray, lower: ArrowArray) -> ArrowArray:
    parts = [part.dictionary_decode().cast(pa.large_string()) for part in (upper, lower)]
    return pc.dictionary_encode(pa.concat_arrays(parts))


def _padded(part: ArrowArray, before: int, after: int) -> ArrowArray:
    """A part with rows around it in which it holds nothing."""
    plain = part.dictionary_decode() if kind_of(part) == "text" else part
    around = [pa.nulls(before, plain.type), plain, pa.nulls(after, plain.type)]
    return settle(pa.concat_arrays(around))
