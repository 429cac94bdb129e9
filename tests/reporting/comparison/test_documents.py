"""The documents of a comparison: what they say, how long they get, and that no value becomes a part of them."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from sikta.engine.analysis.comparison import Review
from sikta.engine.checking import check_ruleset
from sikta.engine.reporting.comparison import (
    FORMATS,
    comparison_html,
    comparison_json,
    comparison_markdown,
    comparison_text,
)
from sikta.engine.reporting.comparison.markdown import LARGEST
from sikta.engine.reviewing import drafts, review, words_only

RULES = """\
sikta: 1
name: small
title: {en: Small rules, nl: Kleine regels, sv: Små regler}
languages: [en, nl, sv]
currency: EUR
as_of: 2026-06-30
owner: Sales
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields: {id: {type: text}, company: {type: text}, size: {type: integer, title: {en: Size, nl: Omvang, sv: Storlek}}, spend: {type: number}}
metrics: {money: {value: spend, unit: EUR, title: {en: Revenue, nl: Omzet, sv: Intäkt}}}
knockouts: {tiny: {title: {en: Too small, nl: Te klein, sv: För liten}, when: size < 5}}
scores: {large: {title: {en: Size, nl: Omvang, sv: Storlek}, criteria: {size: {weight: 1, value: size, scale: [0, 100]}}}}
segmentations:
  grid:
    title: {en: Grid, nl: Raster, sv: Rutnät}
    method: matrix
    axes: {large: {low: 0, high: 50}}
    segments:
      big: {title: {en: Big, nl: Groot, sv: Stora}, at: {large: high}}
      little: {title: {en: Little, nl: Klein, sv: Små}, at: {large: low}}
      gone: {title: {en: Gone, nl: Weg, sv: Borta}, at: knocked_out}
      unseen: {title: {en: Not known, nl: Onbekend, sv: Okänd}, at: unrated}
  tags:
    title: {en: Tags, nl: Labels, sv: Etiketter}
    method: rules
    overlapping: true
    segments: {rich: {title: {en: Rich, nl: Rijk, sv: Rika}, when: spend >= 500}, wide: {when: size >= 60}}
  still: {title: {en: Still, nl: Stil, sv: Stilla}, method: rules, segments: {all: {otherwise: true}}}
"""
ACCOUNTS = """\
id,company,size,spend
1,Acme BV,80,1000
2,Beta NV,45,500
3,Gamma AB,8,250.5
4,Delta GmbH,,100
"""
EDITS = {
    "high: 50": "high: 40",
    "size < 5}": "size < 10}",
    "spend >= 500": "spend >= 600",
    "owner: Sales": "owner: Sales desk",
}


TERMINAL = """\
3 edits move 2 of 4 accounts: €750.50 of €1,851 (Revenue)
=========================================================
Small rules: main → here · as of 30 Jun 2026
1 more edit changes texts and the like, and moves nobody.

Edits
-----
* 1. Too small takes out other accounts: where Size is less than 5 → where Size
  is less than 10
    size < 5 → size < 10
    moves by itself: 1 account, €250.50 (Grid 1)
* 2. Grid, Size: “high” begins at 50 → 40
    moves by itself: 1 account, €500 (Grid 1)
* 3. Rich in Tags takes other accounts: where Spend is at least 500 → where
  Spend is at least 600
    spend >= 500 → spend >= 600
    moves by itself: 1 account, €500 (Tags 1)

Edits that move nobody
----------------------
* Owner of the ruleset: Sales → Sales desk

Grid
----
2 of 4 accounts move: €750.50

Segment    Before  After  Change  Money before  Money after
---------  ------  -----  ------  ------------  -----------
Big             1      2      +1        €1,000       €1,500
Little          2      0      -2       €750.50           €0
Gone            0      1      +1            €0      €250.50
Not known       1      1                  €100         €100

Before ↓ after →  Big  Gone  Not known
----------------  ---  ----  ---------
Big                 1     ·          ·
Little              1     1          ·
Not known           ·     ·          1

2 accounts move:
* Beta NV (2), €500: Little → Big
    edit 2: Size: 45.00; high now begins at 40 (was 50)
