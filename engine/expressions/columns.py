"""Columns as the kernel computes with them. A missing value is a value of its own, never false and never zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .words import Words, arrow_rows

Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.int32]
Index: TypeAlias = NDArray[np.int64]

_TABLES_OF, _SMALL = 4, 2**16
"""A table of all codes is made where there are not many more of them than rows."""

_AT_FIRST = 2**13
"""So many rows show all words of a small vocabulary, as a rule."""


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """Values on a scale as float64, in which NaN is missing and infinity never occurs."""

    values: Floats

    def __len__(self) -> int:
        return len(self.values)

    @property
    def missing(self) -> Mask:
        return np.isnan(self.values)

    def take(self, rows: Index | Mask | slice) -> Self:
        return type(self)(self.values[rows])


class Numbers(_Measured):
    """Numbers."""

    __slots__ = ()


class Dates(_Measured):
    """Dates as days since 1970-01-01."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Text as codes into a vocabulary of distinct texts; code -1 is missing. Empty text does not occur.

    The vocabulary may hold words that no row has. What names rows may have one of very many words, of which a Python
    string is made only when somebody reads it (see `words`).
    """

    codes: Codes
    vocabulary: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def missing(self) -> Mask:
        return self.codes < 0

    def take(self, rows: Index | Mask | slice) -> "Texts":
        return Texts(self.codes[rows], self.vocabulary)

    def taken(self, rows: Index) -> "Texts":
        """The texts of some rows; row -1 gives a missing one."""
        return Texts(np.append(self.codes, np.int32(-1))[rows], self.vocabulary)

    @classmethod
    def of(cls, values: "Sequence[str | None]") -> "Texts":
        """From plain texts; None and empty text are missing. For small tables and tests."""
        vocabulary: dict[str, int] = {}
        codes = [vocabulary.setdefault(value, len(vocabulary)) if value else -1 for value in values]
        return cls(np.array(codes, dtype=np.int32), tuple(vocabulary))

    def to_list(self) -> list[str | None]:
        if isinstance(self.vocabulary, Words):
            listed: list[str | None] = arrow_rows(self.vocabulary, self.codes).to_pylist()
            return listed
        return [None if code < 0 else self.vocabulary[code] for code in self.codes.tolist()]


def used_codes(codes: Codes | Index, size: int) -> Index:
    """The codes below `size` that occur, ascending; code -1 aside."""
    if size > _TABLES_OF * len(codes) + _SMALL:
        used: Index = np.unique(codes).astype(np.int64)
        return used[used >= 0]
    there = _there(codes[:_AT_FIRST], size)
    if not there.all():
        there |= _there(codes[_AT_FIRST:], size)
    return np.flatnonzero(there)


def _there(codes: Codes | Index, size: int) -> Mask:
    counted = codes + 1 if codes.size and codes.min() < 0 else codes
    counts = np.bincount(counted, minlength=size + 1)
    return (counts[:size] if counted is codes else counts[1:]) > 0


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """Three-valued truth as two masks that are never null: surely true, surely false; neither is unknown."""

    true: Mask
    false: Mask

    def __len__(self) -> int:
        return len(self.true)

    @property
    def missing(self) -> Mask:
        return ~(self.true | self.false)

    def take(self, rows: Index | Mask | slice) -> "Condition":
        return Condition(self.true[rows], self.false[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """A list of ids per row, such as an overlapping segmentation: per id the rows that have it."""

    masks: Mapping[str, Mask]
    size: int

    def __len__(self) -> int:
        return self.size

    @property
    def missing(self) -> Mask:
        return np.zeros(self.size, dtype=np.bool_)

    def take(self, rows: Index | Mask | slice) -> "Members":
        masks = {key: mask[rows] for key, mask in self.masks.items()}
        size = len(np.arange(self.size)[rows])
        return Members(masks, size)


Column: TypeAlias = Numbers | Dates | Texts | Condition | Members
Block: TypeAlias = Mapping[str, Column]
