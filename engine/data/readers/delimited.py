"""Text files with delimiters: .csv, .tsv, .txt, also packed by gzip or zip, in memory that does not grow with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ...findings import Finding, SiktaError
from ..raw import RawTable, Request, Scan
from . import content, faults
from .content import read_chunks
from .delimiter import detect_delimiter, name_of
from .digest import FileDigest
from .encoding import Decoder
from .headers import check_headers
from .layout import Layout, UnclosedQuote, lay_out
from .left_out import LeftOut
from .parsing import parsed
from .pieces import Piece, whole_rows

HEAD = 2**20
"""So many bytes are looked at before the rows are asked for: they tell header, delimiter and encoding."""

_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a file is written, as its beginning tells: its columns, and the line with their names as it stands there."""

    delimiter: str
    headers: tuple[str, ...]
    header: bytes
    encoding: str
    findings: tuple[Finding, ...]

    @property
    def detail(self) -> str:
        return f"{name_of(self.delimiter)}, {self.encoding}"


def scan_delimited(path: Path, request: Request) -> Scan:
    """Read the needed columns as texts: nothing is guessed about what they hold.

    Raises SiktaError with every row that has too many or too few fields, and for text that cannot be read.
    """
    manner = _manner(path, request)
    digest = FileDigest(path, request.origin)
    blocks = digest.beside(lambda: _blocks(path, manner, request))
    return Scan(request.origin, manner.headers, blocks, digest, None, manner.detail, manner.findings)


def _manner(path: Path, request: Request) -> _Manner:
    """What the beginning of a file tells. Raises SiktaError where it has no header with the declared columns."""
    decoder = Decoder(request.table.encoding, request.origin)
    texts = _texts(path, decoder, request, HEAD)
    first = next(texts)
    delimiter = request.table.delimiter or detect_delimiter(first[0], request.declared)
    for piece in _pieces(_again(first, texts), delimiter, request):
        layout = _laid_out(piece, b"", delimiter, request)
        if layout is not None:
            headers = tuple(name.strip() for name in layout.header)
            check_headers(headers, request, layout.header_line + piece.before)
            header = piece.data[layout.header_line - 1 : layout.body].removesuffix(b"\n") + b"\n"
            findings = (*decoder.findings, *_unusual(delimiter, path, request))
            return _Manner(delimiter, headers, header, decoder.encoding, findings)
    raise SiktaError([faults.nothing_in_it(request.origin)])


def _again(first: tuple[bytes, bool], others: Iterator[tuple[bytes, bool]]) -> Iterator[tuple[bytes, bool]]:
    yield first
    yield from others


def _texts(
    path: Path, decoder: Decoder, request: Request, head: int | None = None
) -> Iterator[tuple[bytes, bool]]:
    """The decoded text chunk by chunk, each with whether it is the last."""
    begun = False
    for chunk in read_chunks(path, request.origin, head):
        if not begun and chunk.data.startswith(_WORKBOOK):
            raise SiktaError([faults.workbook_named_text(request.origin)])
        begun = True
        yield decoder.feed(chunk.data, last=chunk.last), chunk.last


def _pieces(texts: Iterator[tuple[bytes, bool]], delimiter: str, request: Request) -> Iterator[Piece]:
    try:
        yield from whole_rows(texts, delimiter, request.origin)
    except UnclosedQuote as error:
        raise SiktaError([faults.unclosed_quote(request.origin, error.line)]) from error


def _laid_out(piece: Piece, header: bytes, delimiter: str, request: Request) -> Layout | None:
    """The layout of a piece behind a header, its lines counted within the piece; None where it has no row at all."""
    before = header.count(b"\n")
    try:
        layout = lay_out(header + piece.data, delimiter)
    except UnclosedQuote as error:
        line = error.line - before + piece.before
        raise SiktaError([faults.unclosed_quote(request.origin, line)]) from error
    if layout is not None and layout.longest > content.LONGEST_LINE:
        line = layout.longest_at - before + piece.before
        raise SiktaError([faults.line_too_long(request.origin, line, content.LONGEST_LINE)])
    return layout


def _blocks(path: Path, manner: _Manner, request: Request) -> Iterator[RawTable]:
    """The rows piece by piece; the last block tells what was left out of all of them."""
    decoder = Decoder(request.table.encoding, request.origin)
    left_out, ragged = LeftOut(request.origin), _Ragged(request, len(manner.headers))
    waiting: RawTable | None = None
    for piece, header, layout in _layouts(path, decoder, manner, request):
        if ragged.holds(layout, piece.before - header.count(b"\n")):
            continue
        block = _block(piece, header, layout, manner, request)
        if waiting is not None:
            yield waiting
        waiting = left_out.without(block, layout.empty)
    ragged.refuse()
    if waiting is not None:
        detail = replace(manner, encoding=decoder.encoding).detail
        late = decoder.findings if decoder.encoding != manner.encoding else ()
        yield replace(waiting, detail=detail, findings=(*late, *left_out.findings()))


def _layouts(
    path: Path, decoder: Decoder, manner: _Manner, request: Request
) -> Iterator[tuple[Piece, bytes, Layout]]:
    """Each piece with the header to put before it (the first has its own) and where its rows stand."""
    header = b""
    for piece in _pieces(_texts(path, decoder, request), manner.delimiter, request):
        layout = _laid_out(piece, header, manner.delimiter, request)
        if layout is not None:
            yield piece, header, layout
            header = manner.header


def _block(piece: Piece, header: bytes, layout: Layout, manner: _Manner, request: Request) -> RawTable:
    columns = parsed(header + piece.data, layout, manner.headers, manner.delimiter, request)
    lines = layout.lines + (piece.before - header.count(b"\n"))
    return RawTable(request.origin, manner.headers, columns, lines, "", manner.detail)


class _Ragged:
    """The rows that have too many or too few fields, of the whole file."""

    def __init__(self, request: Request, expected: int) -> None:
        self._request, self._expected = request, expected
        self._rows: list[tuple[int, int]] = []

    def holds(self, layout: Layout, before: int) -> bool:
        """Whether there is any so far; from then on nothing but such rows is of interest."""
        ragged = np.flatnonzero(layout.widths != self._expected)
        lines = (layout.lines[ragged] + before).tolist()
        self._rows.extend(zip(lines, layout.widths[ragged].tolist(), strict=True))
        return bool(self._rows)

    def refuse(self) -> None:
        if self._rows:
            raise SiktaError(faults.ragged_rows(self._request.origin, self._expected, self._rows))


def _unusual(delimiter: str, path: Path, request: Request) -> list[Finding]:
    """A note where the delimiter was detected and is not the one that the file's name promises."""
    promised = "\t" if ".tsv" in path.suffixes else ","
    if request.table.delimiter or delimiter == promised:
        return []
    return [faults.detected_delimiter(request.origin, name_of(delimiter))]
