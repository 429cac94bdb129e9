"""Entries of a map laid out as lines: short maps on one line, comments beside or above, examples commented out."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .scalars import comment_text, scalar

WIDTH = 100
_BESIDE, _COLUMN = 76, 50
"""An entry up to so wide has its note beside it, a wider one above it; the one layout does the rest."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on lines of its own; an empty text is an empty line. `hang` is how far its further lines stand in."""

    text: str = ""
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, a note beside it, and `asleep` where it is an example that is commented out."""

    key: str
    value: "Value"
    note: str = ""
    asleep: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Entries below one another."""

    entries: tuple["Entry | Remark", ...]


Value: TypeAlias = "str | float | bool | Sequence[Value] | Mapping[str, Value] | Block | None"


def page(parts: Iterable[Entry | Remark]) -> str:
    """The text of a file."""
    return "".join(f"{line}\n".replace(" \n", "\n") for part in parts for line in _lines(part, 0))


def _lines(part: Entry | Remark, indent: int) -> Iterator[str]:
    if isinstance(part, Remark):
        yield from _remark(part.text, indent, part.hang)
    elif part.asleep:
        written = _lines(Entry(part.key, part.value, part.note), 0)
        yield from (f"{' ' * indent}{line if line.startswith('#') else f'# {line}'}" for line in written)
    else:
        yield from _entry(part, indent)


def _remark(text: str, indent: int, hang: int = 0) -> Iterator[str]:
    if not text:
        yield ""
        return
    lead = " " * indent + "# "
    yield from textwrap.wrap(
        comment_text(text),
        WIDTH,
        initial_indent=lead,
        subsequent_indent=lead + " " * hang,
        break_on_hyphens=False,
    )


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    key = f"{' ' * indent}{scalar(entry.key)}:"
    if isinstance(entry.value, Block):
        yield from _noted(key, entry.note, indent)
        for part in entry.value.entries:
            yield from _lines(part, indent + 2)
        return
    line = f"{key} {_inline(entry.value)}"
    if len(line) <= WIDTH or not isinstance(entry.value, Mapping | list | tuple):
        yield from _noted(line, entry.note, indent)
    else:
        yield from _noted(key, entry.note, indent)
        yield from _below(entry.value, indent + 2)


def _noted(line: str, note: str, indent: int) -> Iterator[str]:
    text = comment_text(note)
    if not text:
        yield line
    elif len(line) <= _BESIDE and max(len(line), _COLUMN) + len(text) <= WIDTH:
        yield f"{line}  # {text}"
    else:
        yield from _remark(text, indent)
        yield line


def _below(value: "Value", indent: int) -> Iterator[str]:
    """The parts of a long map or list, one a line."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _entry(Entry(key, held), indent)
    elif isinstance(value, list | tuple):
        yield from (f"{' ' * indent}- {_inline(item)}" for item in value)


def _inline(value: "Value") -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {_inline(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return scalar(value)
