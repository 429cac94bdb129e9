"""Single values as they are laid out: with the quotes that read most easily."""

import json
import re

from .pieces import Piece

_ESCAPES = re.compile(r'\\[^"]')


def one_line(piece: Piece, text: str) -> str:
    """A scalar or alias on one line, with its anchor."""
    mark = f"&{piece.anchor} " if piece.anchor else ""
    return (mark + _written(piece, _own(piece, text))).rstrip()


def _own(piece: Piece, text: str) -> str:
    """As it stands in the text, without its anchor."""
    written = text[piece.start : piece.end]
    return written[len(piece.anchor) + 1 :].lstrip() if piece.anchor else written


def _written(piece: Piece, written: str) -> str:
    if piece.kind == "alias":
        return piece.value
    style = piece.style
    if "\n" in written or "\r" in written:
        style = '"' if style or "\n" in piece.value else ""
        written = json.dumps(piece.value, ensure_ascii=False) if style else piece.value
    if style == "'" and '"' not in piece.value and "\\" not in piece.value:
        return f'"{piece.value}"'
    if style == '"' and '\\"' in written and "'" not in written and not _ESCAPES.search(written):
        return f"'{piece.value}'"
    return written


def block_lines(piece: Piece, text: str) -> list[str]:
    """A literal or folded text: its header, and its lines without their common indentation.

    Empty lines at its end belong to it only where its header keeps them: `|+`.
    """
    header, *lines = _own(piece, text).splitlines()
    depth = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    lines = [line[depth:] for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    sign, *rest = header.split(maxsplit=1)
    if (
        piece.value and not piece.value.endswith("\n") and "-" not in sign
    ):  # the file ends in the midst of its last line
        sign = f"{sign.removesuffix('+')}-"
    kept = len(piece.value) - len(piece.value.rstrip("\n")) - bool(lines) if "+" in sign else 0
    return [" ".join((sign, *rest)).rstrip(), *lines, *[""] * kept]
