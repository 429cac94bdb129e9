"""Values and kinds of value, as a reader would call them."""

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
_OF_LISTS = frozenset(("items", "minItems", "maxItems", "uniqueItems"))
_SHOWN = 12
_LONGEST = 60


def expectation(schema: Mapping[str, Any]) -> str:
    """What a part of the schema asks for: its own words where it has them, else the kinds of value."""
    if "errorMessage" in schema:
        return str(schema["errorMessage"])
    if "enum" in schema:
        return one_of(schema["enum"])
    kinds = schema.get("type", "array" if _OF_LISTS & schema.keys() else "object")
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
