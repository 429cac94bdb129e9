"""An account's explanation as Markdown and on a terminal. The accounts stand in tests/reporting/sample.py."""

from dataclasses import replace
from textwrap import dedent

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from sikta.engine.analysis.explanation import explain, explain_row
from sikta.engine.analysis.glossary import Term
from sikta.engine.analysis.lifts import Lift, Step
from sikta.engine.analysis.plain import Plain
from sikta.engine.analysis.targets import Target
from sikta.engine.analysis.way_up import WayUp
from sikta.engine.evaluation import Results
from sikta.engine.reporting.explanation import explanation_markdown, explanation_text
from sikta.engine.reporting.explanation.blocks import Grid, Item
from sikta.engine.reporting.explanation.terminal import terminal, wrapped
from sikta.engine.reporting.explanation.ways import target_words, way_items
from sikta.engine.reporting.explanation.words import Words
from sikta.engine.reporting.languages import translator
from sikta.engine.rules.model import Text
from tests.evaluation.workshop import planned, results
from tests.reporting.sample import PLAN, named, sample

NAMES = {
    "formula": '=HYPERLINK("http://x.example","y")',
    "plus": "+1",
    "minus": "-x",
    "at": "@x",
    "tag": "<script>alert(1)</script>",
    "link": "[x](javascript:alert(1))",
    "cell": "a|b",
    "lines": "a\nb\r\nc",
    "long": "x" * 10_000,
    "right to left": "\u05d0\u05d1\u05d2 \u202eabc",
    "escape": "\x1b[2J\x07bell",
    "heading": "# a\n## b",
}


def text(account: str, language: str = "en", width: int = 80) -> str:
    return explanation_text(explain(sample(), PLAN, account), language, width).replace("\u00a0", " ")


def test_the_whole_text_of_an_account_that_is_not_certain() -> None:
    expected = dedent("""\
        Gamma (03)
        ==========
        Sales plan, as of 30 Jun 2026

        Segments
        --------
        * Priority: Find out first
            Potential: high (100.00)
            Pain: high (50.00)
            not certain: Employees is missing and could change it
        * Market: no segment
            Home food could not be checked: Country is missing
            Abroad could not be checked: Country is missing
        * Interest: no segment
            Big could not be checked: Employees is missing
        * Pyramid: C
            Revenue €0; the larger accounts bring at least 80% of the total

        The nearest way up
        ------------------
        * Priority: first find out Employees
        * Pyramid: Revenue of €250 instead of €0: B

        Knock-outs
        ----------
        * Outside our market could not be checked: Country is missing
        * Tiny could not be checked: Employees is missing

        Potential: 100.00
        -----------------
        25% is known; with the rest it lies between 25.00 and 100.00
        Criterion  Value    Points  Weight  Contribution  Remarks
        ---------  -------  ------  ------  ------------  -------
        Employees  missing             75%          0.00
        Industry   food     100.00     25%        100.00
        Score                                     100.00

        Pain: 50.00
        -----------
        100% is known
        Criterion      Value    Points  Weight  Contribution  Remarks
        -------------  -------  ------  ------  ------------  --------------------------
        Urgency        4         75.00     50%         37.50  judgement
        Habit                    25.00     50%                Employees is missing;
                                                              points assumed
          Orders seen  0          0.00     25%          0.00
          Per head     missing   50.00     25%         12.50  Employees is missing;
                                                              points assumed
        Entry                                                 does not apply
        Score                                          50.00

        Data used
        ---------
        What         Value    Source               Remarks
        -----------  -------  -------------------  ---------
        Country      missing
        Industry     food
        Employees    missing  Chamber of commerce
        Urgency      4                             judgement
        Customer     no
        Since        missing
        Revenue      €0
        Orders seen  0
        Per head     missing
        """)
    assert text("Gamma") == expected


def test_a_knockout_gives_its_reason_in_the_language_of_the_reader() -> None:
    assert "* Outside our market: Delta is in DE, where we do not deliver\n* 1 checked and not met" in text(
        "Delta"
    )
    assert "* Outside our market: Delta zit in DE\n* 1 gecontroleerd en niet van toepassing" in text(
        "Delta", "nl"
    )


def test_a_knockout_without_a_reason_gives_its_rule() -> None:
    assert "* Tiny: Employees is less than 2" in text("Zeta")
    assert "* Tiny: Employees är mindre än 2" in text("Zeta", "sv")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "* Priority, Pain from low (43.12) to high (from 50): Invest"),
        ("nl", "* Prioriteit, Pain van laag (43,12) naar hoog (vanaf 50): Invest"),
        ("sv", "* Prioritet, Pain från låg (43,12) till hög (från 50): Invest"),
    ],
)
def test_the_way_up_in_three_languages(language: str, line: str) -> None:
    assert line in text("Alfa", language).splitlines()


