"""Names and code within a sentence, marked in a way that belongs to no format, until a document writes it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup

from ...markup.controls import one_line
from ...markup.html import escape_html
from ...markup.markdown import escape_markdown

Style: TypeAlias = Literal["text", "name", "code"]

_SIGNS: dict[Style, tuple[str, str]] = {"name": ("\ue000", "\ue001"), "code": ("\ue002", "\ue003")}
"""Characters without a meaning or a picture; texts of rulesets lose theirs before they are marked."""

_OWN = re.compile("[\ue000-\ue003]")
_PART = re.compile("(?:\ue000([^\ue000-\ue003]*)\ue001|\ue002([^\ue000-\ue003]*)\ue003|([^\ue000-\ue003]+))")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence: plain text, a name of the ruleset, or a piece of its code. Not escaped."""

    style: Style
    text: str


def plain(text: str) -> str:
    """A text of a ruleset on one line, without characters that would be taken for marks."""
    return one_line(_OWN.sub("", text))


def name(text: str) -> str:
    """A name that a document shows emphasised."""
    return _marked("name", text)


def code(text: str) -> str:
    """Code of the ruleset language, as it is written."""
    return _marked("code", text)


def _marked(style: Style, text: str) -> str:
    start, end = _SIGNS[style]
    return f"{start}{plain(text)}{end}"


def parts_of(text: str) -> Iterator[Part]:
    """The stretches of a marked text."""
    for found in _PART.finditer(text):
        styles: tuple[Style, ...] = ("name", "code", "text")
        yield from (
            Part(style, part) for style, part in zip(styles, found.groups(), strict=True) if part is not None
        )


def as_plain(text: str) -> str:
    """The text without its marks, unescaped."""
    return "".join(part.text for part in parts_of(text))


def as_markdown(text: str) -> Markup:
    """The text as Markdown, escaped: names in italics, code as code."""
    return _written(text, {"text": _markdown, "name": _emphasised, "code": _fenced})


def as_html(text: str) -> Markup:
    """The text as HTML, escaped: names as `em`, code as `code`."""
    return _written(
        text,
        {
            "text": escape_html,
            "name": lambda text: Markup("<em>{}</em>").format(escape_html(text)),
            "code": lambda text: Markup("<code>{}</code>").format(escape_html(text)),
        },
    )


def _written(text: str, styles: dict[Style, Callable[[str], str]]) -> Markup:
    return Markup("").join(Markup(styles[part.style](part.text)) for part in parts_of(text))  # noqa: S704 - escaped by the styles


def _markdown(text: str) -> Markup:
    """Escaped as what stands inside a line: its blanks stay, and it begins no list or heading."""
    safe = str(escape_markdown(f"x{text}x"))
    isolated = safe.startswith("\u2068")
    return Markup(f"\u2068{safe[2:-2]}\u2069" if isolated else safe[1:-1])  # noqa: S704 - escaped


def _emphasised(text: str) -> Markup:
    return Markup(f"*{_markdown(text)}*" if text else "")  # noqa: S704 - escaped


def _fenced(text: str) -> Markup:
    """A code span around a text: a fence longer than any in it; a bar would end a table's cell."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, gap = "`" * (longest + 1), " " if "`" in text else ""
    return Markup(f"{fence}{gap}{text}{gap}{fence}".replace("|", "\\|"))  # noqa: S704 - nothing in code is obeyed
