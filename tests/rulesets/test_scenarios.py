"""The example's own tests hold: each as a company of one account."""

import operator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sikta.engine.evaluation.results import Results
from sikta.engine.expressions.columns import Column, Condition, Dates, Numbers, Texts
from sikta.engine.plan import Plan
from sikta.engine.rules import load
from sikta.engine.rules.model import Scenario, Table
from sikta.engine.running import Sources, check_ruleset, evaluate_plan

FOLDER = Path(str(files("sikta"))) / "rulesets" / "proactive-sales"
RULESET = load(FOLDER).ruleset
SCENARIOS = dict(RULESET.scenarios) if RULESET else {}
COMPARISONS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check_ruleset(FOLDER).or_raise()


def frame(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows with every column that the table declares, by their names in the source."""
    own = {
        field.header: [row.get(id) for row in rows]
        for id, field in table.fields.items()
        if field.lookup is None
    }
    return pd.DataFrame(own, dtype=object)


def frames(plan: Plan, scenario: Scenario) -> dict[str, pd.DataFrame]:
    """The scenario's account, its rows, and no rows in the other tables that hang on accounts."""
    tables = plan.ruleset.tables
    linked = {id: table for id, table in tables.items() if table.account or table.via}
    made = {
        id: frame(table, [{table.account or "": "T", **row} for row in scenario.rows.get(id, ())])
        for id, table in linked.items()
    }
    return {"accounts": frame(tables["accounts"], [{"account_id": "T", **scenario.given}]), **made}


def shown(column: Column) -> object:
    """The one value of a column; None where it is missing."""
    if isinstance(column, Texts):
        return column.to_list()[0]
    if isinstance(column, Condition):
        return True if column.true[0] else False if column.false[0] else None
    assert isinstance(column, Numbers | Dates)
    return None if np.isnan(column.values[0]) else float(column.values[0])


def outcome(results: Results, name: str) -> object:
    if name in results.segmentations:
        found = results.segmentations[name]
        return found.segments[found.codes[0]]
    if name == "knocked_out":
        return bool(results.knocked_out[0])
    if name in results.scores:
        return float(results.scores[name].score[0])
    return shown(results.values[name])


def holds(value: object, expected: object) -> bool:
    sign, _, number = expected.partition(" ") if isinstance(expected, str) else ("", "", "")
    if sign not in COMPARISONS:
        return value == expected
    return isinstance(value, float) and COMPARISONS[sign](value, float(number))


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_scenario(plan: Plan, scenario: Scenario) -> None:
    results = evaluate_plan(plan, Sources(frames=frames(plan, scenario)))
    found = {name: outcome(results, name) for name in scenario.expect}
    assert {name: value for name, value in found.items() if not holds(value, scenario.expect[name])} == {}
