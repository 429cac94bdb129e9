"""What the YAML parser could not read, in words for people who do not know YAML's grammar."""

import re
from typing import NamedTuple

import yaml

from ...findings import Finding, Place, Repair
from .comments import hiding_comment
from .quoting import blanks_for_tabs, quote_rest


class _Advice(NamedTuple):
    message: str
    fix: str = ""
    expected: str = ""


_QUOTE_COMPARISON = _Advice(
    "> and | begin a text of several lines in YAML, so this comparison must be quoted",
    'put the whole text in quotes, such as ">= 100"',
)
_TAB = _Advice("a tab stands at the beginning of the line", "replace each tab by two blanks", "blanks")
_TWO_COLONS = _Advice(
    "a second colon stands in this text, or the lines above and below do not begin in the same column",
    "put the text in quotes; or align the keys that belong together",
)
_INDENTATION = _Advice(
    "this line does not begin where the lines that it belongs to begin",
    "align it with the keys above",
)
_LEFT_OVER = _Advice("something is left over on this line", "put the whole text in quotes")
_OPEN_QUOTE = _Advice(
    "a quotation mark is opened here and never closed", "close it with the same quotation mark"
)
_IN_BRACKETS = "put a text in quotes that itself has brackets, a comma or a colon"
_OPEN_LIST = _Advice(
    "a [ is not closed, or a comma is missing", f"write , or ]; {_IN_BRACKETS}", "a comma or ]"
)
_OPEN_MAP = _Advice(
    "a { is not closed, or a comma is missing", f"write , or }}; {_IN_BRACKETS}", "a comma or }"
)
_NO_COLON = _Advice("a key has no colon", "write a colon and a blank behind the key", "a colon")
_LEFT_OUT = _Advice("this character cannot begin a text", "put the whole text in quotes")
_REFERENCE = _Advice("* and & have a meaning of their own in YAML", "put the whole text in quotes")
_ESCAPE = _Advice(
    "a backslash inside double quotes has a meaning of its own in YAML",
    "use single quotes, or write the backslash twice",
)
_ITEM = _Advice(
    "a line among the items of a list does not begin with a dash",
    "write - before it, or align it with its key",
)
_TAG = _Advice("! begins a tag of YAML, which rulesets do not use", "put the whole text in quotes")
_DIRECTIVE = _Advice("% at the beginning of a line has a meaning of its own in YAML", "delete the line")

# Words of libyaml and of PyYAML's own parser, which differ; the first that occurs decides.
_ADVICE: tuple[tuple[str, str, _Advice], ...] = (
    ("block scalar", "", _QUOTE_COMPARISON),
    ("", "violates indentation", _TAB),
    ("", r"character '\t'", _TAB),
    ("directive", "", _DIRECTIVE),
    ("", "'<document start>'", _DIRECTIVE),
    ("", "cannot start any token", _LEFT_OUT),
    ("", "mapping values are not allowed", _TWO_COLONS),
    ("", "could not find expected ':'", _NO_COLON),
    ("", "unknown escape", _ESCAPE),
    ("quoted scalar", "escape", _ESCAPE),
    ("quoted scalar", "expected hexdecimal", _ESCAPE),
    ("quoted scalar", "hexadecimal", _ESCAPE),
    ("quoted scalar", "", _OPEN_QUOTE),
    ("double-quoted scalar", "", _ESCAPE),
    ("flow sequence", "", _OPEN_LIST),
    ("flow mapping", "", _OPEN_MAP),
    ("alias", "", _REFERENCE),
    ("anchor", "", _REFERENCE),
    ("", "tag", _TAG),
    ("tag", "", _TAG),
    ("block collection", "", _ITEM),
)
_STARTS_AT_CONTEXT = (_OPEN_QUOTE, _QUOTE_COMPARISON, _NO_COLON, _REFERENCE)
_WORD = re.compile(r"\w[\w.-]*|%\w*")


def syntax_fault(error: yaml.MarkedYAMLError, shown: str, lines: tuple[str, ...]) -> Finding:
    """The parser's complaint as a finding at its place."""
    advice = _advice(error, lines)
    number, column = _inside(_mark(error, advice, lines), lines)
    opened = error.context_mark.line if error.context_mark else number
    noticed = error.problem_mark.line if error.problem_mark else number
    hiding = (
        hiding_comment(lines[opened : noticed + 1], opened) if advice in (_OPEN_LIST, _OPEN_MAP) else None
    )
    if hiding:
        return _hidden(advice, Place(shown, hiding[0] + 1, hiding[1] + 1, lines[hiding[0]]))
    where = (
        f" (it opens in line {opened + 1})" if advice in (_OPEN_LIST, _OPEN_MAP) and opened < number else ""
    )
    place = Place(shown, number + 1, column + 1, lines[number], _length(advice, lines[number][column:]))
    return Finding(
        "E104",
        advice.message + where,
        place,
        expected=advice.expected,
        fix=advice.fix,
        repair=_repair(advice, place, lines),
    )


def _mark(error: yaml.MarkedYAMLError, advice: _Advice, lines: tuple[str, ...]) -> yaml.Mark | None:
    """Where the fault is, which may be before the place at which the parser noticed it."""
    began, noticed = error.context_mark, error.problem_mark
    if began is None or noticed is None:
        return noticed
    if advice in (_OPEN_LIST, _OPEN_MAP) and began.line < noticed.line < len(lines):
        # A line that stands no further in than the bracket's own is no part of what it holds.
        is_next = _indentation(lines[noticed.line]) <= _indentation(lines[began.line])
        return began if is_next else noticed
    return began if advice in _STARTS_AT_CONTEXT else noticed


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _length(advice: _Advice, rest: str) -> int:
    """How much to underline: a comparison whole, a word whole, else one character."""
    if advice is _QUOTE_COMPARISON:
        return max(len(rest.rstrip()), 1)
    word = _WORD.match(rest)
    return len(word[0]) if word else 1


def _repair(advice: _Advice, place: Place, lines: tuple[str, ...]) -> Repair | None:
    if advice is _TAB:
        return blanks_for_tabs(place.file or "", lines)
    return quote_rest(place, (place.column or 1) - 1) if advice in (_QUOTE_COMPARISON, _LEFT_OUT) else None


def _hidden(advice: _Advice, place: Place) -> Finding:
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


def _advice(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> _Advice:
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if mark and "cannot start" in problem and line[mark.column : mark.column + 1] == "\t":
        return _TAB
    for in_context, in_problem, advice in _ADVICE:
        if in_context in context and in_problem in problem:
            return advice
    return _LEFT_OVER if mark and line[: mark.column].strip() else _INDENTATION
