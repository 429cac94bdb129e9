"""How a template reaches into a value: keys of a map, positions of a list, and nothing else."""

from typing import Any

from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.utils import Namespace

_LOOP = frozenset(
    {
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "previtem",
        "nextitem",
        "cycle",
        "changed",
    }
)


class NotPlainError(SecurityError):
    """A template that wants more of a value than to read it."""


def attribute_of(value: object, name: str) -> Any:
    """What `value.name` is. Errors: LookupError when a map has no such key, NotPlainError when it is no map."""
    if isinstance(value, dict):
        return value[name]
    if not name.startswith("_") and _may_give(value, name):
        return value[name] if isinstance(value, TemplateReference) else getattr(value, name)
    raise NotPlainError(
        f"it asks for .{name} of {described(value)}; a template only reads values, it cannot change or call them"
    )


def _may_give(value: object, name: str) -> bool:
    if isinstance(value, LoopContext):
        return name in _LOOP
    if isinstance(value, BlockReference):
        return name == "super"
    return isinstance(value, Namespace | TemplateModule | TemplateReference)


def item_of(value: object, place: object) -> Any:
    """What `value[place]` is. Errors: LookupError, NotPlainError."""
    if isinstance(value, dict) and isinstance(place, str | int | float | bool | None):
        return value[place]
    if isinstance(value, list | tuple | str) and isinstance(place, int):
        return value[place]
    if isinstance(place, str):
        return attribute_of(value, place)
    raise NotPlainError(f"it looks inside {described(value)}, which is no list")


def described(value: object) -> str:
    """A value in words: `a text`, `a list`."""
    kinds: dict[type, str] = {str: "a text", bool: "yes or no", dict: "a map", type(None): "nothing"}
    for kind, words in kinds.items():
        if isinstance(value, kind):
            return words
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list | tuple | range) else "something that is no plain value"
