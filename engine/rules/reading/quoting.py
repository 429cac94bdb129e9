"""Repairs of a line whose text has to stand in quotes, and of lines that tabs push in."""

import re
from collections.abc import Sequence

from ...findings import Place, Repair, Replacement
from ..rewriting import quoted

_BEFORE_VALUE = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*'):\s+|\s*(?:- +)+")
_COMMENT = re.compile(r"\s#")
_LEADING_TABS = re.compile(r"\t+(?=[^\s#])")
_LEADING_BLANKS = re.compile(r" +(?=\S)")
_BLANK_OR_COMMENT = re.compile(r"\s*(#.*)?")


def quote_rest(at: Place, start: int) -> Repair | None:
    """Quotation marks around all that follows a key on its line, from a column (from 0) on.

    None inside brackets, where the text may end sooner, and where a comment may follow.
    """
    line = at.excerpt or ""
    before = _BEFORE_VALUE.match(line)
    rest = line[start:].rstrip()
    if before is None or before.end() != start or not rest or _COMMENT.search(rest):
        return None
    return _quoted(at, start, rest)


def quote_with_sign(at: Place, start: int) -> Repair | None:
    """The same for a text with a # between quotation marks of its own, the last of which ends the line."""
    line = at.excerpt or ""
    before = _BEFORE_VALUE.match(line)
    rest = line[start:].rstrip()
    if before is None or before.end() != start or rest[-1:] not in ("'", '"') or rest.count("#") != 1:
        return None
    return _quoted(at, start, rest)


def _quoted(at: Place, start: int, rest: str) -> Repair | None:
    return Repair.at(Place(at.file, at.line, start + 1, at.excerpt, len(rest)), quoted(rest))


def blanks_for_tabs(shown: str, lines: Sequence[str]) -> Repair | None:
    """Two blanks for each tab at the beginning of a line, in the whole file.

    None where blanks and tabs take turns, so that nobody can tell how far in a line was meant to stand.
    """
    found = []
    for number, line in enumerate(lines, 1):
        tabs = _LEADING_TABS.match(line)
        if tabs:
            found.append(Replacement(shown, number, 1, tabs[0], "  " * len(tabs[0])))
        elif line[:1].isspace() and not _BLANK_OR_COMMENT.fullmatch(line) and not _in_twos(line):
            return None
    return Repair(tuple(found)) if found else None


def _in_twos(line: str) -> bool:
    blanks = _LEADING_BLANKS.match(line)
    return blanks is not None and len(blanks[0]) % 2 == 0
