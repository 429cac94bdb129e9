"""The documents of a run: whole, linked, harmless, and the same every time."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sikta.engine.reporting.briefs.facts import AccountFacts, Facts, Figure, Named, TopAccount
from sikta.engine.reporting.briefs.record import from_json, to_json
from sikta.engine.reporting.briefs.render import render_briefs

VOID = {"meta", "br", "hr", "img", "input", "link"}
NAMES = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "a|b",
    "two\nlines\n\n# and more",
    "x" * 10_000,
    '"><img src=x onerror=alert(1)>',
    "שלום\u202e עולם",
    "{{ 7 * 7 }}{% if %}",
    "=HYPERLINK(1)",
]
LINK = re.compile(r"\]\(([^)]*)\)")


class Page(HTMLParser):
    """A page's tags in order, its links, its texts; checks that every tag is closed where it should be."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.isolated: list[str] = []
        self.language = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.language = dict(attrs).get("lang") or self.language if tag == "html" else self.language
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "bdi":
            self.isolated.append(data)


def render(
    facts: Facts, folder: Path, *languages: str, formats: tuple[str, ...] = ("html", "md")
) -> list[str]:
    written = render_briefs(facts, folder, languages=languages or ("en",), formats=formats, templates=None)
    return [path.relative_to(folder).as_posix() for path in written]


def named(facts: Facts, name: str) -> Facts:
    """The run with its second account, wherever it is named, called so."""
    segment, card = facts.segments[0], facts.accounts[1]
    carried = (Named(segment.top[0].carry[1].title, Figure(name, "text")),)
    top = tuple(
        replace(each, name=name, carry=carried) if each.key == card.key else each for each in segment.top
    )
    return replace(
        facts,
        segments=(replace(segment, top=top),),
        accounts=(facts.accounts[0], replace(card, name=name, carry=carried)),
    )


def test_the_layout_of_one_language(facts: Facts, tmp_path: Path) -> None:
    assert render(facts, tmp_path) == [
        "briefs/index.html",
        "briefs/segments/priority-invest.html",
        "briefs/accounts/nl-0007.html",
        "briefs/accounts/se-0101.html",
        "briefs/index.md",
        "briefs/segments/priority-invest.md",
        "briefs/accounts/nl-0007.md",
        "briefs/accounts/se-0101.md",
    ]


def test_the_layout_of_several_languages(facts: Facts, tmp_path: Path) -> None:
    written = render(facts, tmp_path, "nl", "sv", "nl", formats=("markdown",))
    assert [path for path in written if "index" in path] == ["briefs/nl/index.md", "briefs/sv/index.md"]


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_pages_are_well_formed_and_fetch_nothing(language: str, facts: Facts, tmp_path: Path) -> None:
    for path in render(facts, tmp_path, language, formats=("html",)):
        source = (tmp_path / path).read_text(encoding="utf-8")
        page = Page(source)
        assert page.language == language
        assert page.tags.isdisjoint({"script", "img", "link", "iframe", "object"})
        assert "url(" not in source
        assert "@import" not in source
        for link in page.links:
            target, _, part = link.partition("#")
            assert (
                ((tmp_path / path).parent / target).resolve().is_file()
                if target
                else f'id="{part}"' in source
            )


def test_links_of_markdown_lead_somewhere(facts: Facts, tmp_path: Path) -> None:
    for path in render(facts, tmp_path, formats=("md",)):
        for link in LINK.findall((tmp_path / path).read_text(encoding="utf-8")):
            if not link.startswith("javascript"):
                assert ((tmp_path / path).parent / link).resolve().is_file(), link


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_harmless_in_html(name: str, facts: Facts, tmp_path: Path) -> None:
    usual = {
        path: Page((tmp_path / path).read_text("utf-8"))
        for path in render(facts, tmp_path, formats=("html",))
    }
    for path in render(named(facts, name), tmp_path, formats=("html",)):
        page = Page((tmp_path / path).read_text(encoding="utf-8"))
        assert page.tags == usual[path].tags
        assert page.attributes == usual[path].attributes
        assert page.links == usual[path].links
    assert any(text.startswith(name[:4]) for text in page.isolated)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_harmless_in_markdown(name: str, facts: Facts, tmp_path: Path) -> None:
    plain = shapes(named(facts, "Plain"), tmp_path)
    assert shapes(named(facts, name), tmp_path) == plain


