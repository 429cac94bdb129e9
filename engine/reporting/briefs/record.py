"""The facts of a run as a JSON file, written and read again: what is rendered later is what was computed."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ...findings import Finding, Place, SiktaError
from ...rules.model.texts import Text
from .facts import Facts

FORMAT = 1
"""Raised when facts change in a way that older programs cannot read."""


class _Misfit(Exception):
    """A part of the record that is not what it should be; the text is its path."""


def to_json(facts: Facts) -> str:
    """The facts as one line of JSON; what equals its default is left out."""
    return json.dumps({"format": FORMAT, **_encoded(facts)}, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_json(text: str, file: str = "facts.json") -> Facts:
    """The facts of a record. Raises SiktaError (E708) where it is none, or one of another program version."""
    try:
        content = json.loads(text)
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise _Misfit("format")
        facts = _decoded(Facts, {key: value for key, value in content.items() if key != "format"}, "facts")
    except (json.JSONDecodeError, RecursionError, _Misfit) as fault:
        raise SiktaError([_unreadable(file, fault)]) from fault
    assert isinstance(facts, Facts)  # noqa: S101 - tells the type checker what was asked for
    return facts


def _unreadable(file: str, fault: Exception) -> Finding:
    if isinstance(fault, json.JSONDecodeError):
        return Finding("E708", "The record of the run is no JSON", Place(file, fault.lineno, fault.colno), fix=_AGAIN)
    what = f"{fault} is not what it should be" if isinstance(fault, _Misfit) else "it nests too deep"
    return Finding("E708", f"The record of the run cannot be read: {what}", Place(file), fix=_AGAIN)


_AGAIN = "Run the ruleset again with this version of sikta"


def _encoded(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.by_language)
    if is_dataclass(value):
        kept = ((each.name, getattr(value, each.name), each) for each in fields(value))
        return {name: _encoded(item) for name, item, each in kept if item != _default(each)}
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def _default(each: Any) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default


@cache
def _types(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _decoded(kind: Any, value: Any, path: str) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _decoded_choice(arguments, value, path)
    if origin is tuple:
        return _decoded_tuple(arguments, value, path)
    if origin is Literal:
        return value if value in arguments else _fail(path)
    if kind is Text or isinstance(origin, type) and issubclass(origin, Mapping):
        return _decoded_texts(kind, value, path)
    if is_dataclass(kind):
        return _decoded_object(kind, value, path)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)) else _fail(path)


def _decoded_choice(kinds: tuple[Any, ...], value: Any, path: str) -> Any:
    for kind in kinds:
        if kind is type(None):
            if value is None:
                return None
            continue
        try:
            return _decoded(kind, value, path)
        except _Misfit:
            # A choice between plain values tries the next; a part of its own says where exactly it is wrong.
            if is_dataclass(kind) and value is not None:
                raise
    return _fail(path)


def _decoded_tuple(kinds: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        _fail(path)
    if kinds[-1] is Ellipsis:
        return tuple(_decoded(kinds[0], item, f"{path}.{index}") for index, item in enumerate(value))
    if len(kinds) != len(value):
        _fail(path)
    return tuple(_decoded(kind, item, path) for kind, item in zip(kinds, value, strict=True))


def _decoded_texts(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        _fail(path)
    return Text(value) if kind is Text else value


def _decoded_object(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        _fail(path)
    types = _types(kind)
    for unknown in value.keys() - types.keys():
        _fail(f"{path}.{unknown}")
    for each in fields(kind):
        if each.name not in value and each.default is MISSING and each.default_factory is MISSING:
            _fail(f"{path}.{each.name}")
    return kind(**{name: _decoded(types[name], item, f"{path}.{name}") for name, item in value.items()})


def _fail(path: str) -> Any:
    raise _Misfit(path)
