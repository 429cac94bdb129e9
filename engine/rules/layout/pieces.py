"""YAML as pieces that know which stretch of the text they are: what a layout needs beside the meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import yaml

# The same reader as for rulesets: PyYAML's own and libyaml differ on some question marks.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Piece:
    """A scalar, an alias, a list or a map, from `start` to `end` in the text.

    `items` holds the items of a list, or keys and values of a map in turn. `flow` tells brackets and braces from
    indentation; `style` is the mark of a scalar: "", ', ", | or >.
    """

    kind: str
    start: int
    end: int
    anchor: str = ""
    value: str = ""
    style: str = ""
    flow: bool = False
    items: list["Piece"] = field(default_factory=list)

    @property
    def pairs(self) -> Iterator[tuple["Piece", "Piece"]]:
        """Keys with their values, of a map."""
        return zip(self.items[::2], self.items[1::2], strict=True)

    @property
    def first(self) -> int:
        """Where the first thing in it that is written stands."""
        return self.start if self.flow or not self.items else self.items[0].first

    @property
    def last(self) -> int:
        """Where the last thing in it that is written ends."""
        return self.end if self.flow or not self.items else self.items[-1].last

    def leaves(self) -> Iterator["Piece"]:
        """Scalars and aliases, in the order of the text."""
        if not self.items and self.kind in {"scalar", "alias"}:
            yield self
        for item in self.items:
            yield from item.leaves()


def read_pieces(text: str) -> Piece | None:
    """The root of a text that is known to be good YAML; None where it holds nothing."""
    opened: list[Piece] = [Piece("list", 0, 0)]
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionStartEvent):
            piece = _piece(event, text)
            opened[-1].items.append(piece)
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(piece)
        elif isinstance(event, yaml.CollectionEndEvent):
            opened.pop().end = _mark(event.end_mark)
    return opened[0].items[0] if opened[0].items else None


def _piece(event: yaml.NodeEvent, text: str) -> Piece:
    start, end, anchor = _mark(event.start_mark), _mark(event.end_mark), event.anchor or ""
    if isinstance(event, yaml.AliasEvent):
        return Piece("alias", start, end, value=f"*{anchor}")
    if isinstance(event, yaml.ScalarEvent):
        kept = start + len(text[start:end].rstrip())  # a block scalar ends where the next piece begins
        return Piece("scalar", start, kept, anchor, event.value, event.style or "")
    flow = bool(cast("yaml.CollectionStartEvent", event).flow_style)
    return Piece(
        "map" if isinstance(event, yaml.MappingStartEvent) else "list", start, end, anchor, flow=flow
    )


def _mark(mark: object) -> int:
    return cast("yaml.Mark", mark).index
