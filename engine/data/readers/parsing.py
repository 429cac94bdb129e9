"""The fields of delimited text as columns of texts, by the library's own reader."""

from typing import Any

import pyarrow as pa
from pyarrow import csv

from ..raw import RawColumn, Request
from .layout import Layout


def parsed(
    data: bytes, layout: Layout, headers: tuple[str, ...], delimiter: str, request: Request
) -> dict[str, RawColumn]:
    """The needed columns of the rows after the header, as codes into their distinct texts."""
    places = {header: str(index) for index, header in enumerate(headers) if header in request.needed}
    if not layout.lines.size or not places:
        return {header: RawColumn((_no_texts(layout.lines.size),)) for header in places}
    table = _table(data, layout, list(places.values()), delimiter)
    return {header: RawColumn((_encoded(table, place),)) for header, place in places.items()}


def _table(data: bytes, layout: Layout, places: list[str], delimiter: str) -> Any:
    text = pa.py_buffer(data).slice(layout.body)
    block = max(2**22, 2 * layout.longest)
    return csv.read_csv(
        pa.BufferReader(text),
        csv.ReadOptions(column_names=[str(index) for index in range(len(layout.header))], block_size=block),
        csv.ParseOptions(delimiter=delimiter, newlines_in_values=b'"' in data),
        csv.ConvertOptions(
            check_utf8=False,
            include_columns=places,
            column_types=dict.fromkeys(places, pa.string()),
            strings_can_be_null=False,
        ),
    )


def _encoded(table: Any, place: str) -> Any:
    """A column as codes into its distinct texts: everything after this runs on the distinct texts."""
    return table[place].dictionary_encode().combine_chunks()


def _no_texts(size: int) -> Any:
    return pa.nulls(size, pa.string()).dictionary_encode()
