"""Dice that one number seeds, so that a ruleset and its data can be made again."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """The dice of one ruleset."""

    def maybe(self, part: float = 0.5) -> bool:
        """Whether something happens that does in this part of all cases."""
        return self.random() < part

    def some(self, items: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Some of the items, in their order."""
        count = self.randint(min(least, len(items)), min(len(items) if most is None else most, len(items)))
        return [items[place] for place in sorted(self.sample(range(len(items)), count))]

    def whole(self, low: int, high: int) -> int:
        return self.randint(low, high)
