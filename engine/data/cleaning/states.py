"""What cleaning makes of a column: its values, and of each row whether the value was there, fits, or was mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...expressions.arrays import filled, one, texts_of, values_of
from ...expressions.columns import Codes, Column, Floats, Index, Mask
from ..marks import letters
from ..raw import ArrowArray

States: TypeAlias = NDArray[np.uint8]
MISSING, FITS, MENDED, INVALID = 0, 1, 2, 3
_BLANK, _BEYOND_ASCII = 0x20, 0x7F


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a table writes its values: signs in numbers, patterns of dates, what stands for "missing".

    `currency` is the one that money without a sign is in.
    """

    decimal: str = "."
    thousands: str = ""
    missing_values: frozenset[str] = frozenset()
    date_formats: tuple[str, ...] = ()
    currency: str = "EUR"


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A typed column; `invalid` rows hold a value that does not fit (now missing), `mended` ones another spelling.

    Where every value fits as it stands the masks are one value that stands for all rows, and cannot be written to.
    """

    column: Column
    invalid: Mask
    mended: Mask

    @classmethod
    def fitting(cls, column: Column) -> Self:
        """A column of which every value fits as it stands."""
        nowhere = np.broadcast_to(np.False_, len(column))
        return cls(column, nowhere, nowhere)

    @property
    def sound(self) -> bool:
        """Whether surely no value was refused or mended; told without a look at the rows."""
        return _is_nowhere(self.invalid) and _is_nowhere(self.mended)


def _is_nowhere(mask: Mask) -> bool:
    return not mask.size or (mask.strides == (0,) and not mask[0])


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Values as float64 (NaN where there is none) with the state of each.

    Without states every value fits, and those that are NaN are missing.
    """

    values: Floats
    states: States | None = None

    def refuse(self, rows: Mask) -> "Measured":
        """The same with the known values of some rows made invalid."""
        if not rows.any():
            return self
        refused = rows & (~np.isnan(self.values) if self.states is None else self.states != MISSING)
        before = self.all_states() if self.states is None else self.states
        return Measured(np.where(refused, np.nan, self.values), np.where(refused, np.uint8(INVALID), before))

    def all_states(self) -> States:
        """The state of each value."""
        if self.states is not None:
            return self.states
        return np.where(np.isnan(self.values), np.uint8(MISSING), np.uint8(FITS))

    def cleaned(self, column: Column) -> Cleaned:
        if self.states is None:
            return Cleaned.fitting(column)
        return Cleaned(column, self.states == INVALID, self.states == MENDED)

    def at(self, codes: Codes | Index) -> "Measured":
        """The values of rows by their codes; code -1 is missing."""
        values = np.append(self.values, np.nan).take(codes, mode="wrap")
        if self.states is None:
            return Measured(values)
        return Measured(values, np.append(self.states, np.uint8(MISSING)).take(codes, mode="wrap"))

    @classmethod
    def of(cls, values: Sequence[float | None], states: Sequence[int]) -> "Measured":
        numbers = [np.nan if value is None else value for value in values]
        return cls(np.array(numbers, dtype=np.float64), np.array(states, dtype=np.uint8))


def trimmed(part: ArrowArray, missing_values: frozenset[str]) -> tuple[ArrowArray, Codes]:
    """The distinct texts of a dictionary array, trimmed, null where missing; and each row's code, -1 for none.

    Texts that were different before they were trimmed may be equal now.
    """
    texts = part.dictionary.cast(pa.large_string())
    if not _is_bare(texts):
        texts = pc.utf8_trim_whitespace(texts)
    lengths = pc.binary_length(texts)
    absent = pc.equal(lengths, one(0, lengths.type))
    if missing_values:
        absent = pc.or_(absent, pc.is_in(texts, value_set=texts_of(sorted(missing_values), texts.type)))
    if pc.any(absent).as_py():
        texts = pc.if_else(absent, one(None, texts.type), texts)
    return texts, values_of(filled(part.indices, -1))


def _is_bare(texts: ArrowArray) -> bool:
    """Whether surely no text begins or ends with a blank: each does so with a visible sign of ASCII."""
    starts, content = letters(texts)
    begin, end = starts[:-1], starts[1:]
    if np.any(begin == end):
        kept = np.flatnonzero(begin != end)
        begin, end = begin[kept], end[kept]
    edges = (content[begin], content[end - 1])
    return all(bool(np.all((edge > _BLANK) & (edge < _BEYOND_ASCII))) for edge in edges)
