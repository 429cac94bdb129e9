"""Yes and no, in the words of several languages."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...expressions.arrays import filled, values_of
from ...expressions.columns import Condition
from ...rules.model import Field
from ..raw import ArrowArray, RawColumn
from .measuring import floats, measure
from .states import FITS, INVALID, Cleaned, Conventions, Measured

_YES = {"true", "yes", "y", "t", "1", "ja", "j", "waar", "sant", "wahr", "oui", "vrai"}
_NO = {"false", "no", "n", "f", "0", "nee", "nej", "nein", "onwaar", "falskt", "falsch", "non", "faux"}
WORDS: dict[str, float] = dict.fromkeys(_YES, 1.0) | dict.fromkeys(_NO, 0.0)


def clean_boolean(raw: RawColumn, _field: Field, conventions: Conventions) -> Cleaned:
    """True and false from words, from 1 and 0, or as they are; any other number does not fit."""
    if len(raw.parts) == 1 and pa.types.is_boolean(raw.parts[0].type):
        return Cleaned.fitting(_native(raw.parts[0]))
    judges = {"text": _from_texts, "boolean": floats, "number": _from_numbers}
    measured = measure(raw, conventions.missing_values, judges)  # type: ignore[arg-type]
    return measured.cleaned(Condition(measured.values == 1, measured.values == 0))


def _native(part: ArrowArray) -> Condition:
    true, false = (values_of(filled(each, False)) for each in (part, pc.invert(part)))
    return Condition(true, false)


def _from_texts(texts: ArrowArray) -> Measured:
    values = [WORDS.get(text.casefold()) for text in texts.to_pylist()]
    return Measured.of(values, [INVALID if value is None else FITS for value in values])


def _from_numbers(part: ArrowArray) -> Measured:
    judged = floats(part)
    return judged.refuse(~np.isin(judged.values, (0.0, 1.0)))
