"""What names a row: read as text whatever the field's type, so that `00123` and `123` stay two."""

import re

import numpy as np

from ..expressions.columns import Mask, Numbers, Texts
from ..rules.model import Field
from .cleaning import Cleaned, Conventions
from .cleaning.number import LARGEST_WHOLE
from .cleaning.text import clean_text
from .joining import places_of, words
from .raw import RawColumn

_LEADING_ZERO = re.compile(r"0\d")


def id_texts(raw: RawColumn, cleaned: Cleaned, field: Field, conventions: Conventions) -> Texts:
    """The texts by which a column's rows are found, or find others.

    A value counts as its type writes it: 12 as `12`, also where it stood as 12.0; a date in ISO; a category in its
    declared spelling. What its type would not keep apart counts as it stood: numbers with leading zeros, numbers too
    large to be exact, and values that do not fit.
    """
    typed = words(cleaned.column)
    if field.type == "text":
        return typed
    column = clean_text(raw, field, conventions).column
    written = column if isinstance(column, Texts) else typed
    as_written = cleaned.invalid | _lost_by_number(cleaned, written)
    return overlaid(typed, written, as_written) if as_written.any() else typed


def _lost_by_number(cleaned: Cleaned, written: Texts) -> Mask:
    if not isinstance(cleaned.column, Numbers):
        return np.zeros(len(written), dtype=np.bool_)
    zeros = [bool(_LEADING_ZERO.match(text)) for text in written.vocabulary]
    with np.errstate(invalid="ignore"):
        inexact = np.abs(cleaned.column.values) > LARGEST_WHOLE
    found: Mask = np.array([*zeros, False])[written.codes] | inexact
    return found & ~cleaned.column.missing


def overlaid(under: Texts, over: Texts, rows: Mask) -> Texts:
    """Texts with those of others in some rows; every word stands once in the vocabulary."""
    places = places_of(over.vocabulary, under.vocabulary)
    new = np.flatnonzero(places < 0)
    places[new] = len(under.vocabulary) + np.arange(new.size)
    codes = np.where(rows, np.append(places, -1)[over.codes], under.codes).astype(np.int32)
    return Texts(codes, (*under.vocabulary, *(over.vocabulary[index] for index in new.tolist())))