def shapes(facts: Facts, folder: Path) -> list[list[str]]:
    """What each document is made of, as a CommonMark reader sees it, without the texts."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    found = []
    for path in render(facts, folder, formats=("md",)):
        tokens = reader.parse((folder / path).read_text(encoding="utf-8"))
        inline = [
            child
            for token in tokens
            for child in token.children or []
            if child.type not in {"text", "text_special"}
        ]
        found.append([token.type for token in tokens] + [child.type for child in inline])
    return found


def test_documents_are_the_same_every_time(facts: Facts, tmp_path: Path) -> None:
    once = contents(facts, tmp_path / "a")
    assert contents(facts, tmp_path / "b") == once
    assert contents(from_json(to_json(facts)), tmp_path / "c") == once


def contents(facts: Facts, folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in render(facts, folder, "en", "nl", "sv")}


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "- Accounts: 84 (14% of all accounts)",
                "- Revenue, last 12 months: €9,412,300 (45.5% of the whole)",
            ],
        ),
        (
            "nl",
            [
                "- Accounts: 84 (14% van alle accounts)",
                "- Omzet, laatste 12 maanden: €\u00a09.412.300 (45,5% van het totaal)",
            ],
        ),
        (
            "sv",
            [
                "- Företag: 84 (14\u00a0% av alla företag)",
                "- Omsättning, senaste 12 mån.: 9\u00a0412\u00a0300\u00a0€ (45,5\u00a0% av totalen)",
            ],
        ),
    ],
)
def test_figures_are_written_as_in_the_language(
    language: str, lines: list[str], facts: Facts, tmp_path: Path
) -> None:
    render(facts, tmp_path, language)
    text = (tmp_path / "briefs/segments/priority-invest.md").read_text(encoding="utf-8")
    # Babel's blank is a narrow one in some releases; each is a blank that does not break.
    assert [line for line in lines if line not in text.replace("\u202f", "\u00a0")] == []


def test_the_text_of_a_playbook_is_part_of_its_brief(facts: Facts, tmp_path: Path) -> None:
    render(facts, tmp_path)
    html = (tmp_path / "briefs/segments/priority-invest.html").read_text(encoding="utf-8")
    markdown = (tmp_path / "briefs/segments/priority-invest.md").read_text(encoding="utf-8")
    assert "<h4>First visit</h4>\n<p>Bring the <strong>audit sheet</strong> to 84 accounts.</p>" in html
    assert "#### First visit\n\nBring the **audit sheet** to 84 accounts." in markdown


def test_reasons_of_knockouts_name_their_values(facts: Facts, tmp_path: Path) -> None:
    render(facts, tmp_path)
    text = (tmp_path / "briefs/accounts/se-0101.md").read_text(encoding="utf-8")
    assert "**Closed down**: Mejeriet \\| AB closed on 31 Jan 2026" in text


def test_templates_of_the_ruleset_come_first(facts: Facts, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "account.md.j2").write_text("\ufeffHello {{ account.name }}\n", encoding="utf-8")
    (own / "segment.md.j2").write_text(
        '{% extends "shipped/segment.md.j2" %}{% block traits %}OWN TRAITS{% endblock %}\n', encoding="utf-8"
    )
    render_briefs(facts, tmp_path, languages=["en"], formats=["md"], templates=own)
    read = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "briefs").rglob("*.md")}
    assert read["nl-0007.md"] == "Hello Bakkerij De Gouden Aar\n"
    assert "OWN TRAITS" in read["priority-invest.md"]
    assert "How they differ" not in read["priority-invest.md"]
    assert "Where to start" in read["priority-invest.md"]


def test_an_account_without_a_card_has_no_link(facts: Facts, tmp_path: Path) -> None:
    render(replace(facts, accounts=()), tmp_path)
    assert Page((tmp_path / "briefs/segments/priority-invest.html").read_text("utf-8")).links == [
        "../index.html",
        "#research",
    ]


def test_what_is_left_out_is_said(facts: Facts, tmp_path: Path) -> None:
    render(facts, tmp_path)
    text = (tmp_path / "briefs/segments/priority-invest.md").read_text(encoding="utf-8")
    assert "81 more accounts are left out here; the results have all of them." in text


def test_a_run_with_nothing_in_it(facts: Facts, tmp_path: Path) -> None:
    segment = facts.segments[0]
    bare = TopAccount("k", "k", None, (), (), ())
    empty = replace(
        facts,
        overview=replace(
            facts.overview,
            accounts=0,
            money=None,
            knockouts=(),
            segmentations=(),
            fields=(),
            losses=(),
            remarks=(),
        ),
        segments=(
            replace(
                segment,
                top=(bare,),
                traits=(),
                research=(),
                gaps=(),
                playbooks=(),
                comparisons=(),
                left_out=0,
            ),
        ),
        accounts=(AccountFacts("k", "k", (), None, False, (), (), (), ()),),
        playbooks=(),
    )
    assert len(render(empty, tmp_path)) == 6
