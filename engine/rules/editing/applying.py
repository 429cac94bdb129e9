"""A tree with edits applied."""

from collections.abc import Iterable

from ..nodes import Entry, Map, Node, Scalar, Sequence
from .edit import Edit


def applied(root: Map, edits: Iterable[Edit]) -> Map:
    """The tree with each edit's new value in its place. What an edit adds goes last in its map; missing maps are made.

    Raises KeyError where an edit changes an item of a list that is not there.
    """
    for edit in edits:
        root = _with(root, edit.path, edit.new)  # type: ignore[assignment]
    return root


def _with(node: Node | None, path: tuple[str, ...], new: Node | None) -> Node | None:
    if not path:
        return new
    if isinstance(node, Sequence):
        return _with_item(node, path, new)
    return _with_entry(node if isinstance(node, Map) else None, path, new)


def _with_item(node: Sequence, path: tuple[str, ...], new: Node | None) -> Node:
    index = int(path[0])
    if not 0 <= index < len(node.items):
        raise KeyError(path[0])
    item = _with(node.items[index], path[1:], new)
    kept = () if item is None else (item,)
    return Sequence((*node.items[:index], *kept, *node.items[index + 1 :]), node.place)


def _with_entry(node: Map | None, path: tuple[str, ...], new: Node | None) -> Node | None:
    key, rest = path[0], path[1:]
    entries = dict(node.entries) if node else {}
    before = entries.get(key)
    value = _with(before.value if before else None, rest, new)
    if value is None:
        entries.pop(key, None)
    else:
        named = before.key if before else Scalar(key, key, value.place)
        entries[key] = Entry(named, value)
    place = node.place if node else value.place if value else None
    return Map(entries, place) if place else None
