"""What an evaluation leaves behind for a next one over the same data: each result with what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .notices import Notice


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Something that was computed: by which definition, from which columns, and what was noticed on the way."""

    definition: object
    inputs: tuple[object, ...]
    outcome: Any
    notices: tuple[Notice, ...] = ()

    def holds(self, definition: object, inputs: Sequence[object]) -> bool:
        """Whether it is what that definition makes of those columns; a column is known by being the same object."""
        return (
            self.definition == definition
            and len(self.inputs) == len(inputs)
            and all(mine is theirs for mine, theirs in zip(self.inputs, inputs, strict=True))
        )


@dataclass(slots=True, eq=False)
class Memory:
    """Results by key. While it is `learning` it takes in what is computed; after that it only gives."""

    learning: bool = False
    kept: dict[str, Kept] = field(default_factory=dict)

    def find(self, key: str, definition: object, inputs: Sequence[object]) -> Kept | None:
        """What was kept under a key, where it still holds."""
        kept = self.kept.get(key)
        return kept if kept is not None and kept.holds(definition, inputs) else None

    def learn(self, key: str, kept: Kept) -> None:
        """Keep a result, where there will be another evaluation."""
        if self.learning:
            self.kept[key] = kept
