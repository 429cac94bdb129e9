"""Whatever a ruleset says is in its document: the model is walked, and each of its words looked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.analysis.glossary import titled
from sikta.engine.checking import check_ruleset
from sikta.engine.plan import Plan
from sikta.engine.reporting.policy import policy_html
from sikta.engine.reporting.policy.blocks import plain
from sikta.engine.reporting.policy.writing import policy
from sikta.engine.reporting.values import format_value
from sikta.engine.rules.model import Criterion, Duration, Group, Ruleset, Text

PACKAGE = Path(str(files("sikta")))
CHECKOUT = Path(__file__).parents[3]
RULESETS = ("rulesets/proactive-sales", "rulesets/first-steps", "tests/rules/whole-language")

ELSEWHERE = {"digest", "folder", "bases", "positions", "sikta", "path"}
"""Fields of the model that say where a ruleset stands, not what it says."""

IN_WORDS = {
    "type",
    "format",
    "unit",
    "aggregation",
    "state",
    "cut",
    "pick",
    "relative_to",
    "over",
    "take",
    "expected",
    "text",
}
"""Words of the language, which the document says in the reader's own; and the name of a file whose text is shown."""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@cache
def document(name: str) -> tuple[Plan, str]:
    """A ruleset, and every word of its document in English, on one line."""
    plan = check_ruleset((PACKAGE if name.startswith("rulesets") else CHECKOUT) / name).or_raise()
    words = _Words()
    words.feed(policy_html(plan, "en"))
    return plan, flat(unescape(" ".join(words.found)))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def said(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text, name and date of a model with its path."""
    if isinstance(value, Text | Duration | date | str):
        word = in_english(value)
        if word and path.rpartition(".")[2] not in IN_WORDS:
            yield path, word
        return
    for key, each in parts_of(value):
        yield from said(each, f"{path}.{key}")


def in_english(value: Text | Duration | date | str) -> str:
    """What stands in the document for a value of the model."""
    if isinstance(value, Text):
        return value.in_language("en")
    if isinstance(value, date):
        return format_value(value, "date", "en")
    return str(value.count) if isinstance(value, Duration) else value


def parts_of(value: Any) -> Iterable[tuple[Any, Any]]:
    """What a part of the model is made of, each with its name."""
    if is_dataclass(value):
        names = (each.name for each in fields(value) if each.name not in ELSEWHERE | IN_WORDS)
        return [(name, getattr(value, name)) for name in names]
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


@pytest.mark.parametrize("name", RULESETS)
def test_every_text_owner_source_expression_and_date_is_in_the_document(name: str) -> None:
    plan, text = document(name)
    lost = [
        (path, value)
        for path, value in said(_without_tests(plan.ruleset))
        if flat(value).strip() not in text and not _told(path, value)
    ]
    assert lost == []


def _without_tests(rules: Ruleset) -> dict[str, Any]:
    """The values of tests are told with titles, as are levels; what they come to is tested apart."""
    left = {"scenarios", *ELSEWHERE}
    return {each.name: getattr(rules, each.name) for each in fields(rules) if each.name not in left}


def _told(path: str, value: str) -> bool:
    """Texts with names in braces, in place of which stand their titles."""
    return ("reason" in path or path.endswith("offer.language")) and "{" in value


@pytest.mark.parametrize("name", RULESETS)
def test_every_part_is_named_with_its_place_in_the_files(name: str) -> None:
    plan, text = document(name)
    rules = plan.ruleset
    paths = [
        f"{kind}.{id_}"
        for kind in ("scores", "metrics", "knockouts", "playbooks", "tables", "segmentations")
        for id_ in getattr(rules, kind)
    ]
    paths += [
        f"segmentations.{each.id}.segments.{id_}"
        for each in rules.segmentations.values()
        for id_ in each.segments
    ]
    for path in (*paths, *(f"tests.{id_}" for id_ in rules.scenarios)):
        place = rules.positions.place(path)
        assert f"{path} {place.file}:{place.line}" in text, path


@pytest.mark.parametrize("name", RULESETS)
def test_every_band_and_points_of_a_map_is_in_the_document(name: str) -> None:
    plan, text = document(name)
    for path, scalar in plan.ruleset.positions.scalars.items():
        if (
            ".criteria." in path
            and re.search(r"\.(points|from)$", path)
            and isinstance(scalar.value, int | float)
        ):
            assert format_value(float(scalar.value), "number", "en") in text, path


def texts(block: Any) -> str:
    """Everything that is written in a block."""
    if isinstance(block, str):
        return f"{block} "
    inner = block.values() if isinstance(block, dict) else block if isinstance(block, list) else ()
    return "".join(map(texts, inner))


def lines(name: str) -> tuple[Plan, list[str]]:
    """Rows of tables and cards, each as one text."""
    plan, _ = document(name)
    found: list[str] = []

    def look(block: dict[str, Any]) -> None:
        found.extend(texts(row) for row in block.get("rows", ()) if block["kind"] == "table")
        found.extend(texts(each) for each in block.get("cards", ()))
        if block["kind"] == "card":
            found.append(texts(block))

    for chapter in plain(policy(plan, "en"))["chapters"]:
        for block in chapter["blocks"]:
            look(block)
    return plan, found


def own_words(part: Any) -> list[str]:
    """What a part itself says of where it comes from and until when it holds."""
    words = [getattr(part, key, None) for key in ("source", "method", "owner", "definition")]
    day = getattr(part, "review_by", None)
    texts_ = [
        word.in_language("en") if isinstance(word, Text) else word
        for word in words
        if isinstance(word, str | Text)
    ]
    return [flat(word) for word in (*texts_, *([format_value(day, "date", "en")] if day else ()))]


def criteria(found: Mapping[str, Criterion]) -> Iterator[Criterion]:
    for each in found.values():
        yield each
        if isinstance(each.measure, Group):
            yield from criteria(each.measure.criteria)


@pytest.mark.parametrize("name", RULESETS)
def test_what_belongs_to_a_part_stands_with_it(name: str) -> None:
    """Source, method, owner, definition and review date stand in the same row or on the same card as the title."""
    plan, found = lines(name)
    rules = plan.ruleset
    parts: list[Any] = [*rules.metrics.values(), *rules.knockouts.values(), *rules.opportunities.values()]
    parts += [field for table in rules.tables.values() for field in table.fields.values()]
    parts += [segment for each in rules.segmentations.values() for segment in each.segments.values()]
    parts += [each for score in rules.scores.values() for each in criteria(score.criteria)]
    parts += [each for ranking in rules.rankings.values() for each in criteria(ranking.criteria)]
    for part in parts:
        title = flat(titled(part.title, part.id).in_language("en"))
        rows = [flat(row) for row in found if title in row]
        assert any(all(word in row for word in own_words(part)) for row in rows), part.id


@pytest.mark.parametrize("name", RULESETS)
def test_every_rule_stands_beside_its_sentence(name: str) -> None:
    """Each expression that is more than a name is in small print."""
    plan, text = document(name)
    for path, compiled in plan.expressions.items():
        if not compiled.text.strip().isidentifier():
            assert flat(compiled.text).strip() in text, path
