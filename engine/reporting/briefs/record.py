"""The facts of a run as a JSON file, written and read again: what is rendered later is what was computed."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ...findings import Finding, Place, SiktaError
from ...rules.model.texts import Text
from .facts import Facts

FORMAT = 1
"""Raised when facts change in a way that older programs cannot read."""


_PLAIN = (str, int, float)


class _MisfitError(Exception):
    """A part of the record that is not what it should be; the text is its path."""


def to_json(facts: Facts) -> str:
    """The facts as one line of JSON; what equals its default is left out.

    Titles and sentences stand once, in `texts`, as maps of languages; the facts hold their numbers there.
    """
    texts: dict[tuple[tuple[str, str], ...], int] = {}
    content = _encoded(facts, texts)
    record = {"format": FORMAT, "texts": [dict(text) for text in texts], "facts": content}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_json(text: str, file: str = "facts.json") -> Facts:
    """The facts of a record. Raises SiktaError (E708) where it is none, or one of another program version."""
    try:
        return _read(json.loads(text))
    except json.JSONDecodeError as fault:
        place = Place(file, fault.lineno, fault.colno)
        raise SiktaError([Finding("E708", "The record of the run is no JSON", place, fix=_AGAIN)]) from fault
    except (RecursionError, _MisfitError) as fault:
        what = f"{fault} is not what it should be" if isinstance(fault, _MisfitError) else "it nests too deep"
        message = f"The record of the run cannot be read: {what}"
        raise SiktaError([Finding("E708", message, Place(file), fix=_AGAIN)]) from fault


_AGAIN = "Run the ruleset again with this version of sikta"


def _read(record: Any) -> Facts:
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise _MisfitError("format")
    texts = record.get("texts")
    if not isinstance(texts, list) or not all(isinstance(each, dict) for each in texts):
        raise _MisfitError("texts")
    facts = _Reading([Text(each) for each in texts]).object(Facts, record.get("facts"), "facts")
    assert isinstance(facts, Facts)  # noqa: S101 - tells the type checker what was asked for
    return facts


def _encoded(value: Any, texts: dict[tuple[tuple[str, str], ...], int]) -> Any:
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, Text):
        return texts.setdefault(tuple(value.by_language.items()), len(texts))
    if isinstance(value, tuple):
        return [_encoded(item, texts) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    kept = ((name, getattr(value, name), default) for name, default in _defaults(value.__class__))
    return {name: _encoded(item, texts) for name, item, default in kept if item != default}


@cache
def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Each field with its default; MISSING, which equals nothing, where it has none."""
    return tuple(
        (each.name, each.default_factory() if each.default_factory is not MISSING else each.default)
        for each in _fields(kind)
    )


@cache
def _needed(kind: Any) -> frozenset[str]:
    return frozenset(
        each.name for each in _fields(kind) if each.default is MISSING and each.default_factory is MISSING
    )


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


class _Reading:
    """Reads values as the types of the facts; `texts` are those of the record."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts

    def value(self, kind: Any, value: Any, path: str) -> Any:
        """A value of a type. Raises _MisfitError where it is of another."""
        if kind is Text:
            whole = isinstance(value, int) and 0 <= value < len(self.texts)
            return self.texts[value] if whole else _fail(path)
        if isinstance(kind, type) and is_dataclass(kind):
            return self.object(kind, value, path)
        origin = get_origin(kind)
        if origin is tuple:
            return self._tuple(get_args(kind), value, path)
        if origin in {Union, UnionType}:
            return self._choice(get_args(kind), value, path)
        return _scalar(kind, origin, value, path)

    def object(self, kind: Any, value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            _fail(path)
        types = _types(kind)
        for name in (value.keys() - types.keys()) | (_needed(kind) - value.keys()):
            _fail(f"{path}.{name}")
        return kind(**{name: self.value(types[name], item, f"{path}.{name}") for name, item in value.items()})

    def _tuple(self, kinds: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or (kinds[-1] is not Ellipsis and len(kinds) != len(value)):
            _fail(path)
        if kinds[-1] is Ellipsis:
            return tuple(self.value(kinds[0], item, f"{path}.{index}") for index, item in enumerate(value))
        return tuple(self.value(kind, item, path) for kind, item in zip(kinds, value, strict=True))

    def _choice(self, kinds: tuple[Any, ...], value: Any, path: str) -> Any:
        if value is None:
            return None if type(None) in kinds else _fail(path)
        others = [kind for kind in kinds if kind is not type(None)]
        if len(others) == 1:
            return self.value(others[0], value, path)
        for kind in others:
            try:
                return self.value(kind, value, path)
            except _MisfitError:
                continue
        return _fail(path)


def _scalar(kind: Any, origin: Any, value: Any, path: str) -> Any:
    if origin is Literal:
        return value if value in get_args(kind) else _fail(path)
    if origin is not None:  # the one kind of map: texts by language
        plain = isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        return value if plain else _fail(path)
    if isinstance(value, bool) != (kind is bool):
        _fail(path)
    if kind is float and isinstance(value, int):
        return float(value)
    return value if isinstance(value, kind) else _fail(path)


def _fail(path: str) -> Any:
    raise _MisfitError(path)
