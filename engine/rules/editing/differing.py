"""What differs between two trees, each difference a thing that a reviewer would name."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..nodes import Map, Node, Scalar, Sequence
from .edit import Edit
from .kinds import kind_at
from .list_edits import list_edits
from .listing import KEYS
from .meaning import meaning
from .units import keys_together, one_edit, takes_first

_NOT_COMPARED = frozenset(("extends", "include", "sikta"))
_EMPTY = frozenset(("best_customers", "buying_committee", "goals"))
"""Sections that come and go as a whole; the others are collections, which may be empty."""


def differences(old: Map, new: Map) -> tuple[Edit, ...]:
    """The edits between two trees, in the order of `new`; an id that changed is one gone and one added."""
    return tuple(_Comparison(languages_of(new, old), new).sections(old, new))


def differences_at(path: tuple[str, ...], old: Node, new: Node, root: Map) -> tuple[Edit, ...]:
    """The edits between two parts that stand at the same path of a tree."""
    return tuple(_Comparison(languages_of(root), root).parts(old, new, path))


def languages_of(*roots: Map) -> tuple[str, ...]:
    """The languages of rulesets, the default first."""
    nodes = [root.get("languages") for root in roots]
    found = [
        item.text
        for node in nodes
        if isinstance(node, Sequence)
        for item in node.items
        if isinstance(item, Scalar)
    ]
    return tuple(dict.fromkeys(found)) or ("en",)


@dataclass(frozen=True, slots=True)
class _Comparison:
    languages: tuple[str, ...]
    root: Map

    def sections(self, old: Map, new: Map) -> Iterator[Edit]:
        for key in in_reading_order(old, new):
            if key in _NOT_COMPARED:
                continue
            before, after = old.get(key), new.get(key)
            if kind_at((key,)).name == "object" and key not in _EMPTY:
                before, after = before or Map({}, old.place), after or Map({}, new.place)
            yield from self.parts(before, after, (key,))

    def parts(self, old: Node | None, new: Node | None, path: tuple[str, ...]) -> Iterator[Edit]:
        """The edits at a path and below it."""
        if isinstance(old, Map) and isinstance(new, Map) and not one_edit(old, new, path):
            yield from self.maps(old, new, path)
        elif isinstance(old, Sequence) and isinstance(new, Sequence) and path[-1] in KEYS:
            yield from list_edits(old, new, path)
        elif meaning(old, path, self.languages) != meaning(new, path, self.languages):
            yield Edit(path, old, new)

    def maps(self, old: Map, new: Map, path: tuple[str, ...]) -> Iterator[Edit]:
        joint = keys_together(old, new, path)
        if joint:
            yield Edit(path, _only(old, joint), _only(new, joint), "together")
        if takes_first(self.root, path):
            yield from _reordered(old, new, path)
        for key in in_reading_order(old, new):
            if key not in joint:
                yield from self.entry(old, new, (*path, key))

    def entry(self, old: Map, new: Map, path: tuple[str, ...]) -> Iterator[Edit]:
        before, after = old.get(path[-1]), new.get(path[-1])
        if before is None or after is None:
            if meaning(before, path, self.languages) != meaning(after, path, self.languages):
                yield Edit(path, before, after, follows=None if after is None else _preceding(new, path[-1]))
        else:
            yield from self.parts(before, after, path)


def in_reading_order(old: Map, new: Map) -> list[str]:
    """The keys of both maps: those of the new one in its order, each that is gone after what it followed."""
    keys = list(new.entries)
    before = list(old.entries)
    for index, key in enumerate(before):
        if key not in new.entries:
            keys.insert(keys.index(before[index - 1]) + 1 if index else 0, key)
    return keys


def _preceding(new: Map, key: str) -> tuple[str, ...]:
    names = list(new.entries)
    return tuple(names[: names.index(key)][::-1])


def _only(node: Map, keys: frozenset[str]) -> Map:
    return Map({key: entry for key, entry in node.entries.items() if key in keys}, node.place)


def _reordered(old: Map, new: Map, path: tuple[str, ...]) -> Iterator[Edit]:
    """Entries that both maps have, in another order, where the first that fits is taken."""
    before = [key for key in old.entries if key in new.entries]
    after = [key for key in new.entries if key in old.entries]
    if before != after:
        yield Edit(path, _listed(old, before), _listed(new, after), "order")


def _listed(node: Map, keys: list[str]) -> Sequence:
    return Sequence(tuple(Scalar(key, key, node.place) for key in keys), node.place)
