"""Pieces of YAML written again in one layout, each comment beside what it spoke of."""

from dataclasses import dataclass

from .comments import Comment, Source
from .pieces import Piece
from .scalars import block_lines, one_line

_STEP = 2
_WIDTH = 120


@dataclass(slots=True)
class Line:
    """A line of the result: what it says, and the comment behind it."""

    text: str
    comment: str = ""


class Writer:
    """Writes a tree of pieces into `lines`. Every comment of the source is used once, in order."""

    def __init__(self, source: Source) -> None:
        self.lines: list[Line] = []
        self._source = source
        self._comments = source.comments
        self._next = 0

    def document(self, root: Piece) -> list[Line]:
        """The whole file."""
        self._block(root, 0)
        self._lead(len(self._source.text), 0)
        return self.lines

    def _block(self, piece: Piece, indent: int) -> None:
        if piece.kind == "map":
            for key, value in piece.pairs:
                self._lead(key.start, indent)
                head = f"{' ' * indent}{one_line(key, self._source.text)}:"
                self._value(head, value, indent + _STEP, key)
        else:
            for item in piece.items:
                self._item(item, indent)
        self._tail(piece, indent)

    def _item(self, item: Piece, indent: int) -> None:
        self._lead(next(item.leaves(), item).start if self._is_block(item) else item.first, indent)
        dash = f"{' ' * indent}-"
        if not self._is_block(item) or item.anchor:
            self._value(dash, item, indent + _STEP, item)
            return
        start = len(self.lines)
        self._block(item, indent + _STEP)
        self.lines[start].text = f"{dash} {self.lines[start].text.lstrip()}"

    def _value(self, head: str, value: Piece, indent: int, key: Piece) -> None:
        """A key or a dash with what belongs to it."""
        if self._is_block(value):
            anchor = f" &{value.anchor}" if value.anchor else ""
            self._put(head + anchor, key.end if key is not value else value.start)
            self._block(value, indent)
        elif value.style in {"|", ">"}:
            header, *lines = block_lines(value, self._source.text)
            self.lines.append(Line(f"{head} {header}"))
            self.lines.extend(Line(" " * indent + line if line else "") for line in lines)
            self._skip(value.end)
        else:
            self._lead_inside(value, indent - _STEP)
            self._put(f"{head} {self._flow(value)}".rstrip(), value.end)

    def _is_block(self, value: Piece) -> bool:
        """Whether a list or map goes line by line: it did before, holds a comment, or is too long for one line."""
        if value.kind not in {"map", "list"}:
            return False
        if not value.flow:
            return True
        if not value.items:
            return False
        source = self._source
        held = any(value.start < comment.start < value.end for comment in self._comments)
        several = source.line(value.start) != source.line(value.end)
        return held or (several and len(self._flow(value)) + source.column(value.first) > _WIDTH)

    def _flow(self, value: Piece) -> str:
        """A value on one line."""
        if value.kind in {"scalar", "alias"}:
            return one_line(value, self._source.text)
        mark = f"&{value.anchor} " if value.anchor else ""
        if value.kind == "list":
            return f"{mark}[{', '.join(self._flow(item) for item in value.items)}]"
        pairs = (f"{self._flow(key)}: {self._flow(held)}".rstrip() for key, held in value.pairs)
        return f"{mark}{{{', '.join(pairs)}}}"

    def _put(self, text: str, end: int) -> None:
        """A line, with the comment that stood behind its end, and comments that went on below that one."""
        source, line = self._source, self._source.line(max(end - 1, 0))
        comment = self._peek()
        near = (
            comment
            and not comment.alone
            and comment.line == line
            and source.next_written(end) > comment.start
        )
        if not comment or not near:
            self.lines.append(Line(text))
            return
        self.lines.append(Line(text, comment.text))
        self._next += 1
        while (more := self._peek()) and self._goes_on(more, comment):
            self.lines.append(Line(text[: len(text) - len(text.lstrip())], more.text))
            self._next += 1
            comment = more

    def _goes_on(self, more: Comment, comment: Comment) -> bool:
        return more.alone and more.line == comment.line + 1 and more.column == comment.column > 0

    def _lead(self, end: int, indent: int) -> None:
        """Comments above a place, and one empty line where there was one or more."""
        while (comment := self._peek()) and comment.start < end:
            self._comment(comment, indent)
        if end < len(self._source.text) and self._source.blank_before(end):
            self._blank()

    def _lead_inside(self, value: Piece, indent: int) -> None:
        """Comments between a key and its value go above the key: there is no room between them on one line."""
        while (comment := self._peek()) and comment.start < value.start:
            self._comment(comment, indent)

    def _tail(self, piece: Piece, indent: int) -> None:
        """Comments below the last line of a block that are as deep as the block."""
        source = self._source
        limit, depth = source.next_written(piece.last), source.column(piece.first)
        while (
            (comment := self._peek())
            and comment.start < limit
            and comment.alone
            and comment.column >= depth > 0
        ):
            self._comment(comment, indent)

    def _comment(self, comment: Comment, indent: int) -> None:
        if self._source.blank_before(comment.start):
            self._blank()
        self.lines.append(Line(" " * indent + comment.text))
        self._next += 1

    def _blank(self) -> None:
        if self.lines and (self.lines[-1].text or self.lines[-1].comment):
            self.lines.append(Line(""))

    def _skip(self, end: int) -> None:
        """Leave out comments before a place, which were written as a part of a text."""
        while (comment := self._peek()) and comment.start < end:
            self._next += 1

    def _peek(self) -> Comment | None:
        return self._comments[self._next] if self._next < len(self._comments) else None
