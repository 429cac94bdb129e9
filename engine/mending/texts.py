"""The text of a file with some characters replaced, and every other character as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..findings import Place, Repair, Replacement
from ..findings.repair import BYTE_ORDER_MARK
from ..rules.reading.source import line_starts


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    new: str

    def touches(self, other: "_Span") -> bool:
        return (self.start < other.end and other.start < self.end) or self.start == other.start


def replaced(data: bytes, replacements: Iterable[Replacement]) -> bytes:
    """A file in UTF-8 with all replacements, which must not overlap, made from right to left."""
    text = data.decode("utf-8")
    for span in sorted(_spans(text, replacements), key=lambda span: span.start, reverse=True):
        text = text[: span.start] + span.new + text[span.end :]
    return text.encode("utf-8")


def apart(data: bytes, repairs: Sequence[Repair]) -> list[Repair]:
    """Those repairs of a file, the first first, that still find their characters and do not overlap one another."""
    text = data.decode("utf-8")
    taken: list[_Span] = []
    chosen: list[Repair] = []
    for repair in repairs:
        spans = _spans(text, repair.replacements)
        fits = len(spans) == len(repair.replacements)
        if fits and not any(span.touches(other) for span in spans for other in taken):
            taken += spans
            chosen.append(repair)
    return chosen


def _spans(text: str, replacements: Iterable[Replacement]) -> list[_Span]:
    """Where the replacements stand in the text; those whose characters stand there no longer are left out."""
    mark = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    starts = line_starts(text[mark:])
    found = []
    for one in replacements:
        at = 0 if one.old == BYTE_ORDER_MARK else mark + starts[one.line - 1] + one.column - 1
        if text.startswith(one.old, at):
            found.append(_Span(at, at + one.length, one.new))
    return found


def written_over(place: Place, replacements: Iterable[Replacement]) -> bool:
    """Whether a place, in files in which the replacements were made, touches what they wrote.

    What was only put into quotes or brackets was not written by them.
    """
    shift = 0
    of_line = [one for one in replacements if (one.file, one.line) == (place.file, place.line)]
    for one in sorted(of_line, key=lambda one: one.column):
        start = one.column + shift
        end = start + len(one.new)
        shift += len(one.new) - one.length
        column = place.column or 1
        touches = column < end and start < column + place.length
        only_wrapped = one.old != "" and one.old in one.new and one.new[0] in "\"'[{"
        if one.new.strip() and touches and not only_wrapped:
            return True
    return False
