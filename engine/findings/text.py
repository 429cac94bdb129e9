"""A finding as people read it on a terminal."""

import unicodedata

from .finding import Finding
from .place import Place

_WIDTH = 120
_MARGIN = "    "
_LABELS = (("expected", "expected"), ("found", "found"), ("fix", "mend it"))


def as_text(finding: Finding, width: int = _WIDTH) -> str:
    """Place, code and message; the line with a caret under the fault; what was expected, found, and how to mend it.

    `width` is how many cells of a terminal the line may take; a longer one is shown around the fault.
    """
    place = f"{finding.place}: " if str(finding.place) else ""
    lines = [f"{place}{finding.severity} {finding.code}: {on_one_line(finding.message)}"]
    lines += _excerpt(finding.place, width)
    lines += [
        f"  {label}: {on_one_line(text)}" for name, label in _LABELS if (text := getattr(finding, name))
    ]
    return "\n".join(lines)


def on_one_line(text: str) -> str:
    """Without line breaks and invisible characters, which could forge or hide a part of the message."""
    return "".join(character if _is_shown(character) else f"<U+{ord(character):04X}>" for character in text)


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _excerpt(place: Place, width: int) -> list[str]:
    """The line of the file and the caret under it; of a very long line only the part around the fault."""
    if place.excerpt is None or place.column is None or not place.excerpt.strip():
        return []
    line, start = place.excerpt.rstrip(), place.column - 1
    first = min(len(line) - len(line.lstrip()), start)
    last = max(len(line), start)
    if _cells(line[first:]) > width:
        first, last = _around(line, first, start, width)
    shown = ("…" if line[:first].strip() else "") + line[first:last] + ("…" if last < len(line) else "")
    before = ("…" if line[:first].strip() else "") + line[first:start]
    faulty = line[start : min(start + place.length, last)]
    marked = on_one_line(shown.replace("\t", " "))
    return [f"{_MARGIN}{marked}", f"{_MARGIN}{' ' * _cells(before)}{'^' * max(1, _cells(faulty))}"]


def _around(line: str, first: int, fault: int, width: int) -> tuple[int, int]:
    """From where to where a long line is shown: from its beginning if the fault stands there, else around the fault."""
    left, room = min(fault, len(line)), width // 3
    if _cells(line[first:fault]) <= 2 * room:
        left, room = first, 0
    while left > first and room >= _cells(line[left - 1]):
        left -= 1
        room -= _cells(line[left])
    right, room = left, width - 2
    while right < len(line) and room >= _cells(line[right]):
        room -= _cells(line[right])
        right += 1
    while left > first and room >= _cells(line[left - 1]):  # the line ends soon: more of what stands before
        left -= 1
        room -= _cells(line[left])
    return left, right


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: wide letters and pictures take two, marks upon letters none."""
    return sum(_width(character) for character in text.replace("\t", " "))


def _width(character: str) -> int:
    if not _is_shown(character):
        return len(f"<U+{ord(character):04X}>")
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
