"""What names a row: read as text whatever the field's type, so that `00123` and `123` stay two."""

import numpy as np
import pyarrow.compute as pc

from ..expressions.arrays import array_of, filled, values_of
from ..expressions.columns import Index, Mask, Numbers, Texts
from ..expressions.words import arrow_words, chosen_words, joined_words
from ..rules.model import Field
from .cleaning import Cleaned, Conventions
from .cleaning.number import LARGEST_WHOLE
from .cleaning.states import trimmed
from .cleaning.text import clean_text
from .cleaning.whole import whole_texts
from .joining import places_of, words
from .raw import ArrowArray, RawColumn
from .readers.native import kind_of

_LEADING_ZERO = "^0[0-9]"
_AS_WRITTEN = ("text", "integer", "number", "rating")
"""Types of which a native whole number counts as it is written, whether it fits the field or not."""


def id_texts(raw: RawColumn, cleaned: Cleaned, field: Field, conventions: Conventions) -> Texts:
    """The texts by which a column's rows are found, or find others.

    A value counts as its type writes it: 12 as `12`, also where it stood as 12.0; a date in ISO; a category in its
    declared spelling. What its type would not keep apart counts as it stood: numbers with leading zeros, numbers too
    large to be exact, and values that do not fit.
    """
    if field.type in _AS_WRITTEN:
        whole = whole_texts(raw, conventions.missing_values)
        if whole is not None:
            return whole if field.type == "text" else _known(whole, cleaned)
    typed = words(cleaned.column)
    if field.type == "text" or _says_all(raw, cleaned, conventions):
        return typed
    column = clean_text(raw, field, conventions).column
    written = column if isinstance(column, Texts) else typed
    as_written = cleaned.invalid | _lost_by_number(cleaned, written)
    return overlaid(typed, written, as_written) if as_written.any() else typed


def _known(written: Texts, cleaned: Cleaned) -> Texts:
    """Whole numbers as they are written; where one stands for "missing", nothing."""
    missing = cleaned.column.missing & ~cleaned.invalid
    if not missing.any():
        return written
    return Texts(np.where(missing, np.int32(-1), written.codes), written.vocabulary)


def _says_all(raw: RawColumn, cleaned: Cleaned, conventions: Conventions) -> bool:
    """Whether surely no row counts as it stood; told without a look at every row's text."""
    if cleaned.invalid.any():
        return False
    if not isinstance(cleaned.column, Numbers):
        return True
    values = cleaned.column.values
    if max(np.fmax.reduce(values, initial=0), -np.fmin.reduce(values, initial=0)) >= LARGEST_WHOLE:
        return False
    texts = [trimmed(part, conventions.missing_values)[0] for part in raw.parts if kind_of(part) == "text"]
    return not any(_zeros_first(text).size for text in texts)


def _zeros_first(texts: ArrowArray) -> Index:
    """The places of the texts that begin with a zero before another digit."""
    places = np.flatnonzero(values_of(filled(pc.starts_with(texts, "0"), False)))
    led = pc.match_substring_regex(texts.take(array_of(places)), _LEADING_ZERO)
    zeros: Index = places[values_of(led)]
    return zeros


def _lost_by_number(cleaned: Cleaned, written: Texts) -> Mask:
    if not isinstance(cleaned.column, Numbers):
        return np.zeros(len(written), dtype=np.bool_)
    zeros = np.zeros(len(written.vocabulary) + 1, dtype=np.bool_)
    zeros[_zeros_first(arrow_words(written.vocabulary))] = True
    with np.errstate(invalid="ignore"):
        inexact = np.abs(cleaned.column.values) >= LARGEST_WHOLE
    found: Mask = zeros[written.codes] | inexact
    return found & ~cleaned.column.missing


def overlaid(under: Texts, over: Texts, rows: Mask) -> Texts:
    """Texts with those of others in some rows; every word stands once in the vocabulary."""
    used = np.unique(over.codes[rows & ~over.missing]).astype(np.int64)
    words_over = chosen_words(over.vocabulary, used)
    places = places_of(words_over, under.vocabulary)
    new = np.flatnonzero(places < 0)
    places[new] = len(under.vocabulary) + np.arange(new.size)
    place_of = np.full(len(over.vocabulary) + 1, -1, dtype=np.int64)
    place_of[used] = places
    codes = np.where(rows, place_of[over.codes], under.codes).astype(np.int32)
    return Texts(codes, joined_words(under.vocabulary, chosen_words(words_over, new)))
