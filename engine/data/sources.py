"""Every table's source found and read; the faults of all tables at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..findings import Finding, SiktaError
from ..findings.nearest import nearest
from ..rules.model import Ruleset, Table
from .contract import own_fields
from .raw import Origin, RawTable, Request
from .readers import READERS, reader_of
from .readers.frames import read_frame
from .readers.location import held_twice, locate, names_in, wrong_folder


def read_sources(
    ruleset: Ruleset,
    needed: Mapping[str, frozenset[str]],
    folder: Path | None,
    frames: Mapping[str, Any],
    environment: Mapping[str, str],
) -> dict[str, RawTable]:
    """Read every table that is not derived from another, files from `folder`, else beside the ruleset.

    In `folder` a file may also lie without the folders that the ruleset names before it. Raises SiktaError with the
    faults of all tables.
    """
    ruleset = _as_called_in(folder, ruleset) if folder else ruleset
    _refuse_folder_without_files(ruleset, folder, frames)
    raws: dict[str, RawTable] = {}
    faults: list[Finding] = [_unknown_frame(name, ruleset) for name in frames if name not in ruleset.tables]
    for name, table in ruleset.tables.items():
        if table.derived_from:
            faults += [_derived(table)] if name in frames else []
            continue
        try:
            raw = _read(table, needed[name], folder or ruleset.folder, frames.get(name), environment)
            raws[name] = (
                replace(raw, findings=(*raw.findings, *held_twice(folder, raw.origin))) if folder else raw
            )
        except SiktaError as error:
            faults.extend(error.findings)
    if faults:
        raise SiktaError(faults)
    return raws


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
    if folder is not None and files and not any((folder / file).exists() for file in files):
        raise SiktaError([wrong_folder(folder, files)])


def _read(
    table: Table, needed: frozenset[str], folder: Path, frame: Any, environment: Mapping[str, str]
) -> RawTable:
    if frame is not None:
        return read_frame(frame, _request(table, needed, f"the data frame for {table.id}", is_file=False))
    if table.sql is not None:
        from .readers.sql import read_query  # only a table in a database pays for SQLAlchemy

        return read_query(_request(table, needed, f"the query of {table.id}", is_file=False), environment)
    if table.file is None:
        raise SiktaError([_no_source(table)])
    request = _request(table, needed, table.file)
    path, reader = locate(folder, request.origin), reader_of(table.file)
    if reader is None:
        raise SiktaError([_unknown_ending(request.origin)])
    return reader(path, request)


def _request(table: Table, needed: frozenset[str], name: str, *, is_file: bool = True) -> Request:
    fields = own_fields(table)
    text = is_file and not name.lower().endswith((".xlsx", ".xlsm", ".parquet"))
    origin = Origin(table.id, name, is_file, "line" if text else "row")
    declared = frozenset(field.header for field in fields.values())
    return Request(table, origin, declared, frozenset(of.header for of in fields.values() if of.id in needed))


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
