"""Texts as numbers of 64 bits: equal texts have equal marks, and different ones nearly never have."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Index
from .raw import ArrowArray

Marks: TypeAlias = NDArray[np.uint64]
Bytes: TypeAlias = NDArray[np.uint8]

_STRIDE = 8
_FARTHEST = 64 * _STRIDE  # what two texts differ in only beyond, is for whoever compares them
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_KEPT = np.array([0, *((1 << 8 * count) - 1 for count in range(1, 9))], dtype=np.uint64)


def marks_of(texts: ArrowArray) -> Marks:
    """The mark of each text of an Arrow array of large strings without nulls."""
    return marks_of_bytes(*letters(texts))


def marks_of_numbers(numbers: Index) -> Marks:
    """The mark of each whole number; no two have the same."""
    return _mixed(numbers.view(np.uint64))


def letters(texts: ArrowArray) -> tuple[Index, Bytes]:
    """Where each text begins, and the last one ends, in the bytes of UTF-8 of them all."""
    _, offsets, content = texts.buffers()
    if not len(texts) or not content:
        return np.zeros(len(texts) + 1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    starts = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return starts - starts[0], np.frombuffer(content, np.uint8)[starts[0] : starts[-1]]


def marks_of_bytes(starts: Index, content: Bytes) -> Marks:
    """Eight bytes at a time are mixed into the marks of all texts that are long enough."""
    begin, length = starts[:-1], np.diff(starts)
    padded = np.append(content, np.zeros(_STRIDE, dtype=np.uint8))
    eights = np.ndarray((len(content) + 1,), np.dtype("<u8"), padded, strides=(1,))
    marks = _mixed(length.view(np.uint64))
    for at in range(0, min(int(length.max(initial=0)), _FARTHEST), _STRIDE):
        rows = np.flatnonzero(length > at) if at else slice(None)
        taken = eights[begin[rows] + at] & _KEPT[np.clip(length[rows] - at, 0, _STRIDE)]
        marks[rows] = _mixed(marks[rows] ^ taken)
    return marks


def _mixed(numbers: Marks) -> Marks:
    """Each to another number, one to one: every bit of it has a say in the highest bits."""
    with np.errstate(over="ignore"):
        spread: Marks = (numbers ^ (numbers >> _HALF)) * _MIX
        return spread ^ (spread >> _HALF)


def are_distinct(texts: ArrowArray) -> bool:
    """Whether no two texts are surely the same; those with one mark count as such.

    Texts that share one of many boxes by the highest bits of their marks are looked at, then those of them that still do.
    """
    marks = marks_of(texts)
    while marks.size > 1:
        bits = marks.size.bit_length() + 3
        boxes = (marks >> np.uint64(64 - bits)).astype(np.int64)
        owner = np.empty(1 << bits, dtype=np.int32)
        owner[boxes] = np.arange(marks.size, dtype=np.int32)
        owners = owner[boxes]
        others = np.flatnonzero(owners != np.arange(marks.size))
        if np.any(marks[others] == marks[owners[others]]):
            return False
        marks = marks[others]
    return True
