"""Pages for the terminal."""

import textwrap
from collections.abc import Iterable
from itertools import groupby

from .page import Example, Mended, Page, Source

WIDTH = 78


def page_text(page: Page) -> str:
    """One page in lines of at most 78 characters, but for the lines of its example, which stand as they are."""
    parts = [
        f"{page.code}: {page.title}",
        _wrapped(page.severity),
        _wrapped(page.means),
        f"How to mend it\n{_wrapped(page.mend)}",
    ]
    if page.example.says:
        parts += ["An example", *_example(page.example)]
    return "\n\n".join(part for part in parts if part)


def contents_text(pages: Iterable[Page]) -> str:
    """The table of codes, by the part of the work that finds them."""
    parts = []
    for room, found in groupby(pages, key=lambda page: page.room):
        parts.append("\n".join((room, *(f"  {page.code}  {page.title}" for page in found))))
    return "\n\n".join((*parts, "sikta codes E305 tells what a code means, with an example."))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _example(example: Example) -> list[str]:
    parts = [_wrapped(example.situation)] if example.situation else []
    parts += [_file(file) for file in example.files]
    parts.append(f"  {example.command or 'sikta'} says:\n{_block(example.says)}")
    parts += [_mended(each) for each in example.mended]
    if example.mended_command:
        parts.append(f"  What goes well:\n{_block(example.mended_command)}")
    return parts


def _file(file: Source) -> str:
    return f"  {file.name}:\n{_block(file.text)}" if file.text else f"  {file.name} is not a text file."


def _mended(file: Mended) -> str:
    if not file.lines:
        return f"  Mended by saving {file.name} once more as the message says."
    return f"  Mended in {file.name}:\n{_block(file.lines)}"


def _block(text: str) -> str:
    return textwrap.indent(text.rstrip("\n"), "    ")
