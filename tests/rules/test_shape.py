"""The JSON Schema: strict everywhere, safe, and good for editors; its complaints in plain words."""

import re
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from sikta.engine.rules.merging import merged
from sikta.engine.rules.model import Aggregation
from sikta.engine.rules.nodes import Entry, Map, Scalar, plain, walk
from sikta.engine.rules.shape import check_shape, prune, schema
from sikta.engine.rules.shape.schema import read_schema

WHOLE = Path(__file__).parent / "whole-language" / "ruleset.yaml"
SCHEMA = read_schema()


def parts(node: Any, path: str = "#") -> Iterator[tuple[str, Any]]:
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from parts(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from parts(value, f"{path}/{index}")


SCHEMAS = [(path, part) for path, part in parts(SCHEMA) if isinstance(part, dict)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_refers_to_itself_only() -> None:
    refs = {part["$ref"] for _, part in SCHEMAS if "$ref" in part}
    assert refs == {f"#/$defs/{name}" for name in SCHEMA["$defs"] if f"#/$defs/{name}" in refs}


def test_no_definition_is_unused() -> None:
    refs = {part["$ref"].removeprefix("#/$defs/") for _, part in SCHEMAS if "$ref" in part}
    assert refs == set(SCHEMA["$defs"])


def test_every_map_is_strict() -> None:
    loose = [
        path
        for path, part in SCHEMAS
        if part.get("type") == "object"
        and "additionalProperties" not in part
        and not path.endswith(("if", "segmentation"))
    ]
    assert loose == []


def test_every_key_has_a_description_for_editors() -> None:
    properties = [
        (f"{path}/{key}", value)
        for path, part in SCHEMAS
        if isinstance(part.get("properties"), dict) and not path.endswith("/if")
        for key, value in part["properties"].items()
    ]
    definitions = SCHEMA["$defs"]
    bare = [
        path
        for path, value in properties
        if "description" not in value
        and "description" not in definitions[value["$ref"].removeprefix("#/$defs/")]
    ]
    assert bare == []


def test_every_definition_has_a_title() -> None:
    named = [name for name, part in SCHEMA["$defs"].items() if "title" not in part and "enum" not in part]
    assert named == []


def test_examples_fit() -> None:
    validator = Draft202012Validator(SCHEMA)
    for path, part in SCHEMAS:
        for example in part.get("examples", ()) if isinstance(part.get("examples"), list) else ():
            errors = list(validator.evolve(schema=part).iter_errors(example))
            assert not errors, f"{path}: {example}"


@pytest.mark.parametrize(
    "pattern", sorted({part["pattern"] for _, part in SCHEMAS if isinstance(part.get("pattern"), str)})
)
def test_no_pattern_backtracks(pattern: str) -> None:
    attacks = [
        "a" * 50_000 + "!",
        "1" * 50_000 + "!",
        "1." * 25_000,
        " " * 50_000 + "!",
        "a." * 25_000,
        "2026-" * 10_000,
    ]
    start = time.process_time()
    for attack in attacks:
        re.search(pattern, attack)
    assert time.process_time() - start < 0.05


def whole() -> Map:
    root = merged(WHOLE).root
    assert root is not None
    return root


def with_key(root: Map, path: str, key: str) -> Map:
    """The tree with one key more in the map at a path."""
    entries = dict(root.entries)
    head, _, rest = path.partition(".")
    if not path:
        entries[key] = Entry(Scalar(key, key, root.place), Scalar("x", "x", root.place))
    else:
        inner = entries[head].value
        assert isinstance(inner, Map)
        entries[head] = Entry(entries[head].key, with_key(inner, rest, key))
    return Map(entries, root.place)


def _fixed(path: str) -> bool:
    """Maps with given keys; the others hold ids, languages or values that the user chooses."""
    free = r"(?:^|\.)(?:title|synonyms|via|points|given|expect|rows|messages|at|interview|axes|axes\.\w+)$"
    by_id = r"^(?:parameters|tables|metrics|knockouts|scores|segmentations|opportunities|rankings|playbooks|tests|buying_committee\.roles|.*\.(?:fields|criteria|metrics))$"
    segments = r"^segmentations\.(?!customer_flow)\w+\.segments$"
    return not re.search(free, path) and not re.match(by_id, path) and not re.match(segments, path)


FIXED = [
    path
    for path, node in walk(whole())
    if isinstance(node, Map) and _fixed(path) and not re.search(r"\.\d+(\.|$)", path)
]


@pytest.mark.parametrize("path", FIXED)
def test_an_unknown_key_is_refused_everywhere(path: str) -> None:
    root = with_key(whole(), path, "surely_no_key")
    told = [(finding.code, finding.path) for finding in check_shape(root)]
    assert told == [("E201", f"{path}.surely_no_key".lstrip("."))]


def test_the_annotated_ruleset_fits() -> None:
    assert check_shape(whole()) == ()
    assert prune(whole()).left_out == frozenset()


def test_pruning_leaves_what_fits(tmp_path: Path) -> None:
    """A weight at fault gets a stand-in, so that its criterion stays and its other faults are found too."""
    path = tmp_path / "ruleset.yaml"
    path.write_text(
        "sikta: 1\nname: x\nextra: 1\n"
        "tables: {accounts: {file: a.csv, key: a, fields: {a: {type: text}, b: {type: nothing}, c: {type: text, min: no.1}}}}\n"
        "scores: {one: {criteria: {x: {weight: -1, value: a, scale: [0, 1]}, y: {weight: 1, value: a, scale: [0, 1], for: 5}}},"
        " two: {criteria: {z: {value: a}}}}\n"
        "goals: {supports: [a, 5], purpose: Sales}\n"
    )
    root = merged(path).root
    assert root is not None
    before = deepcopy(plain(root))
    pruned = prune(root)
    assert plain(root) == before
    assert plain(pruned.root) == {
        "sikta": 1,
        "name": "x",
        "tables": {
            "accounts": {
                "file": "a.csv",
                "key": "a",
                "fields": {"a": {"type": "text"}, "c": {"type": "text"}},
            }
        },
        "scores": {
            "one": {
                "criteria": {
                    "x": {"weight": 1, "value": "a", "scale": [0, 1]},
                    "y": {"weight": 1, "value": "a", "scale": [0, 1]},
                }
            }
        },
        "goals": {"purpose": "Sales"},
    }
    assert {
        "tables.accounts.fields.b",
        "scores.one.criteria.x.weight",
        "scores.two",
        "goals.supports",
    } <= pruned.left_out


def test_every_aggregation_is_in_the_schema() -> None:
    assert set(get_args(Aggregation)) <= set(SCHEMA["$defs"]["metric"]["properties"])


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/schema.json", "file:///etc/passwd", "other.json"])
def test_a_reference_to_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    broken = {**SCHEMA, "properties": {**SCHEMA["properties"], "owner": {"$ref": address}}}
    monkeypatch.setattr(schema, "read_schema", lambda: broken)
    schema._validator.cache_clear()
    with pytest.raises(ValueError, match="may refer to itself only"):
        list(schema.complaints({"owner": "Sales"}))
    schema._validator.cache_clear()
