"""A finding as people read it on a terminal."""

import unicodedata

from .finding import Finding, Place

_WIDTH = 120
_LABELS = (("expected", "expected"), ("found", "found"), ("fix", "mend it"))


def as_text(finding: Finding) -> str:
    """Place, code and message; the line with a caret under the fault; what was expected, found, and how to mend it."""
    place = f"{finding.place}: " if str(finding.place) else ""
    lines = [f"{place}{finding.severity} {finding.code}: {_on_one_line(finding.message)}"]
    lines += _excerpt(finding.place)
    lines += [
        f"  {label}: {_on_one_line(text)}" for name, label in _LABELS if (text := getattr(finding, name))
    ]
    return "\n".join(lines)


def _on_one_line(text: str) -> str:
    """Without line breaks and invisible characters, which could forge or hide a part of the message."""
    return "".join(character if _is_shown(character) else f"<U+{ord(character):04X}>" for character in text)


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _excerpt(place: Place) -> list[str]:
    """The line of the file and the caret under it; of a very long line only the part around the fault."""
    if place.excerpt is None or place.column is None or not place.excerpt.strip():
        return []
    column = place.column - 1
    start = max(0, column - _WIDTH // 2) if len(place.excerpt) > _WIDTH else 0
    indent = len(place.excerpt) - len(place.excerpt.lstrip()) if start == 0 else start
    shown = place.excerpt[indent : start + _WIDTH].rstrip()
    before = place.excerpt[indent : max(column, indent)]
    faulty = place.excerpt[column : min(column + place.length, start + _WIDTH)]
    marked = _on_one_line(shown.replace("\t", " "))
    return [f"    {marked}", f"    {' ' * _cells(before)}{'^' * max(1, _cells(faulty))}"]


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: wide letters take two, marks upon letters none."""
    return sum(_width(character) for character in text.replace("\t", " "))


def _width(character: str) -> int:
    if not _is_shown(character):
        return len(f"<U+{ord(character):04X}>")
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
