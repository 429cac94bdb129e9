"""A column tried as one type, by the same cleaner that a run uses: on a sample first, then on all rows."""

from dataclasses import dataclass

import numpy as np

from ...data.cleaning import CLEANERS, Cleaned, Conventions
from ...data.raw import RawColumn
from ...data.readers.native import kind_of
from ...rules.model import Field, FieldType
from .column import Column, Guess
from .numbers import Notation

_SAMPLE_ROWS = 5_000
MOSTLY = 0.9
"""The share of its values that has to fit a type; the others are told, and missing in a run."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A column cleaned as one type: the share of its values that fit, and the result."""

    cleaned: Cleaned
    known: int
    misfits: int

    @property
    def fits(self) -> bool:
        return self.known > 0 and self.misfits <= (1 - MOSTLY) * self.known


def tried(column: Column, type_: FieldType, notation: Notation, guess: Guess) -> Trial:
    """A try on some rows first: a column of a million texts is not read as dates one by one."""
    field = Field("tried", type_, date_formats=guess.date_formats, unit=guess.unit)
    conventions = Conventions(
        notation.decimal,
        notation.thousands,
        frozenset(guess.missing_values),
        currency=guess.currency or "EUR",
    )
    if column.rows > 2 * _SAMPLE_ROWS:
        trial = _trial(CLEANERS[type_](_some_rows(column.raw), field, conventions))
        if trial.known and not trial.fits:
            return trial
    return _trial(CLEANERS[type_](column.raw, field, conventions))


def _some_rows(raw: RawColumn) -> RawColumn:
    """Rows from the whole of a column, with only their own texts to look at."""
    some = np.zeros(len(raw), dtype=np.bool_)
    some[:: len(raw) // _SAMPLE_ROWS] = True
    parts = raw.take(some).parts
    return RawColumn(
        tuple(
            part.dictionary_decode().dictionary_encode() if kind_of(part) == "text" else part
            for part in parts
        )
    )


def _trial(cleaned: Cleaned) -> Trial:
    misfits = int(cleaned.invalid.sum())
    return Trial(cleaned, int((~cleaned.column.missing).sum()) + misfits, misfits)
