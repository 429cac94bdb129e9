"""Small rulesets over small tables, evaluated without reading a file of data: tables are written as text."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan
from pathlib import Path
from textwrap import dedent

import numpy as np

from sikta.engine.data.quality import AccountFaults, Quality
from sikta.engine.data.tables import DataSet, DataTable
from sikta.engine.evaluation import Results, SegmentationResult, evaluate
from sikta.engine.expressions.columns import Column, Condition, Dates, Index, Numbers, Texts
from sikta.engine.plan import Plan, make_plan
from sikta.engine.progress import in_words, silent
from sikta.engine.rules import load
from sikta.engine.rules.model import Field, Ruleset, Table

AS_OF = date(2026, 6, 30)
Cells = Mapping[str, Sequence[str]]

QUALITY = Quality(fields=(), losses=(), accounts=AccountFaults(missing={}, outdated={}, invalid={}))


def evaluated(
    rules: str,
    *,
    as_of: date = AS_OF,
    carrier: str = "pandas",
    told: list[str] | None = None,
    **tables: str | Cells,
) -> Results:
    """The results of a ruleset's text over tables: a header line and rows of words, `-` for a missing value."""
    plan = planned(rules)
    return results(
        plan, {id: cells(table) for id, table in tables.items()}, as_of=as_of, carrier=carrier, told=told
    )


def planned(rules: str) -> Plan:
    """The plan of a ruleset's text; `sikta: 1` and a name are added."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "ruleset.yaml").write_text("sikta: 1\nname: small\n" + dedent(rules), encoding="utf-8")
        loaded = load(Path(folder))
    assert loaded.ruleset is not None, loaded.findings
    assert not loaded.errors, loaded.errors
    plan, findings = make_plan(loaded.ruleset, loaded.left_out)
    assert plan is not None, findings
    return plan


def results(
    plan: Plan,
    tables: Mapping[str, Cells],
    *,
    as_of: date = AS_OF,
    carrier: str = "pandas",
    told: list[str] | None = None,
) -> Results:
    """The results of a plan over columns of words."""
    tell = silent if told is None else in_words(told.append)
    return evaluate(plan, data_set(plan.ruleset, tables), QUALITY, as_of, carrier=carrier, progress=tell)


def cells(table: str | Cells) -> Cells:
    """The columns of a table that is written as text."""
    if not isinstance(table, str):
        return table
    header, *rows = [line.split() for line in dedent(table).strip().splitlines()]
    return {name: [row[place] for row in rows] for place, name in enumerate(header)}


def data_set(ruleset: Ruleset, tables: Mapping[str, Cells]) -> DataSet:
    """Tables as the room of data hands them over: accounts sorted by key, rows linked to them."""
    key = ruleset.accounts.key or ""
    order = sorted(range(len(tables["accounts"][key])), key=lambda row: tables["accounts"][key][row])
    accounts = {name: [values[row] for row in order] for name, values in tables["accounts"].items()}
    rows = {text: row for row, text in enumerate(accounts[key])}
    found = {
        id: _table(ruleset.tables[id], values, rows)
        for id, values in {**tables, "accounts": accounts}.items()
    }
    return DataSet(found, Texts.of(accounts[key]), ())


def _table(table: Table, values: Cells, rows: Mapping[str, int]) -> DataTable:
    columns = {id: column_of(field, values[id]) for id, field in table.fields.items() if id in values}
    size = len(next(iter(columns.values())))
    lines = np.arange(2, size + 2)
    made = DataTable(table.id, columns, size, lines, dates=table.date)
    if table.account is None:
        return made
    account: Index = np.array([rows.get(text, -1) for text in values[table.account]], dtype=np.int64)
    return replace(made, account=account)


def column_of(field: Field, words: Sequence[str]) -> Column:
    """Words as a column of the field's type; `-` is missing."""
    match field.type:
        case "integer" | "number" | "rating":
            return Numbers(np.array([np.nan if word == "-" else float(word) for word in words]))
        case "date":
            days = [
                np.nan if word == "-" else float((date.fromisoformat(word) - date(1970, 1, 1)).days)
                for word in words
            ]
            return Dates(np.array(days))
        case "boolean":
            return Condition(
                np.array([word == "true" for word in words]), np.array([word == "false" for word in words])
            )
        case _:
            return Texts.of([None if word == "-" else word for word in words])


def shown(column: Column) -> list[object]:
    """A column as plain values, None for missing; dates as text."""
    match column:
        case Texts():
            return list(column.to_list())
        case Condition():
            pairs = zip(column.true.tolist(), column.false.tolist(), strict=True)
            return [True if true else False if false else None for true, false in pairs]
        case Dates():
            days = column.values.tolist()
            return [None if isnan(day) else str(date.fromordinal(int(day) + 719163)) for day in days]
        case Numbers():
            return [None if isnan(value) else value for value in column.values.tolist()]
        case _:
            raise TypeError(type(column))


def segments(result: SegmentationResult) -> list[str | None]:
    """The segment of each account."""
    return [None if code < 0 else result.segments[code] for code in result.codes.tolist()]


def numbers(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[float | None]:
    """An array with None for missing."""
    return [None if isnan(value) else value for value in values.tolist()]