def test_a_way_up_by_a_number() -> None:
    lines = text("Eps").splitlines()
    assert "    Employees: at least 50 (70 points instead of 40)" in lines
    # 2.52 would do, but people rate in whole steps: 3 on the scale from 1 to 5 is (3 − 1) ÷ 4 = 50 points.
    assert "    Urgency: at least 3 (50 points instead of 25)" in lines
    assert "* Pyramid: Revenue of €250 instead of €49: B" in lines


@pytest.mark.parametrize(
    ("language", "remark"),
    [
        ("en", "this value has no points"),
        ("nl", "deze waarde krijgt geen punten"),
        ("sv", "det här värdet ger inga poäng"),
    ],
)
def test_a_value_without_points_is_told(language: str, remark: str) -> None:
    plan = planned("""
        as_of: 2026-06-30
        languages: [en, nl, sv]
        tables:
          accounts:
            file: a.csv
            key: id
            fields: {id: {type: text}, kind: {type: category}, size: {type: number}}
        scores:
          fit:
            criteria:
              kind: {weight: 1, value: kind, points: {food: 100}}
              size: {weight: 1, value: size, bands: [{from: 10, points: 100}]}
    """)
    rows = {"accounts": {"id": ["a", "b"], "kind": ["wood", "-"], "size": ["5", "20"]}}
    found = results(plan, rows)
    lines = explanation_text(explain(found, plan, "a"), language, 120).splitlines()
    # the value is not in the points map, or below the first band
    assert [line.split("  ")[0] for line in lines if line.endswith(remark)] == ["Kind", "Size"]
    assert remark not in explanation_text(explain(found, plan, "b"), language, 120)


@pytest.mark.parametrize("language", ["nl", "sv"])
@pytest.mark.parametrize("account", ["Alfa", "Beta", "Gamma", "Delta", "Theta"])
def test_no_english_is_left(account: str, language: str) -> None:
    """Every message that sikta writes itself has a translation."""
    written = text(account, language)
    for message in (
        "missing",
        "could not be",
        "checked",
        "known",
        "instead",
        "Segments",
        "Points",
        "Data",
        "because",
    ):
        assert message not in written
    assert translator(language)("missing") != "missing"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("width", [80, 40])
def test_no_name_breaks_a_terminal(name: str, width: int) -> None:
    shown = explanation_text(explain_row(named(name), PLAN, 0), "en", width)
    assert all(cell_len(line) <= width for line in shown.splitlines())
    assert all(letter == "\n" or letter.isprintable() or letter == "\u00a0" for letter in shown)
    assert len(shown) < 10_000


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_becomes_structure_in_markdown(name: str) -> None:
    def shape(results: Results) -> list[str]:
        document = explanation_markdown(explain_row(results, PLAN, 0), "en")
        tokens = MarkdownIt("commonmark").enable("table").parse(document)
        return [
            token.type for each in tokens for token in (each, *(each.children or ())) if token.type != "text"
        ]

    assert shape(named(name)) == shape(sample())


def test_markdown_reads_as_a_document() -> None:
    document = explanation_markdown(explain(sample(), PLAN, "Gamma"), "en")
    html = MarkdownIt("commonmark").enable("table").render(document)
    assert "<h1>Gamma (03)</h1>" in html
    assert "<td>· Orders seen</td>" in html
    assert '<td style="text-align:right">37.50</td>' in html
    assert "<li>not certain: Employees is missing and could change it</li>" in html
    assert document.startswith("# Gamma (03)\n\nSales plan, as of 30 Jun 2026\n\n## Segments\n\n- Priority")


def test_an_account_without_a_name_is_called_by_its_key() -> None:
    results = sample()
    nameless = explain_row(named(""), PLAN, 0)
    assert explanation_text(nameless, "en").startswith("01\n==\n")
    assert len(results) == 8


def test_wide_letters_count_twice() -> None:
    assert wrapped("漢字漢字", 4) == ["漢字", "漢字"]
    assert wrapped("a bb cccccc", 4) == ["a bb", "cccc", "cc"]
    assert wrapped("", 4) == []


def test_a_table_that_cannot_fit_is_squeezed_evenly() -> None:
    shown = terminal([Grid(("abcdefghij", "1234567890"), (("abc def", "12"),), frozenset({1}))], 12)
    assert all(cell_len(line) <= 12 for line in shown.splitlines())
    assert terminal([Grid(("a", "b", "c"), (("1", "2", "3"),))], 3)


