"""A table as its source gives it, before the contract is applied."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import numpy as np
import pyarrow as pa

from ..expressions.columns import Index, Mask
from ..findings import Finding, Place
from ..rules.model import Table

ArrowArray: TypeAlias = Any  # pyarrow has no types of its own


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from, as messages call it: the file as written in the ruleset, never a path of the machine.

    `counted` is what positions in it are called: lines of a text file, rows of a sheet, a query or a frame. `parts` are
    the files of a source that has several, each with the number of lines in all before it: readers enter them as they
    come to a file, so that a line tells in which file it stands.
    """

    table: str
    name: str
    is_file: bool = True
    counted: Literal["line", "row"] = "line"
    parts: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def at(self, line: int) -> tuple[str, int]:
        """The file in which a line stands, and its number there."""
        before = [(start, name) for name, start in self.parts.items() if start < line]
        start, name = max(before, default=(0, self.name))
        return name, line - start

    def line(self, line: int) -> str:
        """A line as messages write it: its number, with its file where the source has several."""
        name, number = self.at(line)
        return f"{number} of {name}" if self.parts else str(number)

    def finding(
        self,
        code: str,
        message: str,
        *,
        line: int | None = None,
        field: str = "",
        expected: str = "",
        found: str = "",
        fix: str = "",
    ) -> Finding:
        """Build a finding placed in this source, with the part of the ruleset that declares it."""
        path = f"tables.{self.table}.fields.{field}" if field else f"tables.{self.table}"
        file, number = (self.name, None) if line is None else self.at(line)
        place = Place(file, number) if self.is_file else Place()
        return Finding(code, message, place, path, expected, found, fix)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a reader: the table's contract, the headers it declares and those that have to be read.

    Rows that are surely dated before `since` may be left out, where a source can tell that without looking at them.
    """

    table: Table
    origin: Origin
    declared: frozenset[str]
    needed: frozenset[str]
    since: dt.date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RawColumn:
    """A column as Arrow arrays of one length. Each row has its value in at most one of them, nulls elsewhere.

    Text files give one array of texts; a sheet may mix texts, numbers, dates and booleans in one column.
    """

    parts: tuple[ArrowArray, ...]

    def __len__(self) -> int:
        return len(self.parts[0])

    def take(self, rows: Mask) -> "RawColumn":
        return RawColumn(tuple(part.filter(rows) for part in self.parts))

    def stretch(self, start: int, size: int) -> "RawColumn":
        """So many rows from `start` on; of a large vocabulary only the words that stand there."""
        return RawColumn(tuple(_narrowed(part.slice(start, size)) for part in self.parts))

    def written(self, row: int) -> str:
        """The value of a row as text, for an example in a message; empty where there is none."""
        values = (part[row].as_py() for part in self.parts)
        return next((spelled(value) or "" for value in values if value is not None), "")


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """What a reader gives: the needed `columns` by trimmed header, and each row's line or row number in the source.

    `headers` are all columns of the source. `findings` are notes and warnings; errors are raised.
    """

    origin: Origin
    headers: tuple[str, ...]
    columns: Mapping[str, RawColumn]
    lines: Index
    digest: str
    detail: str = ""
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def only(self, rows: Mask) -> "RawTable":
        """The rows of a mask."""
        columns = {header: column.take(rows) for header, column in self.columns.items()}
        return replace(self, columns=columns, lines=self.lines[rows])

    def take(self, rows: Mask, finding: Finding) -> "RawTable":
        """The rows of a mask, with a finding that tells why the others are gone."""
        kept = self.only(rows)
        return replace(kept, findings=(*self.findings, finding))


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A source that was opened: its headers are known, its rows come in blocks, as often as they are asked for.

    There is at least one block, of no rows where the source has none; the numbers of lines go on from block to block.
    `size` is the number of rows where it is known beforehand. `digest` gives the hash of the whole source. `findings`
    are what opening it gave reason to say; those of reading come with the blocks, as does a `detail` that only reading
    can tell: that of the last block counts. `older` rows were left out, as all of them are dated before the day of the
    request. Errors are raised, by `blocks` too.
    """

    origin: Origin
    headers: tuple[str, ...]
    blocks: Callable[[], Iterator[RawTable]]
    digest: Callable[[], str]
    size: int | None = None
    detail: str = ""
    findings: tuple[Finding, ...] = ()
    older: int = 0

    def whole(self) -> RawTable:
        """All rows as one table."""
        blocks = list(self.blocks())
        pieces = {header: [block.columns[header] for block in blocks] for header in blocks[0].columns}
        lines = np.concatenate([block.lines for block in blocks])
        found = dict.fromkeys((*self.findings, *(each for block in blocks for each in block.findings)))
        detail = blocks[-1].detail
        blocks.clear()  # so that what a column was joined of is gone before the next one is
        columns = {header: _joined(pieces.pop(header)) for header in list(pieces)}
        return RawTable(self.origin, self.headers, columns, lines, self.digest(), detail, tuple(found))


def older_rows(count: int) -> str:
    """What a detail says of rows that were left out because they are too old to count."""
    return f", {count:,} older {'row' if count == 1 else 'rows'} not read" if count else ""


def scan_of(raw: RawTable, rows: int | None = None) -> Scan:
    """A table that was read before as a source of its own, in blocks of so many rows (all at once without a number)."""
    size = rows or max(len(raw), 1)
    starts = range(0, max(len(raw), 1), size)
    return Scan(
        raw.origin,
        raw.headers,
        lambda: (_stretch(raw, start, size) for start in starts) if rows else iter((raw,)),
        lambda: raw.digest,
        len(raw),
        raw.detail,
        raw.findings,
    )


def _stretch(raw: RawTable, start: int, size: int) -> RawTable:
    columns = {header: column.stretch(start, size) for header, column in raw.columns.items()}
    lines = raw.lines[start : start + size]
    return RawTable(raw.origin, raw.headers, columns, lines, raw.digest, raw.detail)


def _narrowed(part: ArrowArray) -> ArrowArray:
    if not pa.types.is_dictionary(part.type) or len(part.dictionary) <= len(part):
        return part
    return part.dictionary_decode().dictionary_encode()


def _joined(columns: Sequence[RawColumn]) -> RawColumn:
    """Columns one after the other; an array that only some have is null where the others are."""
    if len(columns) == 1:
        return columns[0]
    kinds = list(dict.fromkeys(part.type for column in columns for part in column.parts))
    return RawColumn(tuple(_of_kind(kind, columns) for kind in kinds))


def _of_kind(kind: Any, columns: Sequence[RawColumn]) -> ArrowArray:
    """The arrays of one kind, with nulls for columns that have none of it."""
    parts = [
        next((part for part in column.parts if part.type == kind), pa.nulls(len(column), kind))
        for column in columns
    ]
    chunked = pa.chunked_array(parts)
    if pa.types.is_dictionary(kind):
        chunked = chunked.unify_dictionaries()
    return chunked.combine_chunks()


def spelled(value: object) -> str | None:
    """A native value as text: 123.0 as `123`, dates in ISO, `true` and `false`; None for NaN."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if np.isnan(value):
            return None
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def numbered(size: int, first: int = 1) -> Index:
    """Row numbers from `first` on."""
    return np.arange(first, first + size, dtype=np.int64)
