"""One difference between two rulesets."""

from dataclasses import dataclass

from ..nodes import Node, plain


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """A part of a ruleset with what it was and what it becomes; None where it was or is not there.

    `path` holds the keys that lead to it (`("scores", "pain", "criteria", "urgency", "weight")`); an item of a list is
    named by its index as text. Keys of a points map may hold points, so the path is no joined text.
    """

    path: tuple[str, ...]
    old: Node | None
    new: Node | None

    @property
    def name(self) -> str:
        """The path as findings and reviewers write it."""
        return ".".join(self.path)

    @property
    def values(self) -> tuple[object, object]:
        """What it was and what it becomes, as ordinary Python values; None also where it is not there."""
        return tuple(None if node is None else plain(node) for node in (self.old, self.new))  # type: ignore[return-value]
