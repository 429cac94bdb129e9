"""Texts and categories: trimmed, never turned into numbers; categories brought to their declared spelling."""

import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...expressions.columns import Index, Texts
from ...rules.model import Field
from ..raw import ArrowArray, RawColumn, spelled
from ..readers.native import kind_of
from .states import FITS, INVALID, MENDED, MISSING, Cleaned, Conventions, trimmed


def clean_text(raw: RawColumn, _field: Field, conventions: Conventions) -> Cleaned:
    """Text as it stands, without blanks around it: `00123` and `NA` stay what they are."""
    texts, codes = trimmed(as_texts(raw), conventions.missing_values)
    nothing = np.zeros(len(raw), dtype=np.bool_)
    return Cleaned(coded(texts, codes), nothing, nothing)


def clean_category(raw: RawColumn, field: Field, conventions: Conventions) -> Cleaned:
    """The declared value that is meant, in any case or by a synonym; without declared values any text fits."""
    if not field.values:
        return clean_text(raw, field, conventions)
    texts, codes = trimmed(as_texts(raw), conventions.missing_values)
    known = _spellings(field)
    written = texts.to_pylist()
    meant = [known.get(_folded(text)) if text else None for text in written]
    states = np.array([*map(_state, written, meant), MISSING], dtype=np.uint8)[codes]
    return Cleaned(coded(pa.array(meant, pa.string()), codes), states == INVALID, states == MENDED)


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


def coded(texts: ArrowArray, codes: Index) -> Texts:
    """Rows by their codes into texts (nulls are missing), as codes into the sorted distinct texts."""
    distinct = texts.drop_null().unique()
    ordered = distinct.take(pc.sort_indices(distinct))
    places = pc.index_in(texts, value_set=ordered).fill_null(-1).to_numpy(zero_copy_only=False)
    places = np.append(places, -1).astype(np.int32)
    places[:-1][texts.is_null().to_numpy(zero_copy_only=False)] = -1
    return Texts(places[codes], tuple(ordered.to_pylist()))


def as_texts(raw: RawColumn) -> ArrowArray:
    """Every value of a raw column as text, dictionary encoded: 123.0 as `123`, dates in ISO, `true` and `false`."""
    parts = [part if kind_of(part) == "text" else _written(part) for part in raw.parts]
    if len(parts) == 1:
        return parts[0]
    return pc.coalesce(*(part.dictionary_decode().cast("large_string") for part in parts)).dictionary_encode()


def _written(part: ArrowArray) -> ArrowArray:
    coded_part = part.dictionary_encode()
    words = pa.array([spelled(value) for value in coded_part.dictionary.to_pylist()], pa.large_string())
    return pa.DictionaryArray.from_arrays(coded_part.indices, words)
