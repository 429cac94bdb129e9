"""The random rulesets have every word of the language that this version computes, every function and every operator."""

import ast
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.expressions.functions import FUNCTIONS
from tests.engines.making.ruleset import make_case

SCHEMA = json.loads(
    (Path(str(files("sikta"))) / "schemas" / "ruleset.schema.json").read_text(encoding="utf-8")
)
CASES = range(300)
NOT_COMPUTED = {"opportunities", "best_customers", "rankings", "buying_committee", "goals", "tests"}
FOR_PEOPLE = {
    "title",
    "owner",
    "definition",
    "source",
    "method",
    "review_by",
    "version",
    "languages",
    "reason",
}
OF_FILES = {"extends", "include", "sheet", "sql", "connection", "templates", "table"}
"""How a ruleset is put together, and sources that have tests of their own in tests/rules and tests/data."""
OPERATORS = (
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd, ast.Not, ast.And, ast.Or, ast.Eq, ast.NotEq, ast.Lt, ast.LtE,
    ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.IfExp, ast.List,
)  # fmt: skip


@cache
def words() -> Counter[str]:
    """How many of the rulesets have each word: `metric.sum`, `tiers.cut=value`."""
    return Counter(word for seed in CASES for word in set(_words(make_case(seed).rules)))


@cache
def nodes() -> Counter[str]:
    """How often each operator and function stands in the expressions."""
    found: Counter[str] = Counter()
    for seed in CASES:
        for text in _texts(make_case(seed).rules):
            for node in _tree(text):
                found[type(node).__name__] += 1
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    found[node.func.id] += 1
                    found.update(f"{node.func.id} {word.arg}=" for word in node.keywords)
    return found


def _words(rules: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"ruleset.{key}" for key in rules)
    yield from (f"reports.{key}" for key in rules.get("reports", {}))
    yield from (f"playbook.{key}" for entry in rules.get("playbooks", {}).values() for key in entry)
    for table in rules["tables"].values():
        yield from (f"table.{key}" for key in table)
        for field in table["fields"].values():
            yield from (f"field.{key}" for key in field)
            yield f"field.type={field.get('type')}"
    for section, name in (("metrics", "metric"), ("knockouts", "knockout"), ("scores", "score")):
        yield from (f"{name}.{key}" for entry in rules.get(section, {}).values() for key in entry)
    for score in rules.get("scores", {}).values():
        yield from _of_criteria(score["criteria"])
    for entry in rules.get("segmentations", {}).values():
        method = entry["method"]
        yield from (f"{method}.{key}" for key in entry)
        yield f"{method}.cut={entry.get('cut')}"
        yield from (
            f"{method}.segment.{key}" for segment in entry.get("segments", {}).values() for key in segment
        )
        yield from (
            f"{method}.at:{_place(segment['at'])}"
            for segment in entry.get("segments", {}).values()
            if "at" in segment
        )


def _place(at: Any) -> str:
    return at if isinstance(at, str) else type(at).__name__


def _of_criteria(criteria: Mapping[str, Any]) -> Iterator[str]:
    for entry in criteria.values():
        yield from (f"criterion.{key}" for key in entry)
        yield from (f"band.{key}" for band in entry.get("bands", ()) for key in band)
        yield from _of_criteria(entry.get("criteria", {}))


def _texts(entry: Any) -> Iterator[str]:
    if isinstance(entry, Mapping):
        for part in entry.values():
            yield from _texts(part)
    elif isinstance(entry, list):
        for part in entry:
            yield from _texts(part)
    elif isinstance(entry, str):
        yield entry


def _tree(text: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(ast.parse(text, mode="eval"))
    except SyntaxError:  # a date, a span of time, a title
        return


def _computed() -> Iterator[str]:
    """The words that the schema has and this version computes."""
    left_out = NOT_COMPUTED | FOR_PEOPLE | OF_FILES
    yield from (f"ruleset.{key}" for key in SCHEMA["properties"] if key not in left_out)
    for name in (
        "table",
        "field",
        "metric",
        "knockout",
        "criterion",
        "band",
        "matrix",
        "rules",
        "tiers",
        "flow",
        "rfm",
    ):
        properties = SCHEMA["$defs"][name]["properties"]
        yield from (f"{name}.{key}" for key in properties if key not in left_out)
    for name in ("matrix", "rules", "tiers", "rfm"):
        segment = SCHEMA["$defs"][name]["properties"]["segments"]["additionalProperties"]["properties"]
        yield from (f"{name}.segment.{key}" for key in segment if key not in left_out)
    yield from ("reports.carry", "reports.money", "playbook.for")
    yield from (f"field.type={kind}" for kind in SCHEMA["$defs"]["field"]["properties"]["type"]["enum"])
    yield from (f"tiers.cut={cut}" for cut in SCHEMA["$defs"]["tiers"]["properties"]["cut"]["enum"])
    yield from ("matrix.at:dict", "matrix.at:list", "matrix.at:knocked_out", "matrix.at:unrated")


@pytest.mark.parametrize("word", sorted({*_computed()}))
def test_every_word_of_the_language(word: str) -> None:
    assert words()[word] >= 3


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function(name: str) -> None:
    assert nodes()[name] >= 3


@pytest.mark.parametrize("name", [name for name, function in FUNCTIONS.items() if function.population])
@pytest.mark.parametrize("keyword", ["by=", "where="])
def test_every_function_over_all_accounts_by_group_and_with_a_condition(name: str, keyword: str) -> None:
    assert nodes()[f"{name} {keyword}"] >= 1


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.__name__)
def test_every_operator(operator: type[ast.AST]) -> None:
    assert nodes()[operator.__name__] >= 3


def test_every_form_of_data_and_number_of_accounts() -> None:
    cases = [make_case(seed) for seed in CASES]
    assert {sheet.form for case in cases for sheet in case.sheets.values()} == {
        "csv",
        "parquet",
        "pandas",
        "polars",
        "pyarrow",
    }
    assert {len(case.sheets["accounts"]) for case in cases} >= {1, 2, 40}
    assert any("from" in case.rules["tables"]["accounts"] for case in cases)
