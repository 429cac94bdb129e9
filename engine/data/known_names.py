"""Names that exist, to find the one that was probably meant by another."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..expressions.arrays import values_of
from ..expressions.columns import Texts
from ..expressions.words import Integers, Words, arrow_words, chosen_words
from ..findings.nearest import nearest

_ZEROS = "0 "
_ALL_COMPARED = 20_000
_MOST_DIGITS = 19
_PARTS = 3


class KnownNames:
    """Vocabularies of names; of columns only the words that occur. Nothing is done with them before somebody asks."""

    def __init__(self, *names: Sequence[str] | Texts) -> None:
        self._names = names

    def nearest(self, value: str) -> str:
        """The nearest known name, empty where none is close. Numbers are close only if they differ by leading zeros.

        Of very many names only those are compared that have a third of the value in them.
        """
        if value.replace(" ", "").isdigit():
            bare = value.strip(_ZEROS)
            return max((_with_zeros(bare, names) for names in self._vocabularies()), default="")
        return nearest(value, self._candidates(value)) or ""

    def _vocabularies(self) -> list[Sequence[str]]:
        return [_occurring(names) if isinstance(names, Texts) else names for names in self._names]

    def _candidates(self, value: str) -> list[str]:
        vocabularies = self._vocabularies()
        if sum(map(len, vocabularies)) <= _ALL_COMPARED:
            return [name for names in vocabularies for name in names]
        return [name for names in vocabularies for name in _sharing(value, names)]


def _occurring(texts: Texts) -> Sequence[str]:
    return chosen_words(texts.vocabulary, np.unique(texts.codes[~texts.missing]).astype(np.int64))


def _with_zeros(bare: str, names: Sequence[str]) -> str:
    """The last name in the alphabet that is `bare` but for zeros and blanks around it, empty where none is."""
    if isinstance(names, Integers):
        longer = (bare + "0" * count for count in range(_MOST_DIGITS, -1, -1))
        return next((name for name in longer if name in names), "")
    if not isinstance(names, Words):
        return max((name for name in names if name.strip(_ZEROS) == bare), default="")
    words = names.arrow()
    found = words.filter(pc.equal(pc.utf8_trim(words, _ZEROS), bare))
    return max(found.to_pylist(), default="")


def _sharing(value: str, names: Sequence[str]) -> list[str]:
    """The names that have a third of a value in them, in any case; of too many those with most of it, alike in length."""
    words = arrow_words(names)
    size = -(-len(value) // _PARTS)
    parts = {value[start : start + size] for start in range(0, len(value), size)}
    shared = np.zeros(len(words), dtype=np.int8)
    for part in parts:
        shared += values_of(pc.match_substring(words, part, ignore_case=True))
    places = np.flatnonzero(shared)
    found = words.take(places)
    if len(found) > _ALL_COMPARED:
        apart = pc.abs(pc.subtract(pc.utf8_length(found), len(value)))
        table = pa.table({"shared": shared[places], "apart": apart, "name": found})
        keys = [("shared", "descending"), ("apart", "ascending"), ("name", "ascending")]
        found = found.take(pc.select_k_unstable(table, _ALL_COMPARED, sort_keys=keys))
    listed: list[str] = found.to_pylist()
    return listed
