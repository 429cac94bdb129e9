"""Texts that people write in Markdown, as HTML or as part of a longer Markdown document."""

from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup


@cache
def _reader() -> MarkdownIt:
    # Pictures are off: a page that is mailed around fetches nothing. Links to scripts are refused by the library.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@lru_cache(maxsize=512)  # segments share playbooks, and pages of both formats share their texts
def prose_html(text: str) -> Markup:
    """Markdown as HTML: tags in it are shown, not obeyed; links that run a script stay text; no pictures."""
    return Markup(_reader().render(text))  # noqa: S704 - the library escapes, tags are off


@lru_cache(maxsize=512)
def demoted(text: str, by: int) -> str:
    """Markdown with its headings `by` levels lower, so that it fits below a heading of another document."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for token in _reader().parse(text):
        if token.type == "heading_open" and token.map and token.level == 0:
            _demote(lines, token.map[0], token.map[1] - 1, min(int(token.tag[1]) + by, 6))
    return "\n".join(lines)


def _demote(lines: list[str], first: int, last: int, level: int) -> None:
    if last > first:  # a heading that is underlined: the underline goes, its lines become one
        heading = " ".join(line.strip() for line in lines[first:last])
        lines[first : last + 1] = [heading, *[""] * (last - first)]
    lines[first] = f"{'#' * level} {lines[first].strip().lstrip('#').strip()}"
