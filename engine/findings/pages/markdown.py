"""Pages in Markdown, for the documentation."""

from collections.abc import Iterable
from itertools import groupby

from .page import Example, Mended, Page

_READING = (
    "Every message of sikta has a code. E is an error: the command fails until it is mended. "
    "W is a warning: look at it. N is a note. `sikta codes E305` shows a page in the terminal."
)
_LANGUAGES = {"yaml": "yaml", "yml": "yaml", "csv": "csv", "md": "markdown", "j2": "jinja", "py": "python"}


def page_markdown(page: Page) -> str:
    """One page: what the code means, how to mend it, and an example with its message and what mends it."""
    parts = [f"# {page.code}: {page.title}", page.severity, page.means, "## How to mend it", page.mend]
    if page.example.says:
        parts += ["## An example", *_example(page.example)]
    return "\n\n".join(part for part in parts if part) + "\n"


def contents_markdown(pages: Iterable[Page]) -> str:
    """The table of all codes, by the part of the work that finds them, each with a link to its page."""
    parts = ["# The codes of findings", _READING]
    for room, found in groupby(pages, key=lambda page: page.room):
        rows = [f"| [{page.code}]({page.code}.md) | {page.title} |" for page in found]
        parts += [f"## {room}", "\n".join(("| code | what was found |", "|---|---|", *rows))]
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> list[str]:
    parts = [example.situation]
    for file in example.files:
        shown = _fenced(file.text, _LANGUAGES.get(file.name.rpartition(".")[2], "text"))
        parts.append(f"`{file.name}`:\n\n{shown}" if file.text else f"`{file.name}` is not a text file.")
    asked = f"`{example.command}` says:" if example.command else "sikta says:"
    parts += [asked, _fenced(example.says, "text")]
    parts += [_mended(each) for each in example.mended]
    if example.mended_command:
        parts.append(f"What goes well: `{example.mended_command}`")
    return [part for part in parts if part]


def _mended(file: Mended) -> str:
    if not file.lines:
        return f"Mended by saving `{file.name}` once more as the message says."
    return f"Mended in `{file.name}`:\n\n{_fenced(file.lines, 'diff')}"


def _fenced(text: str, language: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}"
