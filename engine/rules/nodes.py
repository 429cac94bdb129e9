"""The YAML of a ruleset as a tree in which every key and value knows its place."""

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Ordered
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ..findings import Place

ScalarValue: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One plain value: `value` by the rules of YAML 1.2, `text` as it was written (without quotes).

    `offsets[i]` is the place (line, column; from 1) in the file of character i of `text`, so that a fault inside
    an expression is shown where it stands, also in folded, literal and quoted scalars. `in_flow` tells that it stands
    between brackets or braces, where commas and brackets have a meaning.
    """

    value: ScalarValue
    text: str
    place: Place
    quoted: bool = False
    offsets: Ordered[tuple[int, int]] = ()
    lines: tuple[str, ...] = ()
    in_flow: bool = False

    def place_at(self, offset: int, length: int = 1) -> Place:
        """The place of some characters of the text, for carets under them, as far as they stand on one line."""
        if not self.offsets:
            return self.place
        line, column = self.offsets[min(offset, len(self.offsets) - 1)]
        if offset >= len(self.offsets):
            column += offset - len(self.offsets) + 1
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else None
        return Place(self.place.file, line, column, excerpt, max(self._written(offset, length), 1))

    def _written(self, offset: int, length: int) -> int:
        """How many characters of the file stand for some of the text: more where one is written as an escape."""
        end = offset + length
        if length < 1 or end > len(self.offsets):
            return length
        line, column = self.offsets[offset]
        last_line, last = self.offsets[end - 1]
        if last_line != line:
            return len(self.lines[line - 1].rstrip()) - column + 1
        if end < len(self.offsets) and self.offsets[end][0] == line:
            return self.offsets[end][1] - column
        escaped = self.quoted and self.lines[line - 1][last - 1 : last + 1] in ("''", '\\"', "\\\\")
        return last - column + (2 if escaped else 1)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a map with its own place, and its value."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Map:
    """A map in file order. Keys are text, each once."""

    entries: Mapping[str, Entry]
    place: Place

    def get(self, key: str) -> "Node | None":
        entry = self.entries.get(key)
        return entry.value if entry else None


Node: TypeAlias = Scalar | Sequence | Map


def plain(node: Node) -> Any:
    """The node as ordinary Python values: dict, list, str, int, float, bool, None."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def walk(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    """Every node with its path, such as `scores.potential.criteria.size.bands.1.from`."""
    yield path, node
    children: Iterator[tuple[str, Node]]
    if isinstance(node, Map):
        children = ((key, entry.value) for key, entry in node.entries.items())
    elif isinstance(node, Sequence):
        children = ((str(index), item) for index, item in enumerate(node.items))
    else:
        return
    for name, child in children:
        yield from walk(child, f"{path}.{name}" if path else name)


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each part of a ruleset stands, by path: `places` of keys, `scalars` of plain values.

    `values` are the places of values that stand beside their key: plain ones, and lists and maps in brackets.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    scalars: Mapping[str, Scalar] = field(default_factory=dict)
    values: Mapping[str, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Map) -> "Positions":
        places: dict[str, Place] = {}
        scalars: dict[str, Scalar] = {}
        values: dict[str, Place] = {}
        for path, node in walk(root):
            places.setdefault(path, node.place)
            if isinstance(node, Scalar):
                scalars[path] = node
            if isinstance(node, Scalar) or _in_brackets(node.place):
                values[path] = node.place
            if isinstance(node, Map):
                for key, entry in node.entries.items():
                    places[f"{path}.{key}" if path else key] = entry.key.place
        return cls(places, scalars, values)

    def place(self, path: str) -> Place:
        """The place of a part's key; of the nearest part above it where it was not written itself."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places.get(path, Place())

    def inside(self, path: str, offset: int, length: int = 1) -> Place:
        """The place of a character inside the value at a path, such as a name in an expression."""
        scalar = self.scalars.get(path)
        return scalar.place_at(offset, length) if scalar else self.place(path)


def _in_brackets(place: Place) -> bool:
    return (place.excerpt or "")[(place.column or 1) - 1 :][:1] in ("[", "{")
