"""Files read through the readers of a run, with all columns whose name is there once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...data.raw import Origin, RawTable, Request
from ...data.readers import reader_of
from ...data.readers.delimiter import DELIMITERS
from ...findings import Finding, SiktaError
from ...rules.model import Table
from ..naming.words import (
    ACCOUNT,
    COUNTRY,
    DATE,
    KEY,
    MONEY,
    NAME,
    PARENT,
    QUANTITY,
    SECTOR,
    SIZE,
    STAGE,
    UNIT_PRICE,
    tells,
)
from .given import Given

_TELLING = f"{ACCOUNT} {KEY} {NAME} {MONEY} {DATE} {SIZE} {SECTOR} {COUNTRY} {STAGE} {PARENT} {QUANTITY} {UNIT_PRICE}"
_WITHOUT_TABLE = frozenset(("E510", "E962"))
MOST_COLUMNS = 200
"""Columns beyond so many are named, not looked into."""


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A file as it was read. `headers` are those looked into; `unread`, `doubled` and `nameless` tell what was not.

    `delimiter` and `encoding` are set where they are not the usual ones.
    """

    given: Given
    raw: RawTable
    headers: tuple[str, ...]
    unread: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    nameless: int = 0
    delimiter: str | None = None
    encoding: str | None = None

    @property
    def name(self) -> str:
        return self.given.path.name


def open_files(files: Iterable[Given]) -> tuple[Opened, ...]:
    """Read every file. Raises SiktaError with what is wrong with any of them, all at once.

    A sheet that nobody named is passed over where it holds no table, as long as there is any other.
    """
    opened: list[Opened] = []
    faults: list[Finding] = []
    passed: list[Finding] = []
    for given in files:
        try:
            opened.append(_open(given))
        except SiktaError as error:
            is_empty = {finding.code for finding in error.findings} <= _WITHOUT_TABLE
            told = [_seen(finding, given) for finding in error.findings]
            (passed if is_empty and not given.is_asked else faults).extend(told)
    if faults or not opened:
        raise SiktaError(faults or passed)
    return tuple(opened)


def _seen(finding: Finding, given: Given) -> Finding:
    """A finding in a file, named as it was typed."""
    if finding.place.file != given.path.name:
        return finding
    return replace(finding, place=replace(finding.place, file=given.path.as_posix(), folder=Path()))


def _open(given: Given) -> Opened:
    table = Table("accounts", {}, file=given.path.name, sheet=given.sheet)
    first = _read(given, table, ())
    counts = Counter(first.headers)
    usable = [header for header in first.headers if header and counts[header] == 1]
    chosen = _telling(usable)
    if not chosen:
        raise SiktaError([_no_columns(given)])
    raw = _read(given, table, chosen)
    if not len(raw):
        raise SiktaError([_no_rows(given)])
    delimiter, encoding = _manner(raw)
    return Opened(
        given,
        raw,
        tuple(chosen),
        tuple(header for header in usable if header not in chosen),
        tuple(header for header in dict.fromkeys(first.headers) if header and counts[header] > 1),
        counts[""],
        delimiter if delimiter != ("\t" if ".tsv" in given.path.name.lower() else ",") else None,
        encoding if encoding != "UTF-8" else None,
    )


def _telling(headers: Sequence[str]) -> list[str]:
    """As many columns as are looked into: those whose name tells something first, in the order of the file."""
    if len(headers) <= MOST_COLUMNS:
        return [*headers]
    ranked = sorted(headers, key=lambda header: not tells(header, _TELLING))  # keeps the order of equals
    kept = frozenset(ranked[:MOST_COLUMNS])
    return [header for header in headers if header in kept]


def _read(given: Given, table: Table, headers: Sequence[str]) -> RawTable:
    reader = reader_of(given.path.name)
    if reader is None:  # found by its ending, so there is one
        raise SiktaError([_no_columns(given)])
    text = not given.path.name.lower().endswith((".xlsx", ".xlsm", ".parquet"))
    origin = Origin(table.id, given.path.name, counted="line" if text else "row")
    return reader(given.path, Request(table, origin, frozenset(), frozenset(headers))).whole()


def _manner(raw: RawTable) -> tuple[str | None, str | None]:
    """Delimiter and encoding of a text file, out of what its reader says of it."""
    name, comma, encoding = raw.detail.partition(", ")
    if raw.origin.counted != "line" or not comma:
        return None, "UTF-8"
    signs = {words: sign for sign, words in DELIMITERS.items()}
    return signs.get(name, ","), encoding


def _no_columns(given: Given) -> Finding:
    return Finding(
        "E962",
        f"{given.path.name} has no column with a name of its own",
        expected="a first line with the names of the columns, all different",
        fix="add such a line, and try again",
    )


def no_values(name: str) -> Finding:
    """For a file whose cells are all empty."""
    return Finding(
        "E962",
        f"{name} has no value in any row",
        expected="rows with values",
        fix="export it again, and look whether a filter left everything out",
    )


def _no_rows(given: Given) -> Finding:
    return Finding(
        "E962",
        f"{given.path.name} has a header but no rows",
        expected="at least one row",
        fix="export it again, and look whether a filter left everything out",
    )
