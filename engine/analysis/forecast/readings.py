"""How each table is read, as far as its source tells before its rows are looked at."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ...carriers.choosing import weight
from ...data.needed import streamed_tables
from ...data.raw import Scan
from ...rules.data_files import data_files
from ...rules.model import FieldType, Ruleset
from .forecast import Reading

WIDTHS: Mapping[FieldType, int] = {
    "number": 8, "integer": 8, "rating": 8, "date": 8, "boolean": 2, "text": 4, "category": 4,
}  # fmt: skip
"""Bytes of a value as the kernel holds it; a text is a number that stands for the word."""


def readings(
    ruleset: Ruleset,
    scans: Mapping[str, Scan],
    needed: Mapping[str, frozenset[str]],
    since: Mapping[str, date],
    folder: Path | None,
) -> Iterator[Reading]:
    """Every table that has a source of its own, in the order of the file."""
    streamed = streamed_tables(ruleset)
    for id_, scan in scans.items():
        headers = {ruleset.tables[id_].fields[name].header for name in needed[id_]} & set(scan.headers)
        yield Reading(
            table=id_,
            source=scan.origin.name,
            detail=scan.detail,
            rows=scan.size,
            older=scan.older,
            columns=len(headers),
            there=len(scan.headers),
            since=since.get(id_),
            streamed=id_ in streamed,
            size=_size(ruleset, id_, scan, needed[id_], folder or ruleset.folder),
        )


def row_width(ruleset: Ruleset, table: str, fields: frozenset[str]) -> int:
    """Bytes of a row as the kernel holds it."""
    return sum(WIDTHS[ruleset.tables[table].fields[name].type] for name in fields)


def _size(ruleset: Ruleset, id_: str, scan: Scan, fields: frozenset[str], folder: Path) -> int | None:
    if scan.size is not None:
        return scan.size * row_width(ruleset, id_, fields)
    file = ruleset.tables[id_].file
    return sum(map(weight, data_files(folder, file))) if file and scan.origin.is_file else None
