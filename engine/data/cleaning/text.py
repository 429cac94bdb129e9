"""Texts and categories: trimmed, never turned into numbers; categories brought to their declared spelling."""

import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...expressions.arrays import array_of, filled, texts_of, values_of
from ...expressions.columns import Codes, Index, Texts, used_codes
from ...expressions.words import FEW, worded
from ...rules.model import Field
from ..marks import are_distinct
from ..raw import ArrowArray, RawColumn, spelled
from ..readers.native import kind_of
from .states import FITS, INVALID, MENDED, MISSING, Cleaned, Conventions, trimmed
from .whole import alphabetised, whole_texts


def clean_text(raw: RawColumn, _field: Field, conventions: Conventions) -> Cleaned:
    """Text as it stands, without blanks around it: `00123` and `NA` stay what they are."""
    whole = whole_texts(raw, conventions.missing_values)
    if whole is not None:
        return Cleaned.fitting(alphabetised(whole))
    texts, codes = trimmed(as_texts(raw), conventions.missing_values)
    return Cleaned.fitting(coded(texts, codes) if len(texts) <= FEW else _as_they_come(texts, codes))


def clean_category(raw: RawColumn, field: Field, conventions: Conventions) -> Cleaned:
    """The declared value that is meant, in any case or by a synonym; without declared values any text fits."""
    if not field.values:
        return clean_text(raw, field, conventions)
    texts, codes = trimmed(as_texts(raw), conventions.missing_values)
    known = _spellings(field)
    written = texts.to_pylist()
    meant = [known.get(_folded(text)) if text else None for text in written]
    column = coded(texts_of(meant), codes)
    states = np.array([*map(_state, written, meant), MISSING], dtype=np.uint8)
    if not np.any(states > FITS):
        return Cleaned.fitting(column)
    of_rows = states.take(codes, mode="wrap")
    return Cleaned(column, of_rows == INVALID, of_rows == MENDED)


def _state(written: str | None, meant: str | None) -> int:
    if written is None:
        return MISSING
    if meant is None:
        return INVALID
    return FITS if written == meant else MENDED


def _spellings(field: Field) -> dict[str, str]:
    synonyms = {_folded(written): meant for written, meant in field.synonyms.items()}
    return synonyms | {_folded(value): value for value in field.values}


def _folded(text: str) -> str:
    """Without difference of case, nor of how accents are put together."""
    return unicodedata.normalize("NFC", text).casefold()


def coded(texts: ArrowArray, codes: Codes | Index) -> Texts:
    """Rows by their codes into texts (nulls are missing), as codes into the sorted distinct texts that occur."""
    distinct = texts.take(array_of(used_codes(codes, len(texts)))).drop_null().unique()
    return _placed(texts, codes, distinct.take(pc.sort_indices(distinct)))


def _as_they_come(texts: ArrowArray, codes: Codes | Index) -> Texts:
    """The same for many texts, which nobody looks through in order: not sorted, and as they are where they can be."""
    if not texts.null_count and are_distinct(texts):
        return Texts(codes.astype(np.int32, copy=False), worded(texts))
    return _placed(texts, codes, texts.drop_null().unique())


def _placed(texts: ArrowArray, codes: Codes | Index, words: ArrowArray) -> Texts:
    places = values_of(filled(pc.index_in(texts, value_set=words, skip_nulls=True), -1))
    if np.array_equal(places, np.arange(len(places))):
        return Texts(codes.astype(np.int32, copy=False), worded(words))
    return Texts(np.append(places, np.int32(-1)).take(codes, mode="wrap"), worded(words))


def as_texts(raw: RawColumn) -> ArrowArray:
    """Every value of a raw column as text, dictionary encoded: 123.0 as `123`, dates in ISO, `true` and `false`."""
    parts = [part if kind_of(part) == "text" else _written(part) for part in raw.parts]
    if len(parts) == 1:
        return parts[0]
    return pc.coalesce(*(part.dictionary_decode().cast("large_string") for part in parts)).dictionary_encode()


def _written(part: ArrowArray) -> ArrowArray:
    coded_part = part.dictionary_encode()
    words = texts_of([spelled(value) for value in coded_part.dictionary.to_pylist()])
    return pa.DictionaryArray.from_arrays(coded_part.indices, words)
