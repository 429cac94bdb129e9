"""Texts that differ by capitals or blanks only, found among very many without reading them one by one."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..expressions.arrays import values_of
from ..expressions.words import Integers, arrow_words
from .marks import Marks, letters, marks_of, marks_of_bytes
from .raw import ArrowArray

_BLANKS = re.compile(r"\s+")
_ASCII = [chr(code) for code in range(128)]
_BEYOND = range(128, 256)
_IS_BLANK = np.array([*(sign.isspace() for sign in _ASCII), *(False for _ in _BEYOND)])
_LOWER = np.array([*(ord(sign.lower()) for sign in _ASCII), *_BEYOND], dtype=np.uint8)


def lookalikes(vocabulary: Sequence[str]) -> list[list[str]]:
    """The groups of words that are the same but for capitals and blanks, in the order of the alphabet."""
    if isinstance(vocabulary, Integers):
        return []
    words = arrow_words(vocabulary)
    marks = _folded_marks(words)
    ordered = np.sort(marks)
    shared = np.flatnonzero(np.isin(marks, ordered[1:][ordered[1:] == ordered[:-1]]))
    alike: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words.take(shared).to_pylist()):
        alike[_folded(word)].append(word)
    return [group for group in alike.values() if len(group) > 1]


def _folded(word: str) -> str:
    return _BLANKS.sub("", word).casefold()


def _folded_marks(words: ArrowArray) -> Marks:
    """The marks of the texts without capitals and blanks; only what is not ASCII is folded one by one."""
    marks = _ascii_marks(words)
    other = np.flatnonzero(~values_of(pc.string_is_ascii(words)))
    if other.size:
        folded = [_folded(word) for word in words.take(other).to_pylist()]
        marks[other] = marks_of(pa.array(folded, pa.large_string()))
    return marks


def _ascii_marks(words: ArrowArray) -> Marks:
    starts, content = letters(words)
    lower, kept = _LOWER[content], ~_IS_BLANK[content]
    if kept.all():
        return marks_of_bytes(starts, lower)
    before = np.append(0, np.cumsum(kept))
    return marks_of_bytes(before[starts], lower[kept])
