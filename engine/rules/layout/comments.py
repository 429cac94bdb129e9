"""The comments of a YAML text, and where its lines and pieces begin."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from .pieces import Piece

_HASH = re.compile(r"(?<![^\s])#")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment up to the end of its line; `alone` when nothing else stands on that line."""

    start: int
    line: int
    column: int
    text: str
    alone: bool


class Source:
    """A text with the whereabouts of its lines, its comments, and what is written beside them."""

    def __init__(self, text: str, root: Piece) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self._leaves = list(root.leaves())
        self._written = sorted(leaf.start for leaf in self._leaves if leaf.start < leaf.end)

    @cached_property
    def lines(self) -> list[str]:
        ends = [*self._starts[1:], len(self.text)]
        return [self.text[start:end].rstrip("\r\n") for start, end in zip(self._starts, ends, strict=True)]

    def line(self, index: int) -> int:
        """The number of the line, from 0, that a character stands on."""
        return bisect_right(self._starts, index) - 1

    def column(self, index: int) -> int:
        return index - self._starts[self.line(index)]

    def is_first(self, index: int) -> bool:
        """Whether nothing but dashes stands before it on its line."""
        return not self.text[index - self.column(index) : index].strip(" -")

    def blank_before(self, index: int) -> bool:
        """Whether an empty line stands above the line that it begins."""
        line = self.line(index)
        return line > 0 and self.is_first(index) and not self.lines[line - 1].strip()

    def next_written(self, index: int) -> int:
        """Where the first scalar at or after a place begins; the end of the text where none does."""
        found = bisect_left(self._written, index)
        return self._written[found] if found < len(self._written) else len(self.text)

    @cached_property
    def comments(self) -> list[Comment]:
        """All comments in order."""
        starts = [leaf.start for leaf in self._leaves]
        found = []
        for number, line in enumerate(self.lines):
            for match in _HASH.finditer(line):
                index = self._starts[number] + match.start()
                before = bisect_right(starts, index) - 1
                if before < 0 or self._leaves[before].end <= index:
                    alone = not line[: match.start()].strip()
                    found.append(Comment(index, number, match.start(), line[match.start() :].rstrip(), alone))
                    break
        return found
