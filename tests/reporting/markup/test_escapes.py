"""Whatever people typed, it is shown as text: parsed back by other libraries, it has no structure of its own."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from sikta.engine.reporting.markup import demoted, escape_html, escape_markdown, prose_html
from sikta.engine.reporting.markup.controls import one_line, visible

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.com/x.png)",
    "<https://example.com>",
    "a|b",
    "`code`",
    "**bold** _em_ ~~gone~~",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "---",
    "===",
    "    indented",
    "line\none\r\n\r\ntwo",
    "&lt;b&gt; &#60; &amp;",
    "R&D, A & B",
    "back\\slash \\* \\",
    "x" * 10_000,
    "$x$ :--- ```",
    "שלום עולם",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_text_as_it_was_typed(text: str) -> None:
    assert shown(str(escape_markdown(text))) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_text_in_a_table(text: str) -> None:
    tokens = READER.parse(f"| a | b |\n| --- | --- |\n| {escape_markdown(text)} | end |\n")
    cells = [plain(token) for token in tokens if token.type == "inline"]
    assert cells == ["a", "b", one_line(text), "end"]


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("#-+*_`[]()<>!|\\&;.:=~$0 1\n\tab"), st.characters(codec="utf-8"))
    )
)
def test_any_text_is_one_paragraph_of_plain_text(text: str) -> None:
    assert shown(str(escape_markdown(text))) == one_line(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_plain_text_in_html(text: str) -> None:
    page = Page()
    page.feed(f'<p title="{escape_html(text)}">{escape_html(text)}</p>')
    page.close()
    assert page.tags == ["p"]
    assert "".join(page.texts) == visible(text)
    assert page.attributes == [("title", visible(text))]


def test_what_is_markup_already_is_left_alone() -> None:
    assert escape_html(Markup("<b>")) == "<b>"
    assert escape_markdown(Markup("**x**")) == "**x**"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45.5%", "45.5%"),
        ("-5", "-5"),
        ("3. May", "3\\. May"),
        ("www.example.com", "www\\.example.com"),
        ("https://example.com", "https\\://example.com"),
        ("\u202eevil\u202c", "evil"),
        ("zero\u200bwidth\x07", "zerowidth"),
        ("عربي a|b", "\u2068عربي a\\|b\u2069"),
    ],
)
def test_only_what_has_a_meaning_is_escaped(text: str, expected: str) -> None:
    assert escape_markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](https://example.com/x.png)", '<p>!<a href="https://example.com/x.png">x</a></p>\n'),
        (
            "| a |\n| --- |\n| 1 |",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n",
        ),
    ],
)
def test_prose_runs_nothing_and_fetches_nothing(text: str, expected: str) -> None:
    assert prose_html(text) == expected


def test_headings_of_a_text_go_below_those_of_the_document() -> None:
    text = "# One\n\n```\n# code\n```\n\nTwo\nlines\n===\n\n##### Five #\n"
    assert demoted(text, 2) == "### One\n\n```\n# code\n```\n\n### Two lines\n\n\n\n###### Five #\n"


class Page(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def shown(source: str) -> str:
    """What a reader sees; fails where the source is more than one paragraph of text."""
    tokens = READER.parse(source)
    if not tokens:
        return ""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return plain(tokens[1])


def plain(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children).strip("\u2068\u2069")
