"""The JSON Schema of rulesets, ready to validate with. It never reads another file and never the network."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

_HERE = "#/$defs/"


def read_schema() -> dict[str, Any]:
    """The schema as it is shipped, the one that editors use."""
    text = files("sikta").joinpath("schemas", "ruleset.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def complaints(instance: Any) -> "Iterator[ValidationError]":
    """Every complaint of the schema about a ruleset as plain values."""
    return _validator().iter_errors(instance)


@cache
def _validator() -> "Validator":
    from jsonschema import Draft202012Validator  # 80 ms that only reading a ruleset should cost
    from referencing import Registry

    # An empty registry: a $ref to a file or an address finds nothing instead of fetching.
    return Draft202012Validator(_linked(read_schema()), registry=Registry())


def _linked(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with each `$ref` replaced by what it refers to: looking it up at each value costs three times as much."""
    definitions: dict[str, dict[str, Any]] = {name: {} for name in schema["$defs"]}
    for name, definition in schema["$defs"].items():
        definitions[name].update(_link(definition, definitions))
    return {key: _link(part, definitions) for key, part in schema.items() if key != "$defs"}


def _link(part: Any, definitions: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(part, list):
        return [_link(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    target = part.get("$ref")
    if isinstance(target, str):
        if not target.startswith(_HERE):
            raise ValueError(f"the schema may refer to itself only, not to {target}")
        definition = definitions[target.removeprefix(_HERE)]
        # Only annotations stand beside a $ref, so the definition itself may take its place, even before it is filled.
        return {"allOf": [definition], **_rest(part)} if _constrains(part) else definition
    return {key: _link(value, definitions) for key, value in part.items()}


def _constrains(part: Mapping[str, Any]) -> bool:
    return bool(set(part) - {"$ref", "title", "description", "examples", "default"})


def _rest(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key != "$ref"}
