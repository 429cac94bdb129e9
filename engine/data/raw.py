"""A table as its source gives it, before the contract is applied."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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

    `counted` is what positions in it are called: lines of a text file, rows of a sheet, a query or a frame.
    """

    table: str
    name: str
    is_file: bool = True
    counted: Literal["line", "row"] = "line"

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
        place = Place(self.name, line) if self.is_file else Place()
        return Finding(code, message, place, path, expected, found, fix)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a reader: the table's contract, the headers it declares and those that have to be read."""

    table: Table
    origin: Origin
    declared: frozenset[str]
    needed: frozenset[str]


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

    def take(self, rows: Mask, finding: Finding) -> "RawTable":
        """The rows of a mask, with a finding that tells why the others are gone."""
        columns = {header: column.take(rows) for header, column in self.columns.items()}
        lines = self.lines[rows]
        found = (*self.findings, finding)
        return RawTable(self.origin, self.headers, columns, lines, self.digest, self.detail, found)


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A source that was opened: its headers are known, its rows come in blocks, as often as they are asked for.

    There is at least one block, of no rows where the source has none; the numbers of lines go on from block to block.
    `size` is the number of rows where it is known beforehand. `digest` gives the hash of the whole source. `findings`
    are what opening it gave reason to say; those of reading come with the blocks. Errors are raised, by `blocks` too.
    """

    origin: Origin
    headers: tuple[str, ...]
    blocks: Callable[[], Iterator[RawTable]]
    digest: Callable[[], str]
    size: int | None = None
    detail: str = ""
    findings: tuple[Finding, ...] = ()

    def whole(self) -> RawTable:
        """All rows as one table."""
        blocks = list(self.blocks())
        columns = {
            header: _joined([block.columns[header] for block in blocks]) for header in blocks[0].columns
        }
        lines = np.concatenate([block.lines for block in blocks])
        found = dict.fromkeys((*self.findings, *(each for block in blocks for each in block.findings)))
        return RawTable(self.origin, self.headers, columns, lines, self.digest(), self.detail, tuple(found))


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
