"""Decision tables of a public conformance kit for DMN, translated into rulesets, give the results that it publishes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sikta.engine import Results, evaluate
from tests.conftest import shared_data
from tests.real.dmn.translate import ORDERED, SINGLE, Table, ruleset
from tests.real.figures import memberships, segments, values

CASES = (
    "0004-simpletable-U",
    "0005-simpletable-A",
    "0006-simpletable-P1",
    "0010-multi-output-U",
    "0108-first-hitpolicy",
    "0111-first-hitpolicy-singleoutputcol",
    "0112-ruleOrder-hitpolicy-singleinoutcol",
    "0113-outputOrder-hitpolicy-singleinoutcol",
    "0114-min-collect-hitpolicy",
    "0115-sum-collect-hitpolicy",
)


@pytest.fixture(scope="module")
def kit() -> Mapping[str, Any]:
    cases = json.loads((shared_data("dmn") / "decision_tables_dev.json").read_text(encoding="utf-8"))
    return {case["case"]: case for case in cases}


def decided(table: Table, tests: list[Mapping[str, Any]], folder: Path) -> Results:
    """One run in which every test of the kit is an account."""
    (folder / "ruleset.yaml").write_text(ruleset(table), encoding="utf-8")
    accounts = pd.DataFrame([{"test": test["id"], **test["inputs"]} for test in tests])
    return evaluate(folder, {"accounts": accounts})


def results_of(table: Table, results: Results) -> dict[str, Any]:
    """The table's answer to each test, read from the run as the hit policy has it."""
    rules = {rule.id: rule for rule in table.rules}
    if table.hit_policy in SINGLE:
        return {
            key: rule and table.result(rules[rule]) for key, rule in segments(results, "decision").items()
        }
    if table.hit_policy in ORDERED:
        order = table.by_priority() if table.hit_policy == "OUTPUT ORDER" else table.rules
        hits = memberships(results, "hits")
        return {
            key: [table.result(rule) for rule in order if rule.id in fired] for key, fired in hits.items()
        }
    return dict(values(results, "collected"))


def test_every_case_of_tables_only_is_covered(kit: Mapping[str, Any]) -> None:
    assert tuple(name for name, case in kit.items() if case["tables_only"]) == CASES


@pytest.mark.parametrize("name", CASES)
def test_a_table_gives_the_published_results(name: str, kit: Mapping[str, Any], tmp_path: Path) -> None:
    (described,) = kit[name]["tables"]
    table = Table.read(described)
    results = decided(table, kit[name]["tests"], tmp_path)
    assert results_of(table, results) == {test["id"]: test["expected"] for test in kit[name]["tests"]}


@pytest.mark.parametrize("name", [case for case in CASES if case.endswith(("-U", "-A"))])
def test_no_table_breaks_its_own_hit_policy(name: str, kit: Mapping[str, Any], tmp_path: Path) -> None:
    """UNIQUE: at most one rule fires. ANY: all that fire put out the same."""
    (described,) = kit[name]["tables"]
    table = Table.read(described)
    rules = {rule.id: rule for rule in table.rules}
    for fired in memberships(decided(table, kit[name]["tests"], tmp_path), "hits").values():
        assert (
            len(fired) == 1
            if table.hit_policy == "UNIQUE"
            else len({rules[rule].outputs for rule in fired}) == 1
        )
