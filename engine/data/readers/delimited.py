"""Text files with delimiters: .csv, .tsv, .txt, also packed by gzip."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ...expressions.columns import Mask
from ...findings import Finding, SiktaError
from ..raw import RawColumn, RawTable, Request
from . import faults
from .content import LONGEST_LINE, read_content
from .delimiter import detect_delimiter, name_of
from .encoding import Decoded, decode
from .headers import check_headers
from .layout import Layout, UnclosedQuote, lay_out

_WORKBOOK = b"PK\x03\x04"


def read_delimited(path: Path, request: Request) -> RawTable:
    """Read the needed columns as texts: nothing is guessed about what they hold.

    Raises SiktaError with every row that has too many or too few fields, and for text that cannot be read.
    """
    content = read_content(path, request.origin)
    if content.data.startswith(_WORKBOOK):
        raise SiktaError([faults.workbook_named_text(request.origin)])
    text = decode(content.data, request.table.encoding, request.origin)
    delimiter = request.table.delimiter or detect_delimiter(text.data, request.declared)
    layout = _layout(text, delimiter, request)
    headers = tuple(name.strip() for name in layout.header)
    check_headers(headers, request, layout.header_line)
    _refuse_ragged(layout, request)
    columns = _columns(text.data, layout, headers, delimiter, request)
    detail = f"{name_of(delimiter)}, {text.encoding}"
    findings = (*text.findings, *_unusual(delimiter, path, request))
    raw = RawTable(request.origin, headers, columns, layout.lines, content.digest, detail, findings)
    return _without_repeated_header(_without_empty_rows(raw, layout.empty))


def _layout(text: Decoded, delimiter: str, request: Request) -> Layout:
    try:
        layout = lay_out(text.data, delimiter)
    except UnclosedQuote as error:
        raise SiktaError([faults.unclosed_quote(request.origin, error.line)]) from error
    if layout is None:
        raise SiktaError([faults.nothing_in_it(request.origin)])
    if layout.longest > LONGEST_LINE:
        raise SiktaError([faults.line_too_long(request.origin, layout.header_line, LONGEST_LINE)])
    return layout


def _refuse_ragged(layout: Layout, request: Request) -> None:
    expected = len(layout.header)
    ragged = np.flatnonzero(layout.widths != expected)
    if ragged.size:
        rows = zip(layout.lines[ragged].tolist(), layout.widths[ragged].tolist(), strict=True)
        raise SiktaError(faults.ragged_rows(request.origin, expected, list(rows)))


def _columns(
    data: bytes, layout: Layout, headers: tuple[str, ...], delimiter: str, request: Request
) -> dict[str, RawColumn]:
    places = {header: str(index) for index, header in enumerate(headers) if header in request.needed}
    if not layout.lines.size or not places:
        return {header: RawColumn((_no_texts(layout.lines.size),)) for header in places}
    table = _parsed(data, layout, list(places.values()), delimiter)
    return {header: RawColumn((_encoded(table, place),)) for header, place in places.items()}


def _parsed(data: bytes, layout: Layout, places: list[str], delimiter: str) -> Any:
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
    return pa.array([None] * size, pa.string()).dictionary_encode()


def _unusual(delimiter: str, path: Path, request: Request) -> list[Finding]:
    """A note where the delimiter was detected and is not the one that the file's name promises."""
    promised = "\t" if ".tsv" in path.suffixes else ","
    if request.table.delimiter or delimiter == promised:
        return []
    return [faults.detected_delimiter(request.origin, name_of(delimiter))]


def _without_empty_rows(raw: RawTable, empty: Mask) -> RawTable:
    if not empty.any():
        return raw
    return raw.take(~empty, faults.empty_rows(raw.origin, int(empty.sum()), int(raw.lines[empty][0])))


def _without_repeated_header(raw: RawTable) -> RawTable:
    """Exports that were glued together carry their header line again: no row, and said so."""
    repeated = np.full(len(raw), bool(raw.columns))
    for header, column in raw.columns.items():
        (texts,) = column.parts
        code = pc.index(pc.utf8_trim_whitespace(texts.dictionary), header).as_py()
        repeated &= texts.indices.to_numpy(zero_copy_only=False) == code
    if not repeated.any():
        return raw
    return raw.take(~repeated, faults.repeated_header(raw.origin, raw.lines[repeated].tolist()))
