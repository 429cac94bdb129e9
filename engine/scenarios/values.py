"""Given values brought to their types, and those that do not fit told where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..data.contract import CleanTable, apply_contract
from ..data.raw import Origin, Request
from ..data.readers.frames import read_frame
from ..expressions.columns import Column, Numbers
from ..expressions.rounding import round_half_up
from ..findings import Finding
from ..plan import Plan
from ..plan.scenarios import field_of_metric
from ..rules.model import Field, Row, Ruleset, Table, Written
from .linking import Linked
from .sheets import sheet

DECIMALS = 6
"""What metrics are rounded to, given ones as well."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The typed values of all tests: fields and metrics of accounts, one row for each test in order."""

    accounts: Mapping[str, Column]
    metrics: Mapping[str, Column]


def typed_values(plan: Plan, tests: Sequence[Linked]) -> tuple[Values, list[Finding]]:
    """The values that tests give their accounts, and a finding for each value (of rows too) that does not fit."""
    ruleset = plan.ruleset
    fields = {name: replace(field, take=None, of=None) for name, field in ruleset.accounts.fields.items()}
    accounts = _Sheet(replace(ruleset.accounts, fields=fields), [test.account for test in tests], [])
    accounts.paths.extend(f"tests.{test.id}.given" for test in tests)
    given = {name for test in tests for name in test.account if name in ruleset.metrics}
    metric_fields = {name: field_of_metric(ruleset.metrics[name], plan.types[name]) for name in given}
    metrics = replace(
        accounts, table=replace(ruleset.accounts, fields=metric_fields, key=None, missing_values=())
    )
    cleaned = [each.cleaned(ruleset) for each in (accounts, metrics)]
    findings = [
        finding
        for each, clean in zip((accounts, metrics), cleaned, strict=True)
        for finding in each.refused(clean, ruleset)
    ]
    for id, table in ruleset.tables.items():
        rows = _Sheet(table, [], [])
        for test in tests:
            for index, row in enumerate(test.rows.get(id, ())):
                rows.rows.append(row)
                rows.paths.append(f"tests.{test.id}.rows.{id}.{index}")
        findings += rows.refused(rows.cleaned(ruleset), ruleset) if rows.rows else ()
    rounded = {name: _rounded(column) for name, column in cleaned[1].columns.items()}
    return Values(cleaned[0].columns, rounded), findings


def _rounded(column: Column) -> Column:
    return Numbers(round_half_up(column.values, DECIMALS)) if isinstance(column, Numbers) else column


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Rows of one table out of many tests, each with the path where it stands."""

    table: Table
    rows: list[Row]
    paths: list[str]

    def cleaned(self, ruleset: Ruleset) -> CleanTable:
        names = frozenset(self.table.fields)
        headers = frozenset(field.header for field in self.table.fields.values() if field.lookup is None)
        origin = Origin(self.table.id, f"the tests' {self.table.id}", is_file=False)
        raw = read_frame(sheet(self.table, self.rows), Request(self.table, origin, headers, headers))
        return apply_contract(raw, self.table, names, ruleset.currency)

    def refused(self, clean: CleanTable, ruleset: Ruleset) -> Iterator[Finding]:
        for name, cleaned in clean.cleaned.items():
            for index in np.flatnonzero(cleaned.invalid).tolist():
                written = self.rows[index].get(name)
                if isinstance(written, Written):
                    path = f"{self.paths[index]}.{name}"
                    yield _misfit(self.table.fields[name], written, path, ruleset)


def _misfit(field: Field, written: Written, path: str, ruleset: Ruleset) -> Finding:
    scalar = ruleset.positions.scalars.get(path)
    return Finding(
        "E462",
        f'"{written.text}" does not fit "{field.id}"',
        scalar.place if scalar else ruleset.positions.place(path),
        path,
        _fitting(field),
        written.text,
        "write a value that fits, or null for a missing one",
    )


def _fitting(field: Field) -> str:
    """What a field takes, in words."""
    if field.values:
        return f"one of {', '.join(field.values)}"
    bounds = {"at least": field.min, "at most": field.max}
    span = " and ".join(f"{word} {bound:g}" for word, bound in bounds.items() if bound is not None)
    words = {"integer": "a whole number", "date": "a date such as 2026-06-30", "boolean": "true or false"}
    return " ".join(part for part in (words.get(field.type, "a number"), span) if part)
