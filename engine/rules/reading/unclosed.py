"""Quotation marks that are never closed on their line, so that a text swallows the lines below it."""

from collections.abc import Sequence

from ...findings import Finding, Place, Repair
from .lines import ENTRY, start
from .quoting import follows_key


def unclosed(place: Place, lines: Sequence[str], last: int) -> Finding | None:
    """The finding about a text in quotes that begins at a place and ends on a later line, `last` (from 0).

    None where it may be meant to run over several lines: where none of them has a key of its own that stands no
    further in than the line on which the text begins.
    """
    first, column = (place.line or 1) - 1, (place.column or 1) - 1
    own = start(lines[first])
    if not any(ENTRY.match(line) and start(line) <= own for line in lines[first + 1 : last + 1]):
        return None
    at = Place(place.file, place.line, place.column, lines[first])
    return never_closed(at, column, f", so that all up to line {last + 1} was read as one text")


def never_closed(at: Place, column: int, so: str = "") -> Finding:
    line = at.excerpt or ""
    mark, text = line[column : column + 1], line[column + 1 :].rstrip()
    is_whole = bool(text) and not any(sign in text for sign in "\"'#\\") and follows_key(line, column)
    return Finding(
        "E104",
        f"the quotation mark opened here is never closed{so}",
        at,
        fix=f"write {mark}{text}{mark}" if is_whole else f"close it with {mark} where the text ends",
        repair=_closed(at, line, mark) if is_whole else None,
    )


def _closed(at: Place, line: str, mark: str) -> Repair | None:
    return Repair.at(Place(at.file, at.line, len(line.rstrip()) + 1, line, 0), mark)
