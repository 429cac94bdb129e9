"""What could go wrong in a document: texts that are code, languages that are missing, very small and very large rulesets."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.plan import Plan
from sikta.engine.reporting.policy import policy_html, policy_markdown
from sikta.engine.reporting.policy.playbooks import shown

Read = Callable[[str], Plan]

TINY = """\
sikta: 1
name: tiny
tables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}}
scores: {potential: {criteria: {size_now: {weight: 1, value: size, scale: [0, 10]}}}}
"""

NASTY = """\
sikta: 1
name: nasty
title: "Rules | <script>alert(1)</script>"
owner: "[me](http://x.test) & *co*"
goals: {purpose: "# first\\nsecond"}
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      kind: {type: category, values: ["a|b", "<img src=x>", "`c`"], definition: "line one\\n| cell |"}
scores:
  potential:
    title: "`x` | <b>"
    criteria:
      kinds: {weight: 1, title: "- item | </td>", value: kind, points: {"a|b": 10, "<img src=x>": 20}, source: "</dd><script>"}
segmentations:
  pick:
    method: rules
    segments: {one: {title: "**one** | <i>", when: 'kind == "a|b"'}, rest: {otherwise: true}}
"""

PACKAGE = Path(str(files("sikta")))
CHECKOUT = Path(__file__).parents[3]


class Tags(HTMLParser):
    """Checks that every tag that is opened is closed in its turn."""

    VOID = frozenset(("meta", "br", "img", "hr", "link"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.ids += [value or "" for key, value in attrs if key == "id"]
        self.links += [value or "" for key, value in attrs if key == "href"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    return tags


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_page_is_whole_and_stands_alone(read: Read, small: str, language: str) -> None:
    text = policy_html(read(small), language)
    tags = parsed(text)
    assert f'<html lang="{language}" dir="ltr">' in text
    assert {link.removeprefix("#") for link in tags.links} == set(tags.ids)
    assert not tags.seen & {"script", "link", "img"}
    assert "url(" not in text
    assert "http" not in text


def test_texts_of_a_ruleset_stay_texts_in_the_page(read: Read) -> None:
    tags = parsed(policy_html(read(NASTY), "en"))
    assert not tags.seen & {"script", "img", "i", "td>"}


def test_texts_of_a_ruleset_stay_texts_in_markdown(read: Read) -> None:
    text = policy_markdown(read(NASTY), "en")
    assert text.startswith("# Rules \\| &lt;script&gt;alert(1)&lt;/script&gt;\n")
    assert "kept by \\[me\\](http\\://x.test) & \\*co\\*" in text
    assert "**# first second**" in text or "**\\# first second**" in text
    assert "| a\\|b | 10 |\n| &lt;img src=x&gt; | 20 |" in text
    assert '`kind == "a\\|b"`' in text
    assert not re.search(r"<(?!/?(sub|br|details|summary)>)", text)


def uneven_rows(text: str) -> list[str]:
    """Rows of Markdown tables with other columns than the row above them."""
    found, wide = [], 0
    for line in text.splitlines():
        bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        found += [line] if bars and wide and bars != wide else []
        wide = bars
    return found


def test_a_bar_in_a_text_makes_no_column(read: Read) -> None:
    assert uneven_rows(policy_markdown(read(NASTY), "en")) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
@pytest.mark.parametrize(
    "name", ["rulesets/proactive-sales", "tests/rules/whole-language", "tests/real/northwind"]
)
def test_every_ruleset_is_whole_in_every_language_and_format(name: str, language: str) -> None:
    plan = check_ruleset((PACKAGE if name.startswith("rulesets") else CHECKOUT) / name).or_raise()
    page = parsed(policy_html(plan, language))
    text = policy_markdown(plan, language)
    assert uneven_rows(text) == []
    assert len(page.ids) == text.count("\n## ")


def test_a_score_of_one_criterion(read: Read) -> None:
    text = policy_markdown(read(TINY), "en")
    assert "1. The score “Potential” (0 to 100) comes from one criterion: Size now (100%).\n" in text
    assert "| Size now | 100% | 1 | every account |" in text
    assert "## Knock-outs" not in text
    assert "## From scores to segments" not in text


def test_a_text_that_lacks_the_language_is_in_the_rulesets_first_one(read: Read) -> None:
    rules = (
        TINY + 'title: {de: "Deutsch", sv: "Svenska", en: "English"}\nlanguages: [sv, de, en]\nowner: Anna\n'
    )
    plan = read(rules)
    assert policy_markdown(plan, "nl").startswith("# Svenska\n\nSegmentatieregels · beheerd door Anna\n")
    assert policy_markdown(plan, "en").startswith("# English\n")


def test_a_language_that_sikta_does_not_speak_gets_the_rulesets_words_and_english_around_them(
    read: Read,
) -> None:
    text = policy_markdown(read(TINY + "title: {de: Regeln, en: Rules}\nlanguages: [de, en]\n"), "de")
    assert text.startswith("# Regeln\n\nSegmentation rules\n")


def test_groups_within_groups_share_the_whole(read: Read) -> None:
    """b is 1 of 2 in inner, which is 1 of 4 in outer, which is 3 of 4: 1/2 x 1/4 x 3/4 = 9.375%."""
    groups = """\
scores:
  potential:
    criteria:
      outer:
        weight: 3
        missing: 10
        criteria:
          inner: {weight: 1, criteria: {b: {weight: 1, value: size, scale: [0, 9]}, c: {weight: 1, value: size, scale: [9, 0]}}}
          d: {weight: 3, value: size, bands: [{from: 5, points: 40}]}
      e: {weight: 1, rules: [{when: size > 2, points: 5}]}
