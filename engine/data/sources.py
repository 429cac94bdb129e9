"""Every table's source found and opened, or read; the faults of all tables at once."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..expressions.arrays import give_back
from ..findings import Finding, SiktaError
from ..findings.nearest import nearest
from ..rules.data_files import is_there
from ..rules.model import Ruleset, Table
from .contract import own_fields
from .raw import Origin, RawTable, Request, Scan
from .readers import READERS, counted_in, reader_of
from .readers.files import scan_files
from .readers.location import held_twice, locate, names_in, wrong_folder


def open_sources(
    ruleset: Ruleset,
    needed: Mapping[str, frozenset[str]],
    folder: Path | None,
    frames: Mapping[str, Any],
    environment: Mapping[str, str],
    since: Mapping[str, dt.date] = MappingProxyType({}),
) -> dict[str, Scan]:
    """Open the source of every table that is not derived from another, files from `folder`, else beside the ruleset.

    In `folder` a file may also lie without the folders that the ruleset names before it. `since` are the first days
    that rules look at, by table, where they do not look at all. Raises SiktaError with the faults of all tables, those
    of their rows too.
    """
    ruleset = _as_called_in(folder, ruleset) if folder else ruleset
    _refuse_folder_without_files(ruleset, folder, frames)
    scans: dict[str, Scan] = {}
    faults: list[Finding] = [_unknown_frame(name, ruleset) for name in frames if name not in ruleset.tables]
    for name, table in ruleset.tables.items():
        if table.derived_from:
            faults += [_derived(table)] if name in frames else []
            continue
        asked = _Asked(table, needed[name], since.get(name))
        try:
            scan = _open(asked, folder or ruleset.folder, frames.get(name), environment)
            found = held_twice(folder, scan.origin) if folder else ()
            scans[name] = replace(scan, findings=(*scan.findings, *found))
        except SiktaError as error:
            faults.extend(error.findings)
    if faults:
        raise SiktaError([*faults, *faults_of_rows(scans.values())])
    return scans


def read_sources(
    ruleset: Ruleset,
    needed: Mapping[str, frozenset[str]],
    folder: Path | None,
    frames: Mapping[str, Any],
    environment: Mapping[str, str],
) -> dict[str, RawTable]:
    """As `open_sources`, with all rows."""
    return whole_tables(open_sources(ruleset, needed, folder, frames, environment))


def whole_tables(scans: Mapping[str, Scan], streamed: Iterable[Scan] = ()) -> dict[str, RawTable]:
    """All rows of each source. Raises SiktaError with the faults of all rows, those of `streamed` sources too."""
    raws: dict[str, RawTable] = {}
    faults: list[Finding] = []
    for name, scan in scans.items():
        try:
            raws[name] = scan.whole()
            give_back()
        except SiktaError as error:
            faults.extend(error.findings)
    if faults:
        raise SiktaError([*faults, *faults_of_rows(streamed)])
    return raws


def faults_of_rows(scans: Iterable[Scan]) -> list[Finding]:
    """What is wrong with the rows of sources, all of which are read for it."""
    faults: list[Finding] = []
    for scan in scans:
        try:
            for _ in scan.blocks():
                pass
        except SiktaError as error:
            faults.extend(error.findings)
    return faults


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the source of a table: the fields to read, and the first day that rules look at."""

    table: Table
    fields: frozenset[str]
    since: dt.date | None

    def of(self, name: str, *, is_file: bool = True) -> Request:
        """The request to a reader of what messages call by that name."""
        fields = own_fields(self.table).values()
        origin = Origin(self.table.id, name, is_file, counted_in(name) if is_file else "row")
        declared = frozenset(field.header for field in fields)
        asked = frozenset(field.header for field in fields if field.id in self.fields)
        return Request(self.table, origin, declared, asked, self.since)


def _as_called_in(folder: Path, ruleset: Ruleset) -> Ruleset:
    """The ruleset with its files as a folder that was given for the data calls them."""
    names = names_in(folder, [table.file for table in ruleset.tables.values() if table.file])
    tables = {
        id_: replace(table, file=names[table.file]) if table.file else table
        for id_, table in ruleset.tables.items()
    }
    return replace(ruleset, tables=tables)


def _refuse_folder_without_files(ruleset: Ruleset, folder: Path | None, frames: Mapping[str, Any]) -> None:
    """A folder that was named by mistake is one fault, not one for each file that is not in it."""
    files = [table.file for name, table in ruleset.tables.items() if table.file and name not in frames]
    if folder is not None and files and not any(is_there(folder, file) for file in files):
        raise SiktaError([wrong_folder(folder, files)])


def _open(asked: _Asked, folder: Path, frame: Any, environment: Mapping[str, str]) -> Scan:
    table = asked.table
    if frame is not None:
        from .readers.frames import scan_frame  # only frames pay for Narwhals

        return scan_frame(frame, asked.of(f"the data frame for {table.id}", is_file=False))
    if table.sql is not None:
        from .readers.sql import scan_query  # only a table in a database pays for SQLAlchemy

        return scan_query(asked.of(f"the query of {table.id}", is_file=False), environment)
    if table.file is None:
        raise SiktaError([_no_source(table)])
    request = asked.of(table.file)
    files = locate(folder, request.origin)
    if len(files) > 1 or files[0] != folder / table.file:
        return scan_files(folder, files, request)
    reader = reader_of(table.file)
    if reader is None:
        raise SiktaError([_unknown_ending(request.origin)])
    return reader(files[0], request)


def _no_source(table: Table) -> Finding:
    return Finding(
        "E510",
        f"the table {table.id} has no data",
        path=f"tables.{table.id}",
        expected="a file, a query, or a data frame handed over",
        found="none of them",
        fix=f'write "file: data/{table.id}.csv" for the table, or hand over a data frame for it',
    )


def _unknown_ending(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} is of a kind that cannot be read",
        expected=f"a name that ends in {', '.join(READERS)}",
        fix="save it as CSV or Excel (.xlsx)",
    )


def _derived(table: Table) -> Finding:
    return Finding(
        "E514",
        f"a data frame was handed over for {table.id}, which the ruleset makes from {table.derived_from}",
        path=f"tables.{table.id}.from",
        expected=f"a data frame for {table.derived_from} alone",
        fix=f'leave it out, or take "from: {table.derived_from}" out of the ruleset',
    )


def _unknown_frame(name: str, ruleset: Ruleset) -> Finding:
    meant = nearest(name, ruleset.tables)
    near = f'; did you mean "{meant}"?' if meant else ""
    return Finding(
        "E514",
        f'a data frame was handed over for "{name}", which is no table of the ruleset{near}',
        path="tables",
        expected=f"one of {', '.join(ruleset.tables)}",
        found=name,
    )
