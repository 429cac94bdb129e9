"""Native whole numbers as the texts that they are as names: without making a text of any."""

import numpy as np
import pyarrow as pa

from ...expressions.alphabet import alphabetical
from ...expressions.arrays import filled, values_of
from ...expressions.columns import Texts, used_codes
from ...expressions.words import FEW, Integers, whole_number
from ..joining import whole_words
from ..raw import ArrowArray, RawColumn


def whole_texts(raw: RawColumn, missing_values: frozenset[str]) -> Texts | None:
    """The decimal texts of a column's numbers; None where it may hold anything else. The vocabulary may hold more."""
    part = raw.parts[0]
    if len(raw.parts) > 1 or not _fits_64_bits(part):
        return None
    known = values_of(part.is_valid()) if part.null_count else None
    numbers = values_of(filled(part, 0)).astype(np.int64, copy=False)
    absent = [number for text in missing_values if (number := whole_number(text)) is not None]
    if absent:
        there = ~np.isin(numbers, absent)
        known = there if known is None else known & there
    return whole_words(numbers if known is None else numbers[known], known)


def _fits_64_bits(part: ArrowArray) -> bool:
    return bool(pa.types.is_integer(part.type) and part.type != pa.uint64())


def alphabetised(texts: Texts) -> Texts:
    """The same, with a vocabulary of only the words that occur, in the order of the alphabet."""
    words = texts.vocabulary
    used = used_codes(texts.codes, len(words))
    numbers = words.at(used) if isinstance(words, Integers) else used
    order = alphabetical(Integers(numbers))
    place = np.full(len(words) + 1, -1, dtype=np.int32)
    place[used[order]] = np.arange(len(order), dtype=np.int32)
    ordered = Integers(numbers[order])
    return Texts(place.take(texts.codes, mode="wrap"), tuple(ordered) if len(order) <= FEW else ordered)