* Gamma AB (3), €250.50: Little → Gone
    edit 1: knocked out: Too small

Tags
----
1 of 4 accounts moves: €500

Segment        Before  After  Change  Money before  Money after
-------------  ------  -----  ------  ------------  -----------
Rich                2      1      -1        €1,500       €1,000
Wide                1      1                €1,000       €1,000
in no segment       2      3      +1       €350.50      €850.50

1 account moves:
* Beta NV (2), €500: Rich → in no segment
    edit 3: no longer: Spend is at least 500

Nobody moves in: Still.
"""


def written(folder: Path, old: str, new: str, accounts: str = ACCOUNTS) -> Review:
    for name, text in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "ruleset.yaml").write_text(text, encoding="utf-8")
        (folder / name / "accounts.csv").write_text(accounts, encoding="utf-8")
    checked = [check_ruleset(folder / name) for name in ("old", "new")]
    return review(*drafts(checked[0], checked[1], "main", "here"))


def edited(*edits: str) -> str:
    text = RULES
    for edit in edits:
        assert edit in text
        text = text.replace(edit, EDITS[edit])
    return text


@pytest.fixture
def found(tmp_path: Path) -> Review:
    return written(tmp_path, RULES, edited(*EDITS))


def test_the_whole_text_for_a_terminal(found: Review) -> None:
    assert comparison_text(found, "en") == TERMINAL


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_terminal_is_80_columns_wide(found: Review, language: str) -> None:
    assert max(map(cell_len, comparison_text(found, language).splitlines())) <= 80


def test_the_markdown_as_a_reviewer_sees_it(found: Review) -> None:
    text = comparison_markdown(found, "en")
    assert text.startswith("## 3 edits move 2 of 4 accounts: €750.50 of €1,851 (Revenue)\n")
    assert "| Before ↓ after → | Big | Gone | Not known | Together |\n" in text
    assert "| **Little** | **1**<br><sub>€500</sub> | **1**<br><sub>€250.50</sub> |  | 2 |\n" in text
    assert (
        "| Beta NV (2) | €500 | Little → Big | edit 2 | Size: 45.00; high now begins at 40 (was 50) |\n"
        in text
    )
    assert "<details><summary>1 edit that moves nobody</summary>\n\n- Owner of the ruleset: " in text
    tables = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    # Edits; the matrix, totals and movers of the grid; totals and movers of the tags, which overlap.
    assert sum(token.type == "table_open" for token in tables) == 6


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("nl", "3 wijzigingen verplaatsen 2 van 4 accounts: €\u00a0750,50 van €\u00a01.851 (Omzet)"),
        ("sv", "3 ändringar flyttar 2 av 4 företag: 750,50\u00a0€ av 1\u00a0851\u00a0€ (Intäkt)"),
    ],
)
def test_every_format_in_other_languages(found: Review, language: str, headline: str) -> None:
    for form in ("text", "markdown", "html"):
        write, limit = FORMATS[form]
        text = write(found, language, limit).replace("\u202f", "\u00a0")
        assert " ".join(headline.split(" ")[:5]) in text.replace("\n", " ")


class Page(HTMLParser):
    """The tags of a page and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_the_page_stands_by_itself(found: Review) -> None:
    page = Page(comparison_html(found, "en"))
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert not {"src", "href", "onclick"} & {name for name, _ in page.attributes}
    assert page.tags.count("table") == 6
    assert [value for name, value in page.attributes if name == "lang"] == ["en"]


NASTY = [
    "<script>alert(1)</script>",
    "a|b",
    "[x](javascript:alert(1))",
    "`code`",
    "**bold**",
    "</details>",
    "\x1b[2J",
    "*x*",
]


@pytest.fixture
def nasty(tmp_path: Path) -> Review:
    rows = "".join(f'{number},"{name}",45,{number}\n' for number, name in enumerate(NASTY, 1))
    return written(tmp_path, RULES, edited("high: 50"), f"id,company,size,spend\n{rows}")


