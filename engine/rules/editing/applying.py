"""A tree with edits applied."""

from collections.abc import Iterable

from ..nodes import Entry, Map, Node, Scalar, Sequence
from .edit import Edit
from .listing import inserted, item_at
from .renaming import renamed


def applied(root: Map, edits: Iterable[Edit]) -> Map:
    """The tree with each edit made, one after the other.

    What an edit adds goes where it says, else last in its map; missing maps are made, and a map that loses its last key
    goes with it. A tree holds no documents. Raises KeyError where an edit changes an item of a list that is not there.
    """
    for edit in edits:
        if edit.kind == "rename":
            root = renamed(root, edit.path, _text(edit.new))
        elif edit.kind != "document":
            root = _with(root, edit.path, edit)  # type: ignore[assignment]
    return root


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _with(node: Node | None, path: tuple[str, ...], edit: Edit) -> Node | None:
    if not path:
        return _changed(node, edit)
    if isinstance(node, Sequence):
        return _with_item(node, path, edit)
    return _with_entry(node if isinstance(node, Map) else None, path, edit)


def _changed(node: Node | None, edit: Edit) -> Node | None:
    if edit.kind == "order":
        return _ordered(node, edit.new) if node else None
    if edit.kind == "together":
        return _with_keys(node, edit.old, edit.new)
    return edit.new


def _with_item(node: Sequence, path: tuple[str, ...], edit: Edit) -> Node:
    index = item_at(node, path[0])
    if index is None and len(path) == 1 and edit.old is None and edit.new is not None:
        return inserted(node, edit.new, edit.follows)
    if index is None:
        raise KeyError(path[0])
    item = _with(node.items[index], path[1:], edit)
    kept = () if item is None else (item,)
    return Sequence((*node.items[:index], *kept, *node.items[index + 1 :]), node.place)


def _with_entry(node: Map | None, path: tuple[str, ...], edit: Edit) -> Node | None:
    key, rest = path[0], path[1:]
    entries = dict(node.entries) if node else {}
    before = entries.get(key)
    value = _with(before.value if before else None, rest, edit)
    place = node.place if node else value.place if value else None
    if value is None:
        entries.pop(key, None)
    else:
        entries = _set(entries, Entry(before.key if before else Scalar(key, key, value.place), value), edit)
    return Map(entries, place) if place and (entries or node) else None


def _set(entries: dict[str, Entry], entry: Entry, edit: Edit) -> dict[str, Entry]:
    """The entry under its key: in its old place, else where the edit that adds it says."""
    key = entry.key.text
    if key in entries or edit.follows is None or edit.path[-1] != key:
        return {**entries, key: entry}
    names = list(entries)
    after = next((names.index(name) + 1 for name in edit.follows if name in entries), 0)
    names.insert(after, key)
    return {name: entry if name == key else entries[name] for name in names}


def _ordered(node: Node, order: Node | None) -> Node:
    """The entries or items in another order; those that it does not name stay where they are."""
    names = (
        [item.text for item in order.items if isinstance(item, Scalar)] if isinstance(order, Sequence) else []
    )
    if isinstance(node, Map):
        moved = iter([name for name in names if name in node.entries])
        keys = [next(moved) if key in names else key for key in node.entries]
        return Map({key: node.entries[key] for key in keys}, node.place)
    if isinstance(node, Sequence):
        found = [index for name in names if (index := item_at(node, name)) is not None]
        turns = iter(found)
        items = [node.items[next(turns) if index in found else index] for index in range(len(node.items))]
        return Sequence(tuple(items), node.place)
    return node


def _with_keys(node: Node | None, old: Node | None, new: Node | None) -> Node | None:
    """The map with some keys in place of some others, where the first of those stood."""
    gone = frozenset(old.entries) if isinstance(old, Map) else frozenset()
    come = new.entries if isinstance(new, Map) else {}
    if not isinstance(node, Map):
        return new
    entries: dict[str, Entry] = {}
    for key, entry in node.entries.items():
        entries.update(come if key in gone else {key: entry})
    return Map({**entries, **come}, node.place)
