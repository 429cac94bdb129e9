"""Items of lists by name: a band by where it begins, a rule by its condition."""

from collections import Counter
from collections.abc import Hashable, Mapping

from ..nodes import Map, Node, Scalar, Sequence
from .formulas import formula

KEYS: Mapping[str, str] = {"bands": "from", "rules": "when"}
"""The lists whose items have a key of their own, with that key."""


def names_of(node: Sequence, key: str) -> tuple[str, ...] | None:
    """The name of each item, such as `from 50`; None where two are called the same or one has no name."""
    names = tuple(_name(item, key) for item in node.items if isinstance(item, Map))
    told_apart = Counter(_meant(name) for name in names)
    usable = len(names) == len(node.items) and max(told_apart.values(), default=0) == 1
    return names if usable else None


def _name(item: Map, key: str) -> str:
    value = item.get(key)
    return f"{key} {value.text.strip()}" if isinstance(value, Scalar) else key


def _meant(name: str) -> Hashable:
    key, _, text = name.partition(" ")
    return (key, formula(text) if key == "when" else _start(text))


def _start(text: str) -> Hashable:
    try:
        return float(text)
    except ValueError:
        return text


def same_name(first: str, second: str) -> bool:
    """Whether two names mean the same item, however their numbers and conditions are written."""
    return first == second or _meant(first) == _meant(second)


def item_at(node: Sequence, name: str) -> int | None:
    """The index of the item with a name or an index; None where there is none."""
    if name.isdecimal():
        return int(name) if int(name) < len(node.items) else None
    key = name.partition(" ")[0]
    found = (
        index
        for index, item in enumerate(node.items)
        if isinstance(item, Map) and same_name(_name(item, key), name)
    )
    return next(found, None)


def inserted(node: Sequence, item: Node, follows: tuple[str, ...] | None) -> Sequence:
    """The list with one more item, after the first of `follows` that is there; None: at its end."""
    places = (item_at(node, name) for name in follows or ())
    start = len(node.items) if follows is None else next((at + 1 for at in places if at is not None), 0)
    return Sequence((*node.items[:start], item, *node.items[start:]), node.place)
