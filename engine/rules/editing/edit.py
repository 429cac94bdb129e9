"""One difference between two rulesets."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..nodes import Node, plain

EditKind: TypeAlias = Literal["value", "together", "order", "rename", "document"]


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """A part of a ruleset with what it was and what it becomes; None where it was or is not there.

    `path` holds the keys that lead to it (`("scores", "pain", "criteria", "urgency", "weight")`); an item of a list is
    named by its index as text, or by what tells it from its neighbours: `from 50` for a band, `when employees > 5` for
    a rule. Keys of a points map may hold points, so the path is no joined text.

    `kind` tells how to read it:
    - value: `new` takes the place of `old`.
    - together: maps of keys that only make sense as one, such as bands that become a scale; the other keys of the map at
      `path` stay.
    - order: `old` and `new` list the same names of a map or list, in another order.
    - document: `old` and `new` hold the text of a file that the ruleset names; the last key is its name.
    - rename: the id at the end of `path` becomes `new`, there and wherever it is used.

    `follows` are the names before an added one, nearest first: it goes after the first of them that is there. None:
    it goes last.
    """

    path: tuple[str, ...]
    old: Node | None
    new: Node | None
    kind: EditKind = "value"
    follows: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The path as findings and reviewers write it."""
        return ".".join(self.path)

    @property
    def values(self) -> tuple[object, object]:
        """What it was and what it becomes, as ordinary Python values; None also where it is not there."""
        return tuple(None if node is None else plain(node) for node in (self.old, self.new))  # type: ignore[return-value]
