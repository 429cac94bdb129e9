"""Numbers, native or as people write them, within the bounds of their field."""

from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...expressions.arrays import floats_of, values_of
from ...expressions.columns import Floats, Mask, Numbers
from ...rules.model import Field
from ..marks import letters
from ..raw import ArrowArray, RawColumn
from .measuring import floats, measure
from .number_style import NumberStyle
from .states import FITS, INVALID, Cleaned, Conventions, Measured

LARGEST = 2.0**63  # beyond it a result is an overflow in every engine
LARGEST_WHOLE = 2.0**53  # beyond it neighbouring whole numbers are no longer told apart


def clean_number(raw: RawColumn, field: Field, conventions: Conventions) -> Cleaned:
    """Numbers within the field's bounds; a value in another currency, or beyond 2**63, does not fit."""
    return _clean(raw, field, conventions, whole=False)


def clean_integer(raw: RawColumn, field: Field, conventions: Conventions) -> Cleaned:
    """Whole numbers up to 2**53; `12.0` is one, `12.5` does not fit."""
    return _clean(raw, field, conventions, whole=True)


def _clean(raw: RawColumn, field: Field, conventions: Conventions, *, whole: bool) -> Cleaned:
    style = NumberStyle.of(field, conventions)
    missing = [read[0] for text in conventions.missing_values if (read := style.read(text))]
    judges = {"text": partial(_from_texts, style=style), "number": partial(_from_numbers, missing=missing)}
    measured = measure(raw, conventions.missing_values, judges)  # type: ignore[arg-type]
    natively = all(pa.types.is_integer(part.type) for part in raw.parts)
    measured = _within(measured, field, whole=whole, natively=natively)
    return measured.cleaned(Numbers(measured.values))


def _within(measured: Measured, field: Field, *, whole: bool, natively: bool) -> Measured:
    """Refuse what lies beyond the field's bounds and those of the program; one look at the extremes tells if there is any."""
    values = measured.values
    least, greatest = np.fmin.reduce(values, initial=np.inf), np.fmax.reduce(values, initial=-np.inf)
    low, high = _bounds(field, whole=whole)
    within = least >= low and greatest <= high and max(-least, greatest) < LARGEST
    if within and (not whole or natively or _all_whole(values)):
        return measured
    with np.errstate(invalid="ignore"):
        beyond = (values < low) | (values > high) | (np.abs(values) >= LARGEST)
        if whole:
            beyond |= values != np.floor(values)
    return measured.refuse(beyond & ~np.isnan(values))


def _bounds(field: Field, *, whole: bool) -> tuple[float, float]:
    widest = LARGEST_WHOLE if whole else LARGEST
    low = -widest if field.min is None else max(-widest, field.min)
    high = widest if field.max is None else min(widest, field.max)
    return low, high


def _all_whole(values: Floats) -> bool:
    return bool(np.all((values == np.floor(values)) | np.isnan(values)))


def _from_numbers(part: ArrowArray, missing: list[float]) -> Measured:
    """Take native numbers as they are; those that stand for "missing" are declared as texts."""
    values = floats(part).values
    if _has_minus_zero(values):
        values = values + 0.0
    if missing:
        values = np.where(np.isin(values, missing), np.nan, values)
    return Measured(values)


def _has_minus_zero(values: Floats) -> bool:
    """Its bits are those of the least whole number there is, which a look at the least of all finds."""
    return values.size > 0 and bool(values.view(np.int64).min() == np.iinfo(np.int64).min)


def _from_texts(texts: ArrowArray, style: NumberStyle) -> Measured:
    """Texts of digits and points at once; otherwise plainly written numbers by Arrow, the others one by one."""
    values = _of_digits(texts, style)
    if values is not None:
        return Measured(values + 0.0)
    matches = pc.match_substring_regex(texts, style.plain)
    plain = values_of(matches)
    bare = texts.filter(matches)
    if style.thousands:
        bare = pc.replace_substring(bare, style.thousands, "")
    if style.decimal != ".":
        bare = pc.replace_substring(bare, style.decimal, ".")
    values, states = np.full(len(texts), np.nan), np.full(len(texts), FITS, dtype=np.uint8)
    values[plain] = values_of(bare.cast(pa.float64()))
    others = [style.read(text) or (np.nan, INVALID) for text in texts.filter(pc.invert(matches)).to_pylist()]
    values[~plain] = [value for value, _ in others]
    states[~plain] = [state for _, state in others]
    return Measured(values + 0.0, states).refuse(np.isinf(values))


def _of_digits(texts: ArrowArray, style: NumberStyle) -> Floats | None:
    """Numbers of nothing but digits, a minus in front, and the sign of decimals; None where any is something else."""
    _, content = letters(texts)
    if not np.all(_digits_and(style.decimal)[content]):
        return None
    bare = texts if style.decimal == "." else pc.replace_substring(texts, style.decimal, ".")
    try:
        values: Floats = floats_of(bare)
    except pa.ArrowInvalid:
        return None
    return values if np.all(np.isfinite(values)) else None


def _digits_and(sign: str) -> Mask:
    """Which bytes are digits, a minus, or a sign."""
    known = np.zeros(256, dtype=np.bool_)
    known[list(f"0123456789-{sign}".encode())] = True
    return known
