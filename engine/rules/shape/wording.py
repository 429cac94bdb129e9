"""Values and kinds of value, as a reader would call them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_KINDS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys and values",
    "null": "nothing",
}
_YES = frozenset(("yes", "y", "on", "ja", "j", "1", "true"))
_NO = frozenset(("no", "n", "off", "nee", "nej", "0", "false"))
_OTHER_DATE = re.compile(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}")
_SHOWN = 12
_LONGEST = 60
_MOST_PERCENT = 100


def expectation(schema: Mapping[str, Any]) -> str:
    """What a part of the schema asks for: its own words where it has them, else the kinds of value."""
    if "errorMessage" in schema:
        return str(schema["errorMessage"])
    if "enum" in schema:
        return one_of(schema["enum"])
    kinds = schema.get("type", "object")
    return one_of((_KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)), quote=False)


def described(value: object) -> str:
    """A value in a few words."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f'the text "{shortened(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {value:g}" if isinstance(value, float) else f"the number {value}"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    return "keys and values" if value else "no keys"


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def one_of(choices: Iterable[object], *, quote: bool = True) -> str:
    """Choices in a row: a, b or c."""
    words = [
        f'"{choice}"' if quote and isinstance(choice, str) and not choice.strip() else str(choice)
        for choice in choices
    ]
    if len(words) > _SHOWN:
        return f"{', '.join(words[:_SHOWN])} …"
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def mending(value: object, schema: Mapping[str, Any]) -> str:
    """How to write what was probably meant, where that is plain; else empty."""
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if isinstance(value, str):
        return _mend_text(value, kinds, expectation(schema))
    if isinstance(value, bool):
        return f'put it in quotes if it is a text: "{str(value).lower()}"' if "string" in kinds else ""
    if isinstance(value, (int, float)):
        if schema.get("maximum") == 1 and 1 < value <= _MOST_PERCENT:
            return f"write {value:g}%"
        is_text = "string" in kinds and not {"number", "pattern", "if"} & {*kinds, *schema}
        return "put it in quotes" if is_text else ""
    return ""


def _mend_text(value: str, kinds: Iterable[str], expected: str) -> str:
    word = value.strip().lower()
    if expected.startswith("a date") and _OTHER_DATE.fullmatch(word):
        return "write the year first, then the month, then the day"
    if "boolean" in kinds and "string" not in kinds and word in _YES | _NO:
        return f"write {str(word in _YES).lower()}"
    if "number" not in kinds and "integer" not in kinds:
        return f"write [{value}]" if "array" in kinds and "string" not in kinds else ""
    number = word.replace(",", ".")
    try:
        float(number)
    except ValueError:
        return ""
    return f"write {number} without quotes"
