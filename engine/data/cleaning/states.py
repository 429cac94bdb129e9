"""What cleaning makes of a column: its values, and of each row whether the value was there, fits, or was mended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...expressions.columns import Column, Floats, Index, Mask
from ..raw import ArrowArray, RawColumn
from ..readers.native import Kind, kind_of

States: TypeAlias = NDArray[np.uint8]
MISSING, FITS, MENDED, INVALID = 0, 1, 2, 3


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
    """A typed column; `invalid` rows hold a value that does not fit (now missing), `mended` ones another spelling."""

    column: Column
    invalid: Mask
    mended: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Values as float64 (NaN where there is none) with the state of each."""

    values: Floats
    states: States

    def refuse(self, rows: Mask) -> "Measured":
        """The same with the known values of some rows made invalid."""
        refused = rows & (self.states != MISSING)
        states = np.where(refused, np.uint8(INVALID), self.states)
        return Measured(np.where(refused, np.nan, self.values), states)

    def cleaned(self, column: Column) -> Cleaned:
        return Cleaned(column, self.states == INVALID, self.states == MENDED)

    @classmethod
    def of(cls, values: Sequence[float | None], states: Sequence[int]) -> "Measured":
        numbers = [np.nan if value is None else value for value in values]
        return cls(np.array(numbers, dtype=np.float64), np.array(states, dtype=np.uint8))


Judge: TypeAlias = Callable[[ArrowArray], Measured]


def measure(raw: RawColumn, missing_values: frozenset[str], judges: Mapping[Kind, Judge]) -> Measured:
    """Judge each part of a raw column by its kind; a kind without a judge does not fit the field at all.

    Texts are judged once per distinct text, trimmed, without the missing ones.
    """
    size = len(raw)
    values, states = np.full(size, np.nan), np.zeros(size, dtype=np.uint8)
    for part in raw.parts:
        kind = kind_of(part)
        judge = judges.get(kind, refuse_all)
        judged = _by_vocabulary(part, missing_values, judge) if kind == "text" else judge(part)
        known = judged.states != MISSING
        values[known], states[known] = judged.values[known], judged.states[known]
    return Measured(values, states)


def refuse_all(part: ArrowArray) -> Measured:
    """Find nothing fitting."""
    known = part.is_valid().to_numpy(zero_copy_only=False)
    return Measured(np.full(len(part), np.nan), np.where(known, INVALID, MISSING).astype(np.uint8))


def floats(part: ArrowArray) -> Measured:
    """Take native numbers; NaN is missing, infinity does not fit."""
    values = part.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    judged = Measured(values, np.where(np.isnan(values), MISSING, FITS).astype(np.uint8))
    return judged.refuse(np.isinf(values))


def _by_vocabulary(part: ArrowArray, missing_values: frozenset[str], judge: Judge) -> Measured:
    texts, codes = trimmed(part, missing_values)
    known = texts.is_valid().to_numpy(zero_copy_only=False)
    judged = judge(texts.drop_null())
    values, states = np.full(len(texts) + 1, np.nan), np.zeros(len(texts) + 1, dtype=np.uint8)
    values[:-1][known], states[:-1][known] = judged.values, judged.states
    return Measured(values[codes], states[codes])


def trimmed(part: ArrowArray, missing_values: frozenset[str]) -> tuple[ArrowArray, Index]:
    """The distinct texts of a dictionary array, trimmed, null where missing; and each row's code, -1 for none."""
    texts = pc.utf8_trim_whitespace(part.dictionary)
    absent = pc.is_in(texts, value_set=pa.array(["", *sorted(missing_values)], texts.type))
    codes = part.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return pc.if_else(absent, None, texts), codes
