"""The embedded example is sound, well spread, speaks three languages and uses the whole language."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.evaluation.results import Results
from sikta.engine.expressions.columns import Numbers
from sikta.engine.expressions.functions import FUNCTIONS
from sikta.engine.rules import load
from sikta.engine.rules.model import Aggregation, Bands, Group, PointsMap, PointsRules, Ruleset, Scale
from sikta.engine.rules.model.scores import Criterion
from sikta.engine.rules.nodes import plain
from sikta.engine.rules.reading import read_yaml

# What only a ruleset of another kind can have: a database, accounts derived from orders, own templates.
NOT_HERE = {"sql", "connection", "templates"}


@pytest.fixture(scope="module")
def ruleset(folder: Path) -> Ruleset:
    loaded = load(folder).ruleset
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def written(folder: Path) -> dict[str, Any]:
    """Every file of the ruleset as plain values, by name."""
    names = sorted(path for path in folder.rglob("*.yaml"))
    return {str(path.relative_to(folder)): plain(read_yaml(path, path.name)) for path in names}


def test_no_fault(folder: Path) -> None:
    found = check_ruleset(folder).findings
    assert [
        f"{finding.place} {finding.message}" for finding in found if not finding.code.startswith("N")
    ] == []


def money(results: Results, segment: str) -> float:
    """The share of the revenue that a segment of the matrix holds."""
    priority, revenue = results.segmentations["priority"], results.values["revenue_12m"]
    assert isinstance(revenue, Numbers)
    inside = priority.codes == priority.segments.index(segment)
    return float(revenue.values[inside].sum() / revenue.values.sum())


def accounts(results: Results, segment: str) -> int:
    priority = results.segmentations["priority"]
    return int((priority.codes == priority.segments.index(segment)).sum())


@pytest.mark.parametrize("segment", ["qualify", "serve", "maintain"])
def test_each_part_of_the_matrix_has_accounts_and_money(example: Results, segment: str) -> None:
    assert accounts(example, segment) > 60
    assert 0.10 <= money(example, segment) <= 0.30


def test_most_money_is_where_we_invest(example: Results) -> None:
    assert money(example, "invest") > 0.4
    assert 20 <= accounts(example, "deprioritised") <= 60
    assert 30 <= accounts(example, "research") <= 90


def test_a_few_customers_bring_most_of_the_money(example: Results) -> None:
    pyramid = example.segmentations["value_pyramid"]
    top, ranked = (pyramid.codes == 0).sum(), (pyramid.codes >= 0).sum()
    assert 0.18 < top / ranked < 0.3


def test_some_knockouts_could_not_be_checked(example: Results) -> None:
    assert {id: int(found.true.sum()) > 0 for id, found in example.knockouts.items()} == dict.fromkeys(
        example.knockouts, True
    )
    assert example.knockouts["outside_market"].unknown.sum() == 3
    assert example.knockouts["too_small"].unknown.sum() > 20


def test_every_account_has_a_playbook(example: Results) -> None:
    assert (example.playbooks >= 0).all()
    assert set(example.playbooks.tolist()) == set(range(len(example.ruleset.playbooks)))


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    if isinstance(value, list):
        for item in value:
            yield from keys_of(item)


def words_of_the_language() -> set[str]:
    schema = json.loads((Path(str(files("sikta"))) / "schemas" / "ruleset.schema.json").read_text("utf-8"))
    parts = [schema, *schema["$defs"].values()]
    return {word for part in parts for word in part.get("properties", {})}


def test_it_uses_every_word_of_the_language(written: dict[str, Any]) -> None:
    assert words_of_the_language() - set(keys_of(written)) == NOT_HERE


def test_it_uses_every_aggregation(ruleset: Ruleset) -> None:
    used = {getattr(metric.source, "aggregation", None) for metric in ruleset.metrics.values()}
    assert used - {None} == set(get_args(Aggregation))


def test_it_uses_every_function(folder: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*.yaml"))
    assert [name for name in FUNCTIONS if f"{name}(" not in text] == []


def criteria(part: dict[str, Criterion]) -> Iterator[Criterion]:
    for criterion in part.values():
        yield criterion
        if isinstance(criterion.measure, Group):
            yield from criteria(dict(criterion.measure.criteria))


def test_it_uses_every_measure_and_method(ruleset: Ruleset) -> None:
    everything = [c for score in ruleset.scores.values() for c in criteria(dict(score.criteria))]
    assert {type(c.measure) for c in everything} == {Bands, Scale, PointsMap, PointsRules, Group}
    assert {type(s).__name__ for s in ruleset.segmentations.values()} == {
        "Matrix",
        "Rules",
        "Tiers",
        "Flow",
        "Rfm",
    }
    cuts = {getattr(s, "cut", None) for s in ruleset.segmentations.values()}
    assert cuts >= {"cumulative_share", "share_of_accounts", "value"}


def texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict) and "en" in value:
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{path}.{index}")


def test_every_text_is_there_in_three_languages(written: dict[str, Any]) -> None:
    found = list(texts(written))
    assert len(found) > 150
    assert [path for path, text in found if list(text) != ["en", "nl", "sv"]] == []


@pytest.mark.parametrize(
    "part", ["knockouts", "scores", "segmentations", "opportunities", "rankings", "playbooks"]
)
def test_whatever_a_reader_sees_has_a_title_in_three_languages(ruleset: Ruleset, part: str) -> None:
    titles = {id: set(thing.title.by_language) for id, thing in getattr(ruleset, part).items()}
    assert [id for id, languages in titles.items() if languages != {"en", "nl", "sv"}] == []
