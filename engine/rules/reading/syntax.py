"""What the YAML parser could not read, in words for people who do not know YAML's grammar."""

import re

import yaml

from ...findings import Finding, Place, Repair
from .advice import (
    COLON_IN_TEXT,
    INDENTATION,
    LEFT_OUT,
    NO_COLON,
    NO_DASH,
    OPEN_LIST,
    OPEN_MAP,
    OPEN_QUOTE,
    QUOTE_COMPARISON,
    REFERENCE,
    TAB,
    TWO_COLONS,
    Advice,
    advice_on,
)
from .comments import hiding_comment
from .indenting import out_of_line, pushed_in
from .lines import ENTRY, above, indentation, value_column
from .missing_colons import missing_colon
from .quoting import quote_rest
from .tabs import blanks_for_tabs
from .unclosed import never_closed

_STARTS_AT_CONTEXT = (OPEN_QUOTE, QUOTE_COMPARISON, NO_COLON, NO_DASH, REFERENCE)
_WORD = re.compile(r"\w[\w.-]*|%\w*")


def syntax_fault(error: yaml.MarkedYAMLError, shown: str, lines: tuple[str, ...]) -> Finding:
    """The parser's complaint as a finding at its place."""
    advice = advice_on(error, lines)
    number, column = _inside(_mark(error, advice, lines), lines)
    opened = error.context_mark.line if error.context_mark else number
    noticed = error.problem_mark.line if error.problem_mark else number
    slip = _slip(advice, shown, lines, number, column)
    if slip is not None:
        return slip
    if advice is TWO_COLONS and 0 < value_column(lines[number]) < column:
        advice = COLON_IN_TEXT
    hiding = hiding_comment(lines[opened : noticed + 1], opened) if advice in (OPEN_LIST, OPEN_MAP) else None
    if hiding:
        return _hidden(advice, Place(shown, hiding[0] + 1, hiding[1] + 1, lines[hiding[0]]))
    where = f" (it opens in line {opened + 1})" if advice in (OPEN_LIST, OPEN_MAP) and opened < number else ""
    place = Place(shown, number + 1, column + 1, lines[number], _length(advice, lines[number][column:]))
    return Finding(
        "E104",
        advice.message + where,
        place,
        expected=advice.expected,
        fix=advice.fix,
        repair=_repair(advice, place, lines),
    )


def _slip(advice: Advice, shown: str, lines: tuple[str, ...], number: int, column: int) -> Finding | None:
    """The fault where it was made, which may be a line above the one that cannot be read for it."""
    line = lines[number]
    if advice is OPEN_QUOTE:
        return never_closed(Place(shown, number + 1, column + 1, line), column)
    if advice is NO_COLON:
        return missing_colon(shown, lines, number)
    if advice is INDENTATION:
        return out_of_line(shown, lines, number)
    if advice is not TWO_COLONS:
        return None
    match = ENTRY.match(line)
    if match is None or match.start("value") != column + 1:
        return missing_colon(shown, lines, number, before_bracket=True)
    before = next(above(lines, number), None)
    slip = missing_colon(shown, lines, before) if before is not None else None
    return slip or pushed_in(shown, lines, number)


def _mark(error: yaml.MarkedYAMLError, advice: Advice, lines: tuple[str, ...]) -> yaml.Mark | None:
    """Where the fault is, which may be before the place at which the parser noticed it."""
    began, noticed = error.context_mark, error.problem_mark
    if began is None or noticed is None:
        return noticed
    if advice in (OPEN_LIST, OPEN_MAP) and began.line < noticed.line < len(lines):
        # A line that stands no further in than the bracket's own is no part of what it holds.
        is_next = indentation(lines[noticed.line]) <= indentation(lines[began.line])
        return began if is_next else noticed
    return began if advice in _STARTS_AT_CONTEXT else noticed


def _length(advice: Advice, rest: str) -> int:
    """How much to underline: a comparison whole, a word whole, else one character."""
    if advice is QUOTE_COMPARISON:
        return max(len(rest.rstrip()), 1)
    word = _WORD.match(rest)
    return len(word[0]) if word else 1


def _repair(advice: Advice, place: Place, lines: tuple[str, ...]) -> Repair | None:
    if advice is TAB:
        return blanks_for_tabs(place.file or "", lines)
    if advice in (QUOTE_COMPARISON, LEFT_OUT):
        return quote_rest(place, (place.column or 1) - 1)
    return quote_rest(place, value_column(place.excerpt or "")) if advice is COLON_IN_TEXT else None


def _hidden(advice: Advice, place: Place) -> Finding:
    message = f"{advice.message}: # begins a comment here, which hides the rest of the line"
    fix = "put the whole text with # in quotes; put a comment on a line of its own"
    return Finding("E104", message, place, expected=advice.expected, fix=fix)


def _inside(mark: yaml.Mark | None, lines: tuple[str, ...]) -> tuple[int, int]:
    """Line and column, from 0; the end of the last line that holds something when the mark is past the end."""
    if mark is None:
        return 0, 0
    number = min(mark.line, len(lines) - 1)
    if mark.line == number and (lines[number] or mark.column):
        return number, mark.column
    while number and not lines[number].strip():
        number -= 1
    return number, len(lines[number].rstrip())
