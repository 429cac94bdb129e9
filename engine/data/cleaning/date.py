"""Dates: ISO first, other patterns only where they are declared. A moment is cut to its date."""

import datetime as dt
import re

import numpy as np
import pyarrow.compute as pc

from ...expressions.arrays import values_of
from ...expressions.columns import Dates
from ...rules.model import Field
from ..raw import ArrowArray, RawColumn
from .measuring import floats, measure
from .states import FITS, INVALID, Cleaned, Conventions, Measured

EARLIEST = dt.date(1582, 10, 15)  # the calendar in use begins; what lies before is a placeholder
_EPOCH = dt.date(1970, 1, 1).toordinal()
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])? ?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
_ISO = rf"^\d{{4}}-\d{{2}}-\d{{2}}{_TIME}$"
_TOKENS = {"YYYY": r"(?P<year>\d{4})", "MM": r"(?P<month>\d{2})", "DD": r"(?P<day>\d{2})"}
_SHORT_TOKENS = {"M": r"(?P<month>\d{1,2})", "D": r"(?P<day>\d{1,2})"}


def clean_date(raw: RawColumn, field: Field, conventions: Conventions) -> Cleaned:
    """Dates in the Gregorian calendar; numbers are no dates, also where Excel would show them as such."""
    patterns = [pattern_of(written) for written in (*field.date_formats, *conventions.date_formats)]
    judges = {"text": lambda texts: _from_texts(texts, patterns), "date": _from_dates}
    measured = measure(raw, conventions.missing_values, judges)  # type: ignore[arg-type]
    return measured.cleaned(Dates(measured.values))


def pattern_of(written: str) -> re.Pattern[str]:
    """The pattern that a date format such as DD-MM-YYYY stands for; a time after it is let through."""
    parts = re.split(r"(YYYY|MM|DD|M|D)", written)
    tokens = _TOKENS | _SHORT_TOKENS
    return re.compile("".join(tokens.get(part, re.escape(part)) for part in parts) + _TIME, re.ASCII)


def _from_dates(part: ArrowArray) -> Measured:
    measured, earliest = floats(part), EARLIEST.toordinal() - _EPOCH
    if not np.fmin.reduce(measured.values, initial=np.inf) < earliest:
        return measured
    return measured.refuse(measured.values < earliest)


def _from_texts(texts: ArrowArray, patterns: list[re.Pattern[str]]) -> Measured:
    """Cut ISO moments to their dates first, so that only distinct days are left to read."""
    iso = pc.match_substring_regex(texts, _ISO)
    days = pc.if_else(iso, pc.utf8_slice_codeunits(texts, 0, 10), texts).dictionary_encode()
    read = [_read(text, patterns) for text in days.dictionary.to_pylist()]
    judged = Measured.of(read, [INVALID if day is None else FITS for day in read])
    codes = values_of(days.indices)
    return judged.at(codes)


_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)


def _read(text: str, patterns: list[re.Pattern[str]]) -> float | None:
    """Days since 1970-01-01 by the first pattern that gives a date of the calendar."""
    for pattern in (_ISO_DAY, *patterns):
        match = pattern.fullmatch(text)
        day = day_of(match) if match else None
        if day is not None:
            return float(day.toordinal() - _EPOCH)
    return None


def day_of(match: re.Match[str]) -> dt.date | None:
    """The day of the calendar that a match of a date pattern means; None where there is no such day."""
    try:
        day = dt.date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
    return day if day >= EARLIEST else None
