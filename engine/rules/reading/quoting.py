"""Repairs of a line whose text has to stand in quotes."""

import re

from ...findings import Place, Repair
from ..rewriting import quoted

_BEFORE_VALUE = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*'):\s+|\s*(?:- +)+")
_COMMENT = re.compile(r"\s#")


def follows_key(line: str, column: int) -> bool:
    """Whether a value that begins in a column, from 0, is all that stands behind a key on its line."""
    before = _BEFORE_VALUE.match(line)
    return before is not None and before.end() == column


def quote_rest(at: Place, start: int) -> Repair | None:
    """Quotation marks around all that follows a key on its line, from a column (from 0) on.

    None inside brackets, where the text may end sooner, and where a comment may follow.
    """
    line = at.excerpt or ""
    rest = line[start:].rstrip()
    if not follows_key(line, start) or not rest or _COMMENT.search(rest):
        return None
    return _quoted(at, start, rest)


def quote_with_sign(at: Place, start: int) -> Repair | None:
    """The same for a text with a # between quotation marks of its own, the last of which ends the line."""
    line = at.excerpt or ""
    rest = line[start:].rstrip()
    if not follows_key(line, start) or rest[-1:] not in ("'", '"') or rest.count("#") != 1:
        return None
    return _quoted(at, start, rest)


def _quoted(at: Place, start: int, rest: str) -> Repair | None:
    return Repair.at(Place(at.file, at.line, start + 1, at.excerpt, len(rest)), quoted(rest))
