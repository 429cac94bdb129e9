"""Repairs of a value or key, written as YAML wants it where it stands: plain, quoted or folded."""

import re
from collections.abc import Iterable

from ..findings import Repair
from ..findings.nearest import unmistakable
from .nodes import Scalar

_AMBIGUOUS = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$|^$")
_OF_FLOW = re.compile(r"[\[\]{},]")


def respelt(scalar: Scalar, names: Iterable[str]) -> Repair | None:
    """The one name that a misspelt value or key can have meant, in its place; None where there is none or a doubt."""
    meant = unmistakable(scalar.text, names)
    return rewritten(scalar, meant) if meant else None


def rewritten(scalar: Scalar, new: str) -> Repair | None:
    """Another text in place of a whole value or key, in the same quotes."""
    return rewritten_part(scalar, 0, len(scalar.text), new)


def replaced(scalar: Scalar, yaml: str) -> Repair | None:
    """A piece of YAML in place of a whole value on one line, quotes and all: `[NL]`, `12`, `"010"`."""
    place = scalar.place
    opening = _opening(scalar)
    if opening in ("|", ">") or (opening == "" and place.length != len(scalar.text)):
        return None
    return Repair.at(place, yaml)


def rewritten_part(scalar: Scalar, offset: int, length: int, new: str) -> Repair | None:
    """Another text in place of some characters of a value; `offset` and `length` count in the value.

    None where the characters stand on several lines.
    """
    text = scalar.text
    opening = _opening(scalar)
    if opening == "" and not _stays_plain(text[:offset] + new + text[offset + length :], scalar):
        return replaced(scalar, quoted(text[:offset] + new + text[offset + length :]))
    if not 0 < length <= len(scalar.offsets) - offset or not _on_one_line(scalar, offset, length):
        return None
    return Repair.at(scalar.place_at(offset, length), _escaped(new, opening))


def quoted(text: str) -> str:
    """A text between the quotation marks that need no escapes in it, double ones where both would do."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _opening(scalar: Scalar) -> str:
    """The sign that a quoted or folded value begins with; empty for a plain one."""
    place = scalar.place
    return (place.excerpt or "")[(place.column or 1) - 1 :][:1] if scalar.quoted else ""


def _stays_plain(text: str, scalar: Scalar) -> bool:
    return not _AMBIGUOUS.search(text) and not (scalar.in_flow and _OF_FLOW.search(text))


def _on_one_line(scalar: Scalar, offset: int, length: int) -> bool:
    return scalar.offsets[offset][0] == scalar.offsets[offset + length - 1][0]


def _escaped(text: str, opening: str) -> str:
    if opening == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if opening == "'" else text
