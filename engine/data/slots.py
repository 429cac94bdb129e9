"""Marks found among others: a table of slots that is filled once and asked as often as needed.

Arrow's own search builds its table anew for every question.
"""

from typing import Self

import numpy as np

from ..expressions.columns import Codes, Index
from .marks import Marks

_FREE = -1
_EMPTIEST = 6  # at least 64 slots


class Slots:
    """Distinct marks by their place; between a quarter and a half of the slots are taken.

    A mark stands in the slot that its highest bits name, or in the next free one. Where two are the same they are not
    `distinct`, and nothing can be found.
    """

    def __init__(self, marks: Marks) -> None:
        bits = max((2 * len(marks)).bit_length(), _EMPTIEST)
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        self._marks = marks
        self._places: Codes = np.full(1 << bits, _FREE, dtype=np.int32)
        self.distinct = self._fill()

    @classmethod
    def of(cls, marks: Marks) -> Self | None:
        """None where two marks are the same."""
        slots = cls(marks)
        return slots if slots.distinct else None

    def _fill(self) -> bool:
        """Put every mark into a slot; false as soon as one meets itself."""
        waiting = np.arange(len(self._marks), dtype=np.int32)
        slots = self._first(self._marks)
        while waiting.size:
            free = np.flatnonzero(self._places[slots] == _FREE)
            self._places[slots[free]] = waiting[free]  # of several for one slot the last one has it
            there = self._places[slots]
            left = np.flatnonzero(there != waiting)
            waiting, slots, there = waiting[left], slots[left], there[left]
            if np.any(self._marks[waiting] == self._marks[there]):
                return False
            slots = (slots + 1) & self._last
        return True

    def find(self, wanted: Marks) -> Index:
        """The place of each mark, -1 where it is none of these."""
        found = self._places[slots := self._first(wanted)].astype(np.int64)
        open_ = self._others(found, wanted)
        slots = slots[open_]
        while open_.size:
            slots = (slots + 1) & self._last
            found[open_] = self._places[slots]
            left = self._others(found[open_], wanted[open_])
            open_, slots = open_[left], slots[left]
        return found

    def _others(self, found: Index, wanted: Marks) -> Index:
        """Which slots are taken by another mark, so that the next has to be looked at."""
        if not len(self._marks):
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero((self._marks[found] != wanted) & (found >= 0))

    def _first(self, marks: Marks) -> Index:
        return (marks >> self._shift).astype(np.int64)
