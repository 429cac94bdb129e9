"""Reference tables: found by their key, the same for every test unless one brings rows of its own."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from ..data.needed import needed_fields
from ..data.raw import RawTable
from ..data.sources import read_sources
from ..findings import Finding, SiktaError
from ..rules.model import Lookup, Ruleset, Scenario, Table
from .sheets import Frame


def reference_tables(ruleset: Ruleset) -> tuple[str, ...]:
    """The tables without an account that something is looked up in."""
    tables = ruleset.tables
    sought = {of.lookup[0] for table in tables.values() for of in table.fields.values() if of.lookup}
    sought |= {each.source.table for each in ruleset.metrics.values() if isinstance(each.source, Lookup)}
    return tuple(
        id for id, table in tables.items() if id in sought and id != "accounts" and not is_linked(table)
    )


def is_linked(table: Table) -> bool:
    return bool(table.account or table.via)


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """The reference tables as they were read, and those that could not be, with the reason."""

    frames: Mapping[str, Frame]
    absent: Mapping[str, Finding]

    def faults(self, ruleset: Ruleset, scenarios: Sequence[Scenario]) -> list[Finding]:
        """A finding for each table that is not there and of which some test has no rows either."""
        lacking = {id: next((each for each in scenarios if id not in each.rows), None) for id in self.absent}
        return [
            _absent(ruleset, id, scenario, self.absent[id])
            for id, scenario in lacking.items()
            if scenario is not None
        ]


def read_references(ruleset: Ruleset, folder: Path | None) -> References:
    """Every reference table, from `folder` or beside the ruleset."""
    frames: dict[str, Frame] = {}
    absent: dict[str, Finding] = {}
    needed = needed_fields(ruleset, None, {})
    for id in reference_tables(ruleset):
        alone = replace(ruleset, tables={id: ruleset.tables[id]})
        try:
            raw = (
                read_sources(alone, needed, None, {}, os.environ)
                if folder is None
                else read_sources(alone, needed, folder, {}, os.environ)
            )
        except SiktaError as error:
            absent[id] = error.findings[0]
        else:
            frames[id] = _frame(raw[id])
    return References(frames, absent)


def _frame(raw: RawTable) -> Frame:
    """What was read, to be handed over again; a column of a sheet that mixes kinds as text."""
    columns = {
        header: column.parts[0]
        if len(column.parts) == 1
        else pa.array([column.written(row) or None for row in range(len(raw))], pa.string())
        for header, column in raw.columns.items()
    }
    return pa.table(columns)


def _absent(ruleset: Ruleset, table: str, scenario: Scenario, reason: Finding) -> Finding:
    path = f"tests.{scenario.id}"
    return Finding(
        "E466",
        f'the tests look things up in "{table}", which cannot be read',
        ruleset.positions.place(path),
        path,
        f"the table {table} beside the ruleset or in the folder of --data, or rows of it in the test",
        reason.message,
        f"put its file there, or write rows: {{{table}: [...]}} in the test",
    )