"""
    text = policy_markdown(read(TINY[: TINY.index("scores:")] + groups), "en")
    assert (
        "| Outer | 75% | 3 | every account |\n| · Inner | 18.8% | 1 | every account |\n| · · B | 9.4% | 1 |"
        in text
    )
    assert "#### Outer · 75%\n\n- Where nothing of it is known: 10 points\n" in text
    assert "#### Outer › Inner › C · 9.4%" in text
    assert (
        "| 0 or less | 100 |\n| between 0 and 9 | 100 down to 0, in a straight line |\n| 9 or more | 0 |"
        in text
    )
    assert "| below 5 | counts as missing |\n| 5 or more | 40 |" in text
    assert "| in every other case | counts as missing |" in text


def test_500_criteria_fit_in_one_document(read: Read) -> None:
    criteria = ", ".join(
        f"c{n}: {{weight: 1, value: size, bands: [{{points: 0}}, {{from: {n + 1}, points: 100}}]}}"
        for n in range(500)
    )
    plan = read(TINY[: TINY.index("scores:")] + f"scores: {{potential: {{criteria: {{{criteria}}}}}}}\n")
    assert policy_html(plan, "en").count('<div class="card">') == 500
    assert policy_markdown(plan, "en").count("\n#### ") == 500


MATRIX = """\
segmentations:
  cube:
    method: matrix
    axes: {potential: {low: 0, high: cut}, need: {low: 0, high: 50}, third: {low: 0, high: 50}}
    needs_completeness: part
    segments:
      a: {at: {potential: high}}
      b: {at: [{potential: low, need: [low, high], third: low}, {potential: low, third: high}]}
      out: {at: knocked_out}
      ask: {at: unrated}
parameters: {cut: 60, part: 50%}
"""


def test_a_matrix_of_three_axes_is_told_in_words(read: Read) -> None:
    criterion = "{criteria: {NAME_c: {weight: 1, value: size, scale: [0, 10]}}}"
    scores = ", ".join(
        f"{name}: {criterion.replace('NAME', name)}" for name in ("potential", "need", "third")
    )
    text = policy_markdown(read(TINY[: TINY.index("scores:")] + f"scores: {{{scores}}}\n" + MATRIX), "en")
    assert "Potential: low (0 up to 60 (Cut)); high (60 (Cut) or more)\n" in text
    assert "| B | Potential: low, Need: low or high, Third: low; Potential: low, Third: high |" in text
    assert "| Ask | less than 50% (Part) of the weight of one of the scores is known |" in text


def test_what_a_brief_puts_into_a_playbook_is_named() -> None:
    text = "{# note #}Call {{ account.name|name }}{% if x %} soon{% endif %}: {{ playbook.owner }} does."
    assert shown(text, {"playbook.owner": "Sales"}) == "Call ‹account name› soon: Sales does."


def test_values_that_are_words_of_the_language_are_written_as_such(read: Read) -> None:
    rules = TINY[: TINY.index("scores:")].replace(
        "size: {type: integer}", "size: {type: integer}, vip: {type: boolean}"
    )
    rules += """\
scores:
  potential:
    criteria:
      special: {weight: 1, value: vip, points: {true: 100, false: 0}}
      exact: {weight: 1, value: size, points: {1000: 100, 2000: 50}, otherwise: 0}
parameters: {deep: 2.5, names: [a, b], strict: true}
"""
    text = policy_markdown(read(rules), "nl")
    assert "| Vip | Punten |\n| --- | ---: |\n| ja | 100 |\n| nee | 0 |" in text
    assert "| 1.000 | 100 |\n| 2.000 | 50 |\n| elke waarde die niet genoemd is | 0 |" in text
    assert "| Deep<br><sub>`deep`</sub> | 2,5 | nergens |" in text
    assert "| Strict<br><sub>`strict`</sub> | ja | nergens |" in text


TESTS = """\
segmentations:
  pick:
    method: rules
    overlapping: true
    segments: {one: {title: First, when: size > 1}, two: {title: Second, when: size > 2}}
  grid:
    method: matrix
    axes: {potential: {low: 0, high: 50}}
    segments: {up: {at: {potential: high}}, down: {at: {potential: low}}}
knockouts: {gone: {title: Gone, when: size < 0}}
tests:
  a: {as_of: 2026-01-31, given: {size: 3}, expect: {pick: [one, two], potential: 30 ± 0.5, knocked_out: false}}
  b: {given: {size: 2}, expect: {pick: one, potential: between 10 and 40, levels: {grid: {potential: low}}}}
  c: {given: {size: null}, expect: {pick: [], completeness: {potential: "< 50%"}, grid: null}}
  d: {given: {size: -1}, expect: {knocked_out: gone, grid: not up}}
"""


def test_tests_are_told_in_words(read: Read) -> None:
    text = policy_markdown(read(TINY + "as_of: 2026-06-30\n" + TESTS), "en")
    rows = [
        line
        for line in text.splitlines()
        if re.match(r"\| [ABCD](<| \|)", line) and "Potential ›" not in line
    ]
    assert rows[:4] == [
        "| A<br><sub>as of 31 Jan 2026</sub> | Size: 3 | Pick: First, Second; Potential: 30, give or take 0.5; knocked out: no |",
        "| B | Size: 2 | Pick: First, perhaps with others; Potential: between 10 and 40; level of Potential in Grid: low |",
        "| C | Size: missing | Pick: none; known of Potential: less than 50%; Grid: in no segment |",
        "| D | Size: -1 | knocked out: Gone, perhaps with others; Grid: not Up |",
    ]
