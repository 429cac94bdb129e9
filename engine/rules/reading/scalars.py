"""What a plain word of YAML means: the core schema of YAML 1.2, section 10.3.2."""

import re
from math import isfinite

from ...findings import Finding, Place
from ..nodes import ScalarValue
from .budget import MAX_DIGITS, not_finite, too_long_number

_CONSTANTS: dict[str, ScalarValue] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NO_NUMBERS = frozenset(
    sign + word for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")
) | frozenset((".nan", ".NaN", ".NAN"))
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASES = {"0o": 8, "0x": 16}
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")


def meaning(text: str, place: Place) -> ScalarValue | Finding:
    """The value of an unquoted scalar, or what is wrong with it as a number.

    `NO`, `yes`, `on`, `1:30` and dates are text; `010` is ten; `1e3` is a thousand.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "+-.0123456789":
        return text
    if text in _NO_NUMBERS:
        return not_finite(place, text)
    return _number(text, place)


def _number(text: str, place: Place) -> ScalarValue | Finding:
    whole, based = _INTEGER.fullmatch(text), _BASED.fullmatch(text)
    if not (whole or based or _FLOAT.fullmatch(text)):
        return text
    if len(text) > MAX_DIGITS:
        return too_long_number(place, sum(character.isdigit() for character in text))
    if whole:
        return int(text)
    if based:
        return int(text[2:], _BASES[text[:2]])
    number = float(text)
    return number if isfinite(number) else not_finite(place, text)
