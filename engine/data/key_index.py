"""The rows of a table by their keys: made once, and asked for every block of rows that refer to them."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..expressions.arrays import array_of, filled, values_of
from ..expressions.columns import Codes, Index, Mask, Texts
from ..expressions.words import Integers, arrow_words
from .marks import marks_of, marks_of_numbers
from .raw import ArrowArray
from .slots import Slots

_DENSE = 4
_SMALL = 2**16
_WHOLE = "^(?:0|-?[1-9][0-9]{0,17})$"  # within 64 bits, whatever the digits
_LONG = (("^[1-9][0-9]{18}$", str(2**63 - 1)), ("^-[1-9][0-9]{18}$", str(-(2**63))))


class KeyIndex:
    """The first usable row of each key; -1 where none has it. A missing key is nobody's."""

    def __init__(self, keys: Texts, usable: Mask | None = None) -> None:
        kept = ~keys.missing if usable is None else usable & ~keys.missing
        every = bool(kept.all())
        self._rows: Index | Codes = np.arange(len(keys), dtype=np.int32) if every else np.flatnonzero(kept)
        self._codes = keys.codes if every else keys.codes[self._rows]
        self._vocabulary = keys.vocabulary

    def find(self, wanted: Texts) -> Index:
        """For each wanted key the row that has it, -1 where none has."""
        found = self._found(wanted.codes, wanted)
        missing = wanted.missing
        return np.where(missing, -1, found) if missing.any() else found

    def _found(self, codes: Codes, wanted: Texts) -> Index:
        words = wanted.vocabulary
        if isinstance(words, Integers):
            if isinstance(words.numbers, range):
                return self._numbers.find(codes, words.numbers.start)
            return _of_words(codes, words.numbers, self._numbers.find)
        return _of_words(codes, arrow_words(words), self._of_texts)

    def _of_texts(self, texts: ArrowArray) -> Index:
        if not isinstance(self._vocabulary, Integers):
            return self._texts.find(texts)
        places, numbers = whole_numbers(texts)
        found = np.full(len(texts), -1, dtype=np.int64)
        found[places] = self._numbers.find(numbers)
        return found

    @cached_property
    def _numbers(self) -> "RowsByNumber":
        """The rows whose key is the decimal text of a whole number."""
        if isinstance(self._vocabulary, Integers):
            return RowsByNumber(self._vocabulary.at(self._codes), self._rows)
        places, numbers = whole_numbers(arrow_words(self._vocabulary))
        rows = self._row_of[places]
        return RowsByNumber(numbers[rows >= 0], rows[rows >= 0])

    @cached_property
    def _texts(self) -> "RowsByText":
        return RowsByText(arrow_words(self._vocabulary), self._row_of)

    @cached_property
    def _row_of(self) -> Index:
        """The first row of each word of the vocabulary."""
        row_of = np.full(len(self._vocabulary), -1, dtype=np.int64)
        row_of[self._codes[::-1]] = self._rows[::-1]
        return row_of


class RowsByNumber:
    """Rows by whole numbers; of several with one number the first counts."""

    def __init__(self, numbers: Index, rows: Index | Codes) -> None:
        self._first = int(numbers.min()) if numbers.size else 0
        self._span = int(numbers.max()) - self._first + 1 if numbers.size else 0
        self._slots: Slots | None = None
        if self._span <= _DENSE * len(numbers) + _SMALL:
            self._rows: Codes = np.full(self._span, -1, dtype=np.int32)  # half the width stays in the cache
            self._rows[numbers[::-1] - self._first] = rows[::-1]
        else:
            distinct, first = np.unique(numbers, return_index=True)
            self._rows, self._slots = rows[first].astype(np.int32), Slots(marks_of_numbers(distinct))

    def find(self, numbers: Index | Codes, start: int = 0) -> Index:
        """The row of each number, which is counted from `start`."""
        if not numbers.size or not self._rows.size:
            return np.full(len(numbers), -1, dtype=np.int64)
        if self._slots is not None:
            return _or_none(self._rows, self._slots.find(marks_of_numbers(numbers + np.int64(start))))
        skipped, least, greatest = start - self._first, int(numbers.min()), int(numbers.max())
        if least >= 0 <= skipped and greatest + skipped < self._span:
            return self._rows[skipped:].take(numbers).astype(np.int64)
        wide = numbers + np.int64(start)
        inside = (wide >= self._first) & (wide <= self._first + self._span - 1)
        return _or_none(self._rows, np.where(inside, wide - np.int64(self._first), -1))


class RowsByText:
    """Rows by distinct texts, given the row of each (-1 for none)."""

    def __init__(self, texts: ArrowArray, rows: Index) -> None:
        self._texts, self._rows = texts, rows
        self._slots = Slots.of(marks_of(texts))

    def find(self, texts: ArrowArray) -> Index:
        """The row of each text. What the marks find is held against the texts themselves."""
        if self._slots is None:  # two texts with one mark
            found = pc.index_in(texts, value_set=self._texts)
            return _or_none(self._rows, values_of(filled(found, -1)).astype(np.int64))
        places = self._slots.find(marks_of(texts))
        hits = np.flatnonzero(places >= 0)
        same = pc.equal(
            self._texts.take(array_of(places[hits])),
            texts if len(hits) == len(texts) else texts.take(array_of(hits)),
        )
        places[hits[~values_of(same)]] = -1
        return _or_none(self._rows, places)


def whole_numbers(texts: ArrowArray) -> tuple[Index, Index]:
    """The places of the texts that are decimal texts of whole numbers of 64 bits, and these numbers."""
    fits = pc.match_substring_regex(texts, _WHOLE)
    for pattern, most in _LONG:
        long = pc.match_substring_regex(texts, pattern)
        fits = pc.or_(fits, pc.and_(long, pc.less_equal(texts, most)))
    places = np.flatnonzero(values_of(fits))
    return places, values_of(texts.take(array_of(places)).cast(pa.int64()))


def _of_words(codes: Codes, words: Any, find: Callable[[Any], Index]) -> Index:
    """What is found for each row's word; each word is looked for once, or each row's where these are fewer."""
    if not len(words):
        return np.full(len(codes), -1, dtype=np.int64)
    if len(words) > len(codes):
        return find(words.take(np.maximum(codes, 0)))
    return find(words).take(codes, mode="wrap")


def _or_none(rows: Index | Codes, places: Index) -> Index:
    """The rows at some places; place -1 gives -1."""
    if not rows.size:
        return np.full(len(places), -1, dtype=np.int64)
    return np.where(places < 0, -1, rows.take(places, mode="wrap"))
