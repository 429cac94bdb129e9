"""What stands at a place of a ruleset, by the schema: a text for people, a share, a condition, a map of criteria."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..shape.schema import read_schema

NUMBERS = frozenset(("number", "integer", "points", "level", "weight", "share"))
"""Kinds whose values are numbers, shares or names of parameters."""

EXPRESSIONS = frozenset(("condition", "expression"))

_HERE = "#/$defs/"


@dataclass(frozen=True, slots=True)
class Kind:
    """What the language has at a place; `default` is what a value that is left out stands for.

    `name` is that of the schema's definition (`text`, `share`, `criterion`), else that of the JSON type, `enum` for one of
    some words, and empty for a place that the language does not have.
    """

    name: str
    default: str | float | None = None


@cache
def kind_at(path: tuple[str, ...]) -> Kind:
    """The kind of what stands at a path; items of lists by any name."""
    places: list[Mapping[str, Any]] = [_whole()]
    for key in path:
        places = [inner for place in places for part in _parts(place) for inner in _inner(part, key)]
    return next((_kind(place) for place in places if _kind(place).name), Kind(""))


@cache
def _whole() -> Mapping[str, Any]:
    return read_schema()


def _parts(place: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A place with everything that it refers to and consists of."""
    yield place
    if "$ref" in place:
        yield from _parts(_whole()["$defs"][place["$ref"].removeprefix(_HERE)])
    for inner in (*place.get("allOf", ()), *(place[key] for key in ("then", "else") if key in place)):
        yield from _parts(inner)


def _inner(place: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    known = place.get("properties", {})
    if key in known:
        yield known[key]
    elif isinstance(place.get("additionalProperties"), dict):
        yield place["additionalProperties"]
    elif isinstance(place.get("items"), dict):
        yield place["items"]


def _kind(place: Mapping[str, Any]) -> Kind:
    return Kind(_name(place), next((part["default"] for part in _parts(place) if "default" in part), None))


def _name(place: Mapping[str, Any]) -> str:
    if "$ref" in place:
        return str(place["$ref"]).removeprefix(_HERE)
    if "enum" in place or "const" in place:
        return "enum"
    types = place.get("type", "")
    return types if isinstance(types, str) else str(types[0])
