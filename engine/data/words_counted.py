"""How often each word occurs, over any number of blocks, held compactly: a lost row may bring a word of its own."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..expressions.arrays import array_of
from ..expressions.columns import Mask, Texts
from ..expressions.words import arrow_rows

_LOOSE = 1_000_000
"""Words that may wait to be counted together with those before them."""


class WordCounts:
    """The number of rows of each word."""

    def __init__(self) -> None:
        self._parts: list[Any] = []
        self._loose = 0

    def add(self, texts: Texts, rows: Mask) -> None:
        """Count the words of some rows of a block."""
        codes, counts = np.unique(texts.codes[rows & ~texts.missing], return_counts=True)
        if codes.size:
            words = arrow_rows(texts.vocabulary, codes)
            self._parts.append(pa.table({"word": words, "rows": array_of(counts)}))
            self._loose += codes.size
        if self._loose > _LOOSE:
            self._settle()

    def join(self, other: "WordCounts") -> None:
        """Take in what was counted in other rows."""
        self._parts += other._parts  # noqa: SLF001  of its own kind
        self._loose += other._loose  # noqa: SLF001

    def commonest(self, shown: int) -> list[tuple[str, int]]:
        """The words with the most rows; of equally common ones the first in the alphabet."""
        if not self._parts:
            return []
        keys = [("rows", "descending"), ("word", "ascending")]
        counted = self._settle()
        found = counted.take(pc.select_k_unstable(counted, min(shown, len(counted)), sort_keys=keys))
        return list(zip(found["word"].to_pylist(), found["rows"].to_pylist(), strict=True))

    def _settle(self) -> Any:
        grouped = pa.concat_tables(self._parts).group_by("word").aggregate([("rows", "sum")])
        self._parts = [pa.table({"word": grouped["word"], "rows": grouped["rows_sum"]})]
        self._loose = 0
        return self._parts[0]