def test_names_stay_names(nasty: Review) -> None:
    html = Page(comparison_html(nasty, "en"))
    assert "script" not in html.tags
    assert html.tags.count("details") == 1
    text = comparison_markdown(nasty, "en")
    rendered = Page(MarkdownIt("gfm-like", {"linkify": False}).render(text))
    assert {"script", "a", "strong code"}.isdisjoint(rendered.tags)
    movers = [line for line in text.splitlines() if "Little → Big" in line]
    assert len(movers) == len(NASTY)
    # One cell a column: bars in names are escaped.
    assert {len(line.replace("\\|", "").split("|")) for line in movers} == {6}
    assert "\x1b" not in comparison_text(nasty, "en")
    names = [
        mover["name"] for mover in json.loads(comparison_json(nasty, "en"))["segmentations"][0]["movers"]
    ]
    assert sorted(names) == sorted(NASTY)


def test_a_comment_stays_below_the_limit_of_github(tmp_path: Path) -> None:
    rows = "".join(
        f"{number},{'Long name of a company ' * 40}{number},45,{number}\n" for number in range(500)
    )
    found = written(tmp_path, RULES, edited("high: 50"), f"id,company,size,spend\n{rows}")
    text = comparison_markdown(found, "en", None)
    assert len(text) <= LARGEST
    assert "more accounts are not shown here" in text
    assert text.count("<details>") == text.count("</details>")
    assert len(json.loads(comparison_json(found, "en"))["segmentations"][0]["movers"]) == 500


def test_what_is_left_out_is_counted(nasty: Review) -> None:
    for write in (comparison_markdown, comparison_html, comparison_text):
        assert "6 more accounts are not shown here" in write(nasty, "en", 2)
    assert "8 more accounts are not shown here" in comparison_markdown(nasty, "en", 0)
    assert len(json.loads(comparison_json(nasty, "en", 2))["segmentations"][0]["movers"]) == 2


def test_nothing_differs(tmp_path: Path) -> None:
    found = written(tmp_path, RULES, f"# a comment\n{RULES}")
    assert comparison_text(found, "en") == "No change\n=========\nSmall rules: main → here\n"
    assert comparison_markdown(found, "en") == "## No change\n\nSmall rules: main → here\n"
    assert "<h1>No change</h1>" in comparison_html(found, "en")
    assert json.loads(comparison_json(found, "en"))["edits"] == []


def test_only_texts_differ(tmp_path: Path) -> None:
    found = written(tmp_path, RULES, edited("owner: Sales"))
    assert comparison_text(found, "en") == dedent("""\
        Nobody can move: only texts and the like differ
        ===============================================
        Small rules: main → here · as of 30 Jun 2026

        Edits
        -----
        * Owner of the ruleset: Sales → Sales desk
        """)


def test_nobody_moves(tmp_path: Path) -> None:
    found = written(tmp_path, RULES, RULES.replace("high: 50", "high: 51"))
    assert comparison_text(found, "en").startswith("1 edit moves none of 4 accounts\n")


def test_without_data_the_words_alone(found: Review) -> None:
    bare = words_only(found.old, found.new)
    assert "No data was looked at, so this tells what changed, not who moves." in comparison_text(
        bare, "en"
    ).replace("\n", " ")
    absent = comparison_markdown(replace(bare, absent=("a.csv", "b.csv", "c.csv", "d.csv")), "en")
    assert absent.startswith("## 4 edits\n")
    assert "The data is not here (a.csv, b.csv, c.csv, …)" in absent
    record = json.loads(comparison_json(bare, "en"))
    assert (record["data"], record["units"], record["segmentations"]) == (False, None, None)


def test_what_else_changed_is_told(tmp_path: Path) -> None:
    rules = RULES.replace("scale: [0, 100]", "scale: [0, 99]").replace("value: spend,", "value: spend * 2,")
    rules = rules.replace("  still:", "  fresh:")
    found = written(
        tmp_path,
        RULES,
        rules.replace("segments: {all: {otherwise: true}}", "segments: {all: {when: size > 0}}"),
    )
    text = comparison_text(found, "en").replace("\n  ", " ")
    assert (
        "Size: 3 accounts have another score; 3 of them move nowhere; on average +0.45, at most +0.81 (Acme BV)"
        in text
    )
    assert "Revenue: another value for 4 accounts; together €1,851 → €3,701" in text
    assert "New: Still." in text
    assert "No longer there: Still." in text
