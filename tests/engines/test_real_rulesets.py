"""The rulesets over public data give the same on every engine, in every way of computing them, and in SQL."""

from typing import Any

import pytest
import yaml

from sikta.engine.analysis.plain import plain_values
from sikta.engine.checking import check_ruleset
from sikta.engine.data import read_data
from sikta.engine.data.tables import DataSet
from sikta.engine.running import Sources, day_of, evaluate_plan
from tests.conftest import shared_data
from tests.engines import against_sql
from tests.engines.reference.database import Database
from tests.engines.reference.ruleset import Clean, compute
from tests.engines.told import different
from tests.engines.ways import IN_PROCESS, WAYS, as_run
from tests.real.running import CASES, HERE

ROWS = 997
"""Rows of a block: a number that no table of these ends with."""
ROW = "row number"
OTHER_WAYS = [way for way in WAYS if way != "as run"]


@pytest.mark.parametrize("name", CASES)
def test_every_engine_and_every_way_give_the_same(name: str) -> None:
    """Each way on one engine, another one for each ruleset: all pairs are tried with the random ones."""
    plan = check_ruleset(HERE / name).or_raise()
    sources = Sources(folder=shared_data(CASES[name].data))
    place = list(CASES).index(name)

    expected = as_run(plan, sources, IN_PROCESS[0])

    ways = [(engine, "as run") for engine in IN_PROCESS[1:]]
    ways += [(IN_PROCESS[(place + step) % len(IN_PROCESS)], way) for step, way in enumerate(OTHER_WAYS)]
    for engine, way in ways:
        found = WAYS[way](plan, sources, engine, ROWS)
        assert different({part: expected[part] for part in found}, found) is None, (engine, way)


def clean(rules: dict[str, Any], data: DataSet) -> Clean:
    """What was read, without what one table takes from another, which SQL looks up itself."""
    return {
        id: {
            name: list(plain_values(data.keys if name == ROW else data.held(id).columns[name]))
            for name, field in table["fields"].items()
            if "lookup" not in field
        }
        for id, table in rules["tables"].items()
        if "from" not in table
    }


def with_keys(rules: dict[str, Any]) -> dict[str, Any]:
    """A row's number as a field, where a file has no key."""
    accounts = rules["tables"]["accounts"]
    if "key" in accounts or "from" in accounts:
        return rules
    numbered = accounts | {"key": ROW, "fields": {ROW: {"type": "text"}} | accounts["fields"]}
    return rules | {"tables": rules["tables"] | {"accounts": numbered}}


@pytest.mark.parametrize("name", ["maven_crm", "northwind", "online_retail_2011_11", "wholesale_customers"])
def test_sql_gives_the_same(name: str) -> None:
    """The others read the same data in other ways, which is nothing that SQL knows of."""
    plan = check_ruleset(HERE / name).or_raise()
    folder = shared_data(CASES[name].data)
    day = day_of(plan.ruleset, None)
    data, _ = read_data(plan.ruleset, day, folder=folder)
    rules = with_keys(yaml.safe_load((HERE / name / "ruleset.yaml").read_text(encoding="utf-8")))

    reference = compute(Database(), rules, day, clean(rules, data))
    results = evaluate_plan(plan, Sources(folder=folder))

    assert reference.left_out == {}
    computed = {id: against_sql.computed(results, id) for id in reference.columns}
    differences = {id: against_sql.different(found, reference.columns[id]) for id, found in computed.items()}
    assert {id: found for id, found in differences.items() if found} == {}
