"""Ranges of account keys: each is one bucket of accounts, which are evaluated together with their rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from ..expressions.columns import Index, Texts

SAMPLE = 2_000
"""Keys per block of accounts that the ranges are chosen from."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Buckets of keys in the order of their texts; `starts` are the first keys of all buckets but the first."""

    starts: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.starts) + 1

    @classmethod
    def even(cls, samples: Sequence[Sequence[str]], count: int) -> Self:
        """At most `count` ranges of about as many accounts each, by samples of their keys."""
        keys = np.sort(np.array([key for sample in samples for key in sample], dtype=object))
        if not keys.size:
            return cls()
        places = [keys.size * number // count for number in range(1, count)]
        starts = dict.fromkeys(str(keys[place]) for place in places)
        starts.pop(str(keys[0]), None)  # before the first key there is nobody
        return cls(tuple(starts))

    def of(self, keys: Texts, lines: Index) -> Index:
        """The bucket of each row's key; a row without a key gets one by its line, so that such rows spread."""
        return np.where(keys.missing, lines % self.count, self._by_word(keys)[keys.codes])

    def _by_word(self, keys: Texts) -> Index:
        if not self.starts or not len(keys.vocabulary):
            return np.zeros(len(keys.vocabulary) + 1, dtype=np.int64)
        width = max(map(len, self.starts)) + 1  # what follows decides nothing
        words = np.fromiter(keys.vocabulary, dtype=f"U{width}", count=len(keys.vocabulary))
        starts = np.array(self.starts, dtype=f"U{width}")
        return np.append(np.searchsorted(starts, words, side="right"), 0)


def sample_of(keys: Texts) -> list[str]:
    """Some of the keys that occur, evenly apart in their order."""
    used = np.unique(keys.codes[keys.codes >= 0])
    words = sorted(keys.vocabulary[code] for code in used.tolist())
    step = max(len(words) // SAMPLE, 1)
    return [*words[::step]]
