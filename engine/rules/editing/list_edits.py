"""Edits within a list of steps or of rules."""

from collections.abc import Iterator
from collections.abc import Sequence as Ordered
from dataclasses import dataclass
from itertools import pairwise

from ..nodes import Map, Node, Scalar, Sequence
from .edit import Edit
from .formulas import formula
from .listing import KEYS, names_of, same_name
from .meaning import number

_POINTS = "points"


def list_edits(old: Sequence, new: Sequence, path: tuple[str, ...]) -> Iterator[Edit]:
    """Steps matched by where they begin, rules by their conditions; those that only one list has, by their neighbours.

    One edit for the whole list where its items cannot be told apart, or where steps moved past each other.
    """
    key = KEYS[path[-1]]
    before, after = names_of(old, key), names_of(new, key)
    if before is None or after is None:
        if [_said(item, key) for item in old.items] != [_said(item, key) for item in new.items]:
            yield Edit(path, old, new)
        return
    lists = _Lists(old, new, before, after, path)
    if lists.passed_each_other():
        yield Edit(path, old, new)
    else:
        yield from lists.edits()


def _said(item: Node, key: str) -> tuple[object, object]:
    return (_meant(item, key), _meant(item, _POINTS))


def _meant(item: Node, key: str) -> object:
    value = item.get(key) if isinstance(item, Map) else None
    if not isinstance(value, Scalar):
        return None
    return formula(value.text) if key == "when" else number(value)


@dataclass(frozen=True, slots=True)
class _Lists:
    old: Sequence
    new: Sequence
    before: tuple[str, ...]
    after: tuple[str, ...]
    path: tuple[str, ...]

    @property
    def key(self) -> str:
        return KEYS[self.path[-1]]

    def passed_each_other(self) -> bool:
        """Whether steps lie where other steps lay: each kept its points, so that it is the beginnings that changed."""
        if self.key == "when":
            return False
        matched = self._alike()
        ascending = sorted(matched) == list(matched) and sorted(matched.values()) == list(matched.values())
        shifted = any(first != second for first, second in matched.items())
        return not ascending or (shifted and self._points(self.old) == self._points(self.new))

    def _points(self, items: Sequence) -> list[object]:
        return [_meant(item, _POINTS) for item in items.items]

    def _alike(self) -> dict[int, int]:
        """The items that both lists have, by their name: index in the old list to index in the new one."""
        return {
            at: other
            for other, name in enumerate(self.after)
            for at, known in enumerate(self.before)
            if same_name(known, name)
        }

    def edits(self) -> Iterator[Edit]:
        alike = self._alike()
        pairs = dict(sorted((alike | self._between(alike)).items()))
        if sorted(alike) != list(alike):
            yield self._order(alike)
        for at in sorted({*range(len(self.before))} - pairs.keys()):
            yield Edit((*self.path, self.before[at]), self.old.items[at], None)
        origin = {new: old for old, new in pairs.items()}
        for at in sorted({*range(len(self.after))} - origin.keys()):
            yield Edit(
                (*self.path, self.after[at]), None, self.new.items[at], follows=self._before(at, origin)
            )
        for at, other in pairs.items():
            yield from self._changed(at, other)

    def _order(self, alike: dict[int, int]) -> Edit:
        return Edit(
            self.path,
            self._listed([self.before[at] for at in sorted(alike)], self.old),
            self._listed([self.before[at] for at in alike], self.new),
            "order",
        )

    def _listed(self, names: Ordered[str], where: Sequence) -> Sequence:
        return Sequence(tuple(Scalar(name, name, where.place) for name in names), where.place)

    def _before(self, at: int, origin: dict[int, int]) -> tuple[str, ...]:
        """The names before an item, nearest first; also the ones by which those that change were known."""
        names = (
            (self.after[index], self.before[origin[index]] if index in origin else "")
            for index in range(at)[::-1]
        )
        return tuple(dict.fromkeys(name for both in names for name in both if name))

    def _between(self, alike: dict[int, int]) -> dict[int, int]:
        """The items that only one list has, paired where as many stand between the same neighbours."""
        if sorted(alike) != list(alike):
            return {}
        pairs: dict[int, int] = {}
        fences = [(-1, -1), *alike.items(), (len(self.before), len(self.after))]
        for (start, begin), (stop, end) in pairwise(fences):
            if stop - start == end - begin:
                pairs.update(zip(range(start + 1, stop), range(begin + 1, end), strict=True))
        return pairs

    def _changed(self, at: int, other: int) -> Iterator[Edit]:
        old, new = self.old.items[at], self.new.items[other]
        path = (*self.path, self.before[at])
        keys = [key for key in (self.key, _POINTS) if _meant(old, key) != _meant(new, key)]
        if len(keys) == 1 and isinstance(old, Map) and isinstance(new, Map):
            yield Edit((*path, keys[0]), old.get(keys[0]), new.get(keys[0]))
        elif keys:
            yield Edit(path, old, new)
