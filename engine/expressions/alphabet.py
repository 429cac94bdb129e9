"""The order of texts: by code point, as Python sorts strings."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .arrays import values_of
from .words import ArrowStrings, Integers, Places, Words

_TENS = 10 ** np.arange(1, 20, dtype=np.uint64)
_POWERS = 10 ** np.arange(20, dtype=np.uint64)
_CLOSE = 4
_DIGITS_OF_A_KEY = 17  # so many digits and the number of digits go into 64 bits
_ROOM = 32


def alphabetical(vocabulary: Sequence[str]) -> Places:
    """The places of the words in ascending order: `1`, `10`, `2`. Of equal words the earlier comes first."""
    if isinstance(vocabulary, Integers):
        return _of_numbers(vocabulary.array())
    if isinstance(vocabulary, Words):
        return _of_strings(vocabulary.arrow())
    return np.array(sorted(range(len(vocabulary)), key=vocabulary.__getitem__), dtype=np.int64)


def _of_strings(words: ArrowStrings) -> Places:
    """By the bytes of UTF-8, whose order is that of code points."""
    import pyarrow.compute as pc

    if pc.all(pc.less_equal(words[:-1], words[1:])).as_py():
        return np.arange(len(words), dtype=np.int64)
    return values_of(pc.sort_indices(words)).astype(np.int64)


def _of_numbers(numbers: Places) -> Places:
    """By the decimal texts of numbers: negative ones first, then digit by digit, the shorter of two that begin alike first.

    Numbers of equal length keep the order of their values, so a stable sort meets long stretches already in order.
    """
    by_value = _by_value(numbers)
    ordered = numbers[by_value]
    size = np.abs(ordered).view(np.uint64)  # -2**63 too: its size wraps to the same bits
    digits = np.searchsorted(_TENS, size, side="right")
    longest = int(digits.max(initial=0))
    left = size * _POWERS[longest - digits]  # 12 among numbers of four digits: 1200
    places: Places = by_value[_sorted_keys(left, digits, ordered, longest)]
    return places


def _by_value(numbers: Places) -> Places:
    """The places of distinct numbers in ascending order; without sorting where they lie close."""
    low, high = (int(numbers.min()), int(numbers.max())) if numbers.size else (0, 0)
    if high - low > _CLOSE * len(numbers):
        return np.argsort(numbers, kind="stable")
    place = np.full(high - low + 1, -1, dtype=np.int32)
    place[numbers - low] = np.arange(len(numbers), dtype=np.int32)
    return place[place >= 0].astype(np.int64)


def _sorted_keys(left: Any, digits: Places, ordered: Places, longest: int) -> Places:
    """The places by digits from the left, then by how many there are; negative numbers before all others."""
    if longest >= _DIGITS_OF_A_KEY:
        return np.lexsort((digits, left, ordered >= 0))
    key = left.view(np.int64) * _ROOM + digits
    if ordered.size and ordered[0] < 0:
        key[ordered < 0] -= 10**_DIGITS_OF_A_KEY * _ROOM
    return np.argsort(key, kind="stable")
