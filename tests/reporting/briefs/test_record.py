"""What a run keeps for its documents can be read again, and nothing else is taken for it."""

import json
from typing import Any

import pytest

from sikta.engine.findings import SiktaError
from sikta.engine.reporting.briefs.facts import Facts
from sikta.engine.reporting.briefs.record import from_json, to_json


def test_facts_come_back_as_they_were(facts: Facts) -> None:
    text = to_json(facts)
    assert from_json(text) == facts
    assert to_json(from_json(text)) == text


def test_texts_stand_once_by_language(facts: Facts) -> None:
    texts = json.loads(to_json(facts))["texts"]
    assert {"en": "Pain", "nl": "Pijn", "sv": "Smärta"} in texts
    assert len(texts) == len({json.dumps(text) for text in texts})


def change(record: dict[str, Any], path: str, value: object) -> None:
    *way, last = path.split(".")
    part: Any = record
    for step in way:
        part = part[int(step) if step.isdigit() else step]
    part[last] = value


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        ("format", 99, "format"),
        ("texts", {}, "texts"),
        ("texts", ["x"], "texts"),
        ("facts", [], "facts"),
        ("facts.segments", {}, "facts.segments"),
        ("facts.header.title", 10_000, "facts.header.title"),
        ("facts.header.as_of", 5, "facts.header.as_of"),
        ("facts.header.more", 5, "facts.header.more"),
        ("facts.overview.accounts", True, "facts.overview.accounts"),
        ("facts.overview.money", "much", "facts.overview.money"),
        ("facts.overview.accounts", None, "facts.overview.accounts"),
        ("facts.segments.0.traits.0.kind", "guess", "facts.segments.0.traits.0.kind"),
        ("facts.segments.0.traits.0.inside", None, "facts.segments.0.traits.0.inside"),
        ("facts.segments.0.traits.0.inside", {"value": {}}, "facts.segments.0.traits.0.inside.value"),
        ("facts.segments.0.playbooks", [["invest"]], "facts.segments.0.playbooks.0"),
        ("facts.playbooks.0.text_files", {"": 1}, "facts.playbooks.0.text_files"),
    ],
)
def test_a_part_that_does_not_fit_is_named(path: str, value: object, what: str, facts: Facts) -> None:
    record = json.loads(to_json(facts))
    change(record, path, value)
    assert (
        message(json.dumps(record))
        == f"The record of the run cannot be read: {what} is not what it should be"
    )


def test_a_part_that_is_left_out_is_named(facts: Facts) -> None:
    record = json.loads(to_json(facts))
    del record["facts"]["header"]["name"]
    assert (
        message(json.dumps(record))
        == "The record of the run cannot be read: facts.header.name is not what it should be"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "The record of the run is no JSON"),
        ("[1]", "The record of the run cannot be read: format is not what it should be"),
        ("[" * 100_000, "The record of the run cannot be read: it nests too deep"),
    ],
)
def test_something_else(text: str, expected: str) -> None:
    assert message(text) == expected


def message(text: str) -> str:
    with pytest.raises(SiktaError) as caught:
        from_json(text, "out/facts.json")
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file, finding.fix) == (
        "E708",
        "out/facts.json",
        "Run the ruleset again with this version of sikta",
    )
    return finding.message
