"""Distinct values of small vocabularies: a byte for each account and word that says whether it has it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Floats, Index

MOST_WORDS = 64
MOST_BYTES = 2**28
"""Beyond these, pairs of account and word are gathered instead."""


@dataclass(slots=True, eq=False)
class Presence:
    """Which of a few words each account has."""

    size: int
    words: int = 8
    flags: NDArray[np.uint8] = field(init=False)

    def __post_init__(self) -> None:
        self.flags = np.zeros(self.size * self.words, dtype=np.uint8)

    def fits(self, words: int) -> bool:
        """Whether there may be so many words."""
        return words <= MOST_WORDS and self.size * self._room(words) <= MOST_BYTES

    def add(self, account: Index, codes: Index, words: int) -> None:
        """Note the word of each row; there are `words` of them by now."""
        if words > self.words:
            self._widen(self._room(words))
        self.flags[account * self.words + codes] = 1

    def _room(self, words: int) -> int:
        return max(self.words, 1 << (words - 1).bit_length() if words else 0)

    def _widen(self, words: int) -> None:
        wider = np.zeros((self.size, words), dtype=np.uint8)
        wider[:, : self.words] = self.flags.reshape(self.size, self.words)
        self.flags, self.words = wider.reshape(-1), words

    def count(self) -> Floats:
        """How many words each account has."""
        # Eight flags are added up at once: the bytes of one 64-bit integer, by a multiplication.
        eights = self.flags.view(np.uint64).reshape(self.size, -1)
        counts = (eights * np.uint64(0x0101010101010101)) >> np.uint64(56)
        found: Floats = counts.sum(axis=1).astype(np.float64)
        return found

    def pairs(self) -> tuple[Index, Index]:
        """The accounts and codes that were noted."""
        account, codes = np.divmod(np.flatnonzero(self.flags), self.words)
        return account, codes
