"""The lines of a YAML file as a reader sees them: how far in each begins, and whether it has a key."""

import re
from collections.abc import Iterator, Sequence

ENTRY = re.compile(r"""\s*(?:- +)*(?P<key>[\w.-]+|"[^"]*"|'[^']*')\s*:(?=\s|$)(?P<value>.*)""")
"""A line with a key, its colon and what stands behind it."""
_EMPTY = re.compile(r"\s*(#.*)?$")
_START = re.compile(r"\s*(?:- +)*")
_COMMENT = re.compile(r"(^|\s)#.*")


def start(line: str) -> int:
    """The column, from 0, in which a line's own text begins: behind its blanks, and behind the dash of a list."""
    match = _START.match(line)
    return match.end() if match else 0


def indentation(line: str) -> int:
    """How many blanks or tabs a line begins with."""
    return len(line) - len(line.lstrip())


def says_something(line: str) -> bool:
    return _EMPTY.match(line) is None


def opens_block(line: str) -> bool:
    """Whether a line has a key alone, so that what belongs to it stands further in below it."""
    match = ENTRY.match(line)
    return match is not None and not without_comment(match["value"])


def value_column(line: str) -> int:
    """The column, from 0, in which the value behind a line's key begins; 0 where it has none."""
    match = ENTRY.match(line)
    return match.end() - len(match["value"].lstrip()) if match and match["value"].strip() else 0


def without_comment(text: str) -> str:
    return _COMMENT.sub("", text).strip()


def above(lines: Sequence[str], number: int) -> Iterator[int]:
    """The numbers, from 0, of the lines above one that say something, the nearest first."""
    return (at for at in range(number - 1, -1, -1) if says_something(lines[at]))


def below(lines: Sequence[str], number: int) -> Iterator[int]:
    return (at for at in range(number + 1, len(lines)) if says_something(lines[at]))
