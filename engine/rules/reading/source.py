"""The bytes of a file as text, or one clear reason why they are not text that can be read."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from ...findings import Finding, Place, Repair, Replacement, SiktaError
from ...findings.refusals import refusal
from .budget import MAX_BYTES, too_large

Unsaved: TypeAlias = Mapping[Path, bytes]
"""Files as they are in an editor, or would be after a repair, by their whole path."""

NOTHING_UNSAVED: Unsaved = {}

_BREAKS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}


def split_lines(text: str) -> tuple[str, ...]:
    """The lines as YAML counts them."""
    return tuple(_BREAKS.split(text))


def line_starts(text: str) -> list[int]:
    """The position of the first character of each line."""
    return [0, *(match.end() for match in _BREAKS.finditer(text))]


def read_text(path: Path, shown: str, unsaved: Unsaved = NOTHING_UNSAVED) -> tuple[str, bool]:
    """The text of a UTF-8 file, and whether it began with a byte order mark (left out).

    `shown` is the file's name in messages. What is unsaved goes before what the disk holds. Raises SiktaError when the file is missing, unreadable, too large or
    no text.
    """
    data = unsaved.get(path.resolve()) if unsaved else None
    data = _read_bytes(path, shown) if data is None else data
    marked = data.startswith(_UTF8_MARK)
    text = _decode(data[len(_UTF8_MARK) :] if marked else data, shown)
    refused = _REFUSED.search(text)
    if refused:
        raise SiktaError([_refused_character(text, refused.start(), shown)])
    return text, marked


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        if path.is_dir():
            raise SiktaError([_unreadable(shown, "this is a folder, not a file", "name the file inside it")])
        if path.exists() and not path.is_file():
            raise SiktaError(
                [_unreadable(shown, "this is not an ordinary file", "copy its content into a file")]
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SiktaError([too_large(shown, size)])
        return path.read_bytes()
    except FileNotFoundError:
        raise SiktaError([_unreadable(shown, "there is no such file", _files_beside(path))]) from None
    except PermissionError:
        fix = "ask for the right to read it, or copy it to a folder of your own"
        raise SiktaError([_unreadable(shown, "you have no permission to read this file", fix)]) from None
    except OSError as error:
        raise SiktaError([_unreadable(shown, f"the file cannot be read: {refusal(error)}", "")]) from None


def _files_beside(path: Path) -> str:
    folder = path.parent
    names = sorted(file.name for file in folder.glob("*.y*ml")) if folder.is_dir() else []
    return f"the folder holds {', '.join(names[:5])}" if names else "check the name and the folder"


def _unreadable(shown: str, message: str, fix: str) -> Finding:
    return Finding("E101", message, Place(shown), fix=fix)


def _decode(data: bytes, shown: str) -> str:
    if data.startswith(_UTF16_MARKS) or _looks_like_utf16(data):
        raise SiktaError([_wrong_encoding(shown, "the file is saved as UTF-16 (in Windows: Unicode)")])
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise SiktaError([_no_text(shown, f"this is {kind}, not a text")])
    if b"\x00" in data:
        raise SiktaError([_no_text(shown, "this is a binary file, not a text")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SiktaError([_wrong_byte(data, error.start, shown)]) from None


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:200]
    return max(head[::2].count(0), head[1::2].count(0)) > len(head) // 3


def _no_text(shown: str, message: str) -> Finding:
    return Finding("E103", message, Place(shown), expected="a text file in YAML", fix="name the ruleset.yaml")


def _wrong_encoding(shown: str, message: str, place: Place | None = None, found: str = "") -> Finding:
    fix = "save it as UTF-8: in the editor, Save as, Encoding"
    return Finding("E103", message, place or Place(shown), expected="text in UTF-8", found=found, fix=fix)


def _wrong_byte(data: bytes, position: int, shown: str) -> Finding:
    before = split_lines(data[:position].decode("utf-8"))
    byte = data[position]
    letter = bytes([byte]).decode("cp1252", errors="replace")
    lines = split_lines(data.decode("cp1252", errors="replace"))
    line = len(before)
    # The line as Windows would show it; its columns before the byte may be longer than in UTF-8.
    start = data.rfind(b"\n", 0, position) + 1
    column = len(data[start:position].decode("cp1252", errors="replace")) + 1
    place = Place(shown, line, column, lines[line - 1] if line <= len(lines) else None)
    return _wrong_encoding(
        shown, "the file is not saved as UTF-8", place, f'byte {byte:02X}, "{letter}" in Windows-1252'
    )


def _refused_character(text: str, position: int, shown: str) -> Finding:
    before = split_lines(text[:position])
    character = f"U+{ord(text[position]):04X}"
    return Finding(
        "E103",
        f"an invisible control character, {character}",
        Place(shown, len(before), len(before[-1]) + 1, split_lines(text)[len(before) - 1]),
        fix="delete it; it often comes along when text is copied from another program",
        repair=Repair((Replacement(shown, len(before), len(before[-1]) + 1, text[position], ""),)),
    )
