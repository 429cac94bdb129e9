"""A text of YAML in the one layout."""

from collections.abc import Iterator
from itertools import groupby

from .comments import Source
from .pieces import read_pieces
from .writing import Line, Writer

_WIDE = 80
_WIDTH = 120
_SPREAD = 30
"""Comments are aligned behind lines that differ no more than this: further off, the eye loses their line."""


def formatted(text: str) -> str:
    """A good YAML text laid out again; meaning and comments stay, and laying it out twice changes nothing more.

    Two blanks per level, lists one level in, one empty line at most where the author left any, double quotes where a
    text needs some, a list or map in brackets on one line, or line by line where it holds comments or is too long.
    Comments behind lines that follow each other and are equally deep are aligned.
    """
    root = read_pieces(text)
    if root is None:
        return text
    lines = Writer(Source(text, root)).document(root)
    return "\n".join(_aligned(lines)) + "\n"


def _aligned(lines: list[Line]) -> Iterator[str]:
    for (commented, _), run in groupby(lines, key=_column):
        members = list(run)
        width = max(len(line.text) for line in members) if commented else 0
        shortest = min((len(line.text) for line in members if line.text.strip()), default=width)
        longest = max(width + len(line.comment) for line in members)
        aligned = width - shortest <= _SPREAD and longest <= _WIDTH
        start = width
        for line in members:
            if line.text.strip() and not aligned:
                start = len(line.text)  # a comment that goes on below itself stays below its beginning
            yield f"{line.text:<{start}}  {line.comment}" if line.comment else line.text


def _column(line: Line) -> tuple[bool, int]:
    """What lines have in common whose comments are aligned: they have one, and begin equally far to the right."""
    return bool(line.comment) and len(line.text) <= _WIDE, len(line.text) - len(line.text.lstrip())
