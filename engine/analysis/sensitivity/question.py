"""What is asked: which numbers are turned, how far, and whose segments are watched."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...rules.editing.dial import DialKind

THRESHOLDS = frozenset(DialKind) - {DialKind.POINTS, DialKind.WINDOW}
"""What is turned where nobody asks for more: points and the spans of metrics are seldom in doubt by a few percent."""

MODERATE = 0.1
"""A number that is off by so much is nobody's mistake: what moves then was never sure."""


@dataclass(frozen=True, slots=True)
class Question:
    """`segmentation`: the one that is watched (None: the first matrix, else the first of all). `shifts`: how far every
    number is turned, up and down, as shares of itself. `kinds` of numbers. `near`: a score this many points or fewer from a
    boundary is near it. `draws`: how often all weights are drawn anew together (0: never), from `seed`.
    """

    segmentation: str | None = None
    shifts: Sequence[float] = (0.05, 0.1, 0.2)
    kinds: Collection[DialKind] = THRESHOLDS
    near: float = 2.0
    draws: int = 200
    seed: int = 1

    @property
    def within(self) -> float:
        """The shift that the stability looks at: the largest that is asked for of those up to 10%, else the smallest."""
        return max((shift for shift in self.shifts if shift <= MODERATE), default=min(self.shifts))