@pytest.mark.parametrize(
    ("goal", "value", "words"),
    [
        (Target(50, at_least=10, below=50), 5.0, "at least 10"),
        (Target(50, at_least=10, below=50), 60.0, "below 50"),
        (Target(50, at_least=10, below=50), None, "at least 10"),
        (Target(50, below=50), 60.0, "below 50"),
        (Target(50, at_most=3), 4.0, "at most 3"),
        (Target(50, one_of=("food", "pharma")), "steel", "food / pharma"),
        (Target(50, otherwise=True), "steel", "any value that is not listed"),
    ],
)
def test_what_a_value_would_have_to_be(goal: Target, value: Plain, words: str) -> None:
    explanation = explain(sample(), PLAN, "Alfa")
    step = Step(
        "scores.s.criteria.c", Text.plain("C"), Term("c", Text.plain("C"), "number"), value, 0, goal, None
    )
    assert target_words(Words(explanation, "en"), step) == words


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Target(50, at_least=0.46), "more than 46% of the accounts"),
        (Target(50, at_most=0.46), "not more than 46% of the accounts"),
        (Target(50, below=0.46), "not more than 46% of the accounts"),
    ],
)
def test_a_rank_says_by_itself_that_it_is_a_bound(goal: Target, words: str) -> None:
    explanation = explain(sample(), PLAN, "Alfa")
    step = Step("scores.s.criteria.c", Text.plain("C"), Term("", Text.plain("C"), "rank"), 0.3, 0, goal, None)
    assert target_words(Words(explanation, "en"), step) == words


def test_ways_that_are_not_there_and_ways_beyond_the_next_level() -> None:
    explanation = explain(sample(), PLAN, "Alfa")
    goal = Target(90, at_least=10)
    step = Step(
        "scores.s.criteria.c",
        Text.plain("Size"),
        Term("c", Text.plain("Size"), "number"),
        None,
        None,
        goal,
        None,
    )
    lift = Lift(
        Term("s", Text.plain("Fit"), "score"), 20, "low", "mid", 50, (step,), ("serve", Text.plain("Serve"))
    )
    reason = replace(explanation.segmentations[0], way_up=WayUp(lifts=(lift, replace(lift, steps=()))))
    assert list(way_items(Words(explanation, "en"), reason)) == [
        Item(
            "Priority, Fit from low (20.00) to middle (from 50): Serve",
            ("Size, now missing: at least 10 would be enough: no segment",),
        ),
        Item("Priority, Fit from low (20.00) to middle (from 50): Serve", ("no criterion can do it alone",)),
    ]


def test_a_segment_that_is_not_certain_without_one_deciding_fact() -> None:
    explanation = explain(sample(), PLAN, "Gamma")
    vague = replace(explanation.segmentations[0], deciding=None)
    told = replace(explanation, segmentations=(vague,))
    assert "    not certain: what is missing could change it" in explanation_text(told, "en").splitlines()


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("en", "Employees is missing", "Employees, Country are missing"),
        ("nl", "Employees ontbreekt", "Employees, Land ontbreken"),
        ("sv", "Employees saknas", "Employees, Land saknas"),
    ],
)
def test_one_fact_is_missing_and_several_are(language: str, one: str, several: str) -> None:
    explanation = explain(sample(), PLAN, "Beta")
    terms = explanation.glossary["employees"], explanation.glossary["country"]
    for missing, ending in ((terms[:1], one), (terms, several)):
        market = replace(explanation.segmentations[1], applies=None, unsure=missing)
        told = explanation_text(replace(explanation, segmentations=(market,)), language, 120).splitlines()
        assert len([line for line in told if line.endswith(f": {ending}")]) == 1


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "    because Country is one of NL, BE and Industry is food"),
        ("nl", "    want Land is een van NL, BE en Industry is food"),
        ("sv", "    eftersom detta gäller: Land finns bland NL, BE och Industry är food"),
    ],
)
def test_the_rule_that_placed_an_account(language: str, line: str) -> None:
    assert line in text("Alfa", language).splitlines()


@pytest.mark.parametrize(
    ("applies", "lines"),
    [
        (False, ["* Market: does not apply"]),
        (None, ["* Market: no segment", "    Market could not be checked: Customer is missing"]),
    ],
)
def test_a_segmentation_that_is_not_for_the_account(applies: bool | None, lines: list[str]) -> None:
    explanation = explain(sample(), PLAN, "Beta")
    customer = explanation.glossary["customer"]
    market = replace(
        explanation.segmentations[1], applies=applies, unsure=() if applies is False else (customer,)
    )
    told = explanation_text(replace(explanation, segmentations=(market,)), "en").splitlines()
    assert told[told.index("Segments") + 2 :][: len(lines)] == lines
