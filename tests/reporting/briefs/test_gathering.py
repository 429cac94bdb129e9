"""From a run to its facts: the figures are those of the data, counted by hand here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sikta.engine.analysis.explanation import explain
from sikta.engine.api import evaluate, load_ruleset
from sikta.engine.findings import SiktaError
from sikta.engine.plan import make_plan
from sikta.engine.reporting.briefs.facts import Facts, Figure, SegmentFacts
from sikta.engine.reporting.briefs.gathering.gather import gather
from sikta.engine.reporting.briefs.render import render_briefs
from sikta.engine.rules.model import Text

RULES = """
sikta: 1
name: small
title: {en: Small, nl: Klein}
languages: [en, nl]
as_of: 2026-06-30
goals: {purpose: Learn, work_plan: [{task: Ask, due: 2026-08-15}]}
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields:
      id: {type: text}
      company: {type: text}
      tongue: {type: text, title: Language of the buyer}
      staff: {type: integer, title: {en: Staff, nl: Personeel}, source: Register, method: Yearly}
      need: {type: integer, owner: Sales}
      revenue: {type: number, unit: EUR}
      sector: {type: category, values: [food, steel]}
knockouts:
  gone: {title: Gone, when: staff == 0, reason: "{company} is gone"}
scores:
  size: {criteria: {staff: {weight: 1, value: staff, scale: [0, 100]}}}
  pain: {criteria: {need: {weight: 1, value: need, scale: [0, 10]}, money: {weight: 1, value: revenue, scale: [0, 100]}}}
segmentations:
  priority:
    method: matrix
    axes: {size: {low: 0, high: 50}, pain: {low: 0, high: 50}}
    needs_completeness: 50%
    segments:
      go: {title: Go, at: {size: high, pain: high}}
      wait: {title: Wait, at: [{size: low}, {size: high, pain: low}]}
      out: {at: knocked_out}
      ask: {at: unrated}
  branch:
    method: rules
    for: staff > 0
    segments: {food: {when: sector == "food"}}
  tier: {method: tiers, rank_by: revenue, cut: share_of_accounts, segments: {a: {up_to: 50%}, b: {up_to: 100%}}}
playbooks:
  go:
    for: priority == "go"
    objective: {en: Win, nl: Winnen}
    offer: {language: "{tongue}"}
    text: go.md
reports: {carry: [company, sector], money: revenue}
"""
# Scores by hand: size = staff, pain = the mean of need x 10 and revenue where known.
#   a: 80 and (90 + 60) / 2 = 75  go            c: 0 staff: knocked out       e: staff missing: unrated
#   b: 60 and 70 (need missing)   go, not sure  d: 20 and 35                  wait
ROWS = """id,company,tongue,staff,need,revenue,sector
a,Aker,nl,80,9,60,food
b,Berg,,60,,70,food
c,Claes,sv,0,1,5,steel
d,Dahl,sv,20,2,50,steel
e,Ek,sv,,4,15,
"""


@pytest.fixture
def ruleset(tmp_path: Path) -> Path:
    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "go.md").write_text("Call {{ segment.line.accounts }}", encoding="utf-8")
    (tmp_path / "go.nl.md").write_text("Bel {{ segment.line.accounts }}", encoding="utf-8")
    return tmp_path


def facts_of(folder: Path, listed: int = 25, cards: int = 10) -> Facts:
    return run_of(folder)(listed, cards)


def run_of(folder: Path) -> Callable[..., Facts]:
    """A run up to the point where its facts are gathered."""
    rules = load_ruleset(folder)
    plan, _ = make_plan(rules)
    assert plan is not None
    return partial(gather, evaluate(rules), plan)


def brief(facts: Facts, segmentation: str, segment: str) -> SegmentFacts:
    return next(
        each for each in facts.segments if (each.segmentation, each.line.id) == (segmentation, segment)
    )


def test_the_overview_counts_accounts_and_money(ruleset: Path) -> None:
    overview = facts_of(ruleset).overview
    assert (overview.accounts, overview.knocked_out, overview.money) == (5, 1, 200.0)
    priority, branch, _ = overview.segmentations
    assert [(each.id, each.accounts, each.money, each.share) for each in priority.segments] == [
        ("go", 2, 130.0, 0.4),
        ("wait", 1, 50.0, 0.2),
        ("out", 1, 5.0, 0.2),
        ("ask", 1, 15.0, 0.2),
    ]
    assert (branch.without.accounts, branch.without.money) == (3, 70.0)


def test_the_grid_has_the_highest_level_on_top(ruleset: Path) -> None:
    grid = facts_of(ruleset).overview.segmentations[0].grid
    assert grid is not None
    assert [[(c.up, c.across, c.segment, c.accounts, c.money) for c in row] for row in grid.rows] == [
        [("high", "low", "wait", 0, 0.0), ("high", "high", "go", 2, 130.0)],
        [("low", "low", "wait", 1, 50.0), ("low", "high", "wait", 0, 0.0)],
    ]


def test_a_brief_begins_with_the_highest_scores_and_says_why(ruleset: Path) -> None:
    go = brief(facts_of(ruleset), "priority", "go")
    aker, berg = go.top
    assert (aker.key, aker.name, aker.money) == ("a", "Aker", Figure(60.0, "money", "EUR", "revenue"))
    assert [(each.figure.source, each.figure.value) for each in aker.reasons] == [
        ("scores.size.criteria.staff", 80.0),
        ("scores.pain.criteria.need", 45.0),
        ("scores.pain.criteria.money", 30.0),
    ]
    assert (aker.certain, aker.deciding) == (True, None)
    assert berg.certain is False
    assert berg.deciding is not None
    assert [(each.accounts, each.owner, [x.key for x in each.examples]) for each in go.research] == [
        (1, "Sales", ["b"])
    ]
    assert [(gap.title.in_language("en"), gap.missing) for gap in go.gaps] == [
        ("Language of the buyer", 1),
        ("Need", 1),
    ]
    assert go.playbooks == (("go", 2),)


def test_limits_say_what_they_leave_out(ruleset: Path) -> None:
    facts = facts_of(ruleset, listed=1, cards=0)
    go = brief(facts, "priority", "go")
    assert (len(go.top), go.left_out, facts.accounts) == (1, 1, ())


def test_cards_are_for_the_matrices_or_else_for_the_first_segmentation(ruleset: Path) -> None:
    """With one card a segment: go, wait, out and ask of the matrix; without it the larger one in food."""
    assert [card.key for card in facts_of(ruleset, cards=1).accounts] == ["a", "c", "d", "e"]
    text = (ruleset / "ruleset.yaml").read_text(encoding="utf-8")
    before, after = text.index("  priority:\n"), text.index("  branch:\n")
    without = (text[:before] + text[after:]).replace('for: priority == "go"', 'for: branch == "food"')
    (ruleset / "ruleset.yaml").write_text(without, encoding="utf-8")
    assert [card.key for card in facts_of(ruleset, cards=1).accounts] == ["b"]


def test_a_brief_tells_how_to_see_an_account_without_a_page(ruleset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    render_briefs(facts_of(ruleset, cards=0), out, languages=["nl"], formats=["md", "html"], templates=None)
    page = (out / "briefs/segments/priority-go.md").read_text(encoding="utf-8")
    assert "\n1. Aker, food\n" in page
    assert "\nNiet elk account heeft een pagina: `sikta explain ACCOUNT` laat elk account zien.\n" in page
    page = (out / "briefs/segments/priority-go.html").read_text(encoding="utf-8")
    assert "Niet elk account heeft een pagina: <code>sikta explain ACCOUNT</code> laat elk" in page


def test_a_card_tells_the_account_s_route(ruleset: Path) -> None:
    cards = {card.key: card for card in facts_of(ruleset).accounts}
    claes, aker = cards["c"], cards["a"]
    assert claes.knocked_out
    assert [(each.id, each.state) for each in claes.knockouts] == [("gone", "fired")]
    assert claes.knockouts[0].values == (("company", Figure("Claes", "text", None, "company")),)
    assert claes.knockouts[0].rule.in_language("nl") != claes.knockouts[0].rule.in_language("en")
    assert [(each.id, [id_ for id_, _ in each.segments]) for each in aker.places] == [
        ("priority", ["go"]),
        ("branch", ["food"]),
        ("tier", ["a"]),
    ]
    assert (aker.playbook, aker.language, cards["b"].language) == ("go", "nl", None)
    tier = next(place.way_up for place in cards["e"].places if place.id == "tier")
    assert tier is not None
    assert tier.tier is not None
    assert (tier.tier.now.value, tier.tier.segment.in_language("en")) == (15.0, "A")


def test_the_offer_s_language_is_told_by_the_title_of_its_value(ruleset: Path) -> None:
    (book,) = facts_of(ruleset).playbooks
    assert book.language.in_language("en") == "Language of the buyer"
    assert book.text_files == {"": "go.md", "nl": "go.nl.md"}


def test_documents_of_a_run_in_two_languages(ruleset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    render_briefs(facts_of(ruleset), out, languages=["en", "nl"], formats=["md", "html"], templates=None)
    assert "Call 2" in (out / "briefs/en/segments/priority-go.md").read_text(encoding="utf-8")
    assert "Bel 2" in (out / "briefs/nl/segments/priority-go.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "The playbook's text go.md cannot be used: it cannot be read (No such file or directory)"),
        ("a\né".encode("cp1252"), "The playbook's text go.md cannot be used: line 2 is not UTF-8 text"),
        (b"x" * 200_001, "The playbook's text go.md cannot be used: it is larger than 200,000 bytes"),
    ],
)
def test_a_text_that_cannot_be_used(content: bytes | None, message: str, ruleset: Path) -> None:
    run = run_of(ruleset)  # what `check` would have found changes only after it
    (ruleset / "go.nl.md").unlink()
    (ruleset / "go.md").unlink()
    if content is not None:
        (ruleset / "go.md").write_bytes(content)
    with pytest.raises(SiktaError) as caught:
        run()
    assert [(each.code, each.message) for each in caught.value.findings] == [("E706", message)]


def test_a_text_that_leads_out_of_the_ruleset(
    ruleset: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("secret", encoding="utf-8")
    run = run_of(ruleset)
    (ruleset / "go.md").unlink()
    (ruleset / "go.md").symlink_to(outside)
    with pytest.raises(SiktaError) as caught:
        run()
    assert caught.value.findings[0].message == (
        "The playbook's text go.md cannot be used: it lies outside the ruleset's folder"
    )


def test_traits_are_the_shares_that_the_list_itself_shows(tmp_path: Path) -> None:
    # 6 of the 8 large accounts are in food, 1 of the 10 small ones; large ones are larger, and bought earlier.
    rows = [(f"l{n}", 90 + n, "food" if n < 6 else "steel", f"2024-01-0{n + 1}", n < 7) for n in range(8)]
    rows += [(f"s{n}", 10 + n, "food" if n < 1 else "steel", f"2026-01-{n + 10}", n < 2) for n in range(10)]
    lines = [
        f"{key},{size},{sector},{since},{str(export).lower()}" for key, size, sector, since, export in rows
    ]
    (tmp_path / "accounts.csv").write_text(
        "\n".join(["id,size,sector,since,export", *lines, ""]), encoding="utf-8"
    )
    (tmp_path / "ruleset.yaml").write_text(
        """
sikta: 1
name: traits
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      size: {type: integer}
      sector: {type: category, values: [food, steel]}
      since: {type: date}
      export: {type: boolean}
segmentations:
  kind: {method: rules, segments: {large: {when: size > 50}, small: {otherwise: true}}}
""",
        encoding="utf-8",
    )
    traits = {
        (t.inside.source, t.value): (t.inside.value, t.outside.value)
        for t in brief(facts_of(tmp_path), "kind", "large").traits
    }
    assert traits == {  # without the size, which is the segment's own rule
        ("since", None): ("2024-01-04", "2026-01-14"),  # of two in the middle, the day before half-way
        ("sector", "food"): (0.75, 0.1),
        ("export", None): (0.875, 0.2),
    }


def test_a_matrix_of_one_axis_has_no_grid(ruleset: Path) -> None:
    text = (ruleset / "ruleset.yaml").read_text(encoding="utf-8")
    one_axis = text.replace(
        "axes: {size: {low: 0, high: 50}, pain: {low: 0, high: 50}}", "axes: {size: {low: 0, high: 50}}"
    )
    one_axis = one_axis.replace(
        "go: {title: Go, at: {size: high, pain: high}}", "go: {title: Go, at: {size: high}}"
    )
    one_axis = one_axis.replace("at: [{size: low}, {size: high, pain: low}]", "at: {size: low}")
    (ruleset / "ruleset.yaml").write_text(one_axis, encoding="utf-8")
    facts = facts_of(ruleset)
    assert facts.overview.segmentations[0].grid is None
    assert len(brief(facts, "priority", "go").top) == 2


REVIEWED = """
sikta: 1
name: first-steps
as_of: 2026-06-30
currency: EUR
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    parent: above
    fields:
      id: {type: text}
      company: {type: text}
      above: {type: text}
      kind: {type: category, values: [buyer, prospect]}
      staff: {type: integer, min: 1}
      need: {type: integer}
  orders:
    file: orders.csv
    key: order
    account: of
    date: day
    fields: {order: {type: text}, of: {type: text}, day: {type: date}, amount: {type: number, unit: EUR}}
  lines:
    file: lines.csv
    via: {orders: order}
    fields: {order: {type: text}, price: {type: number, unit: EUR}}
metrics:
  revenue: {from: orders, sum: amount, unit: EUR}
  priced: {from: lines, sum: price, unit: EUR}
scores:
  size: {criteria: {staff: {weight: 2, value: staff, scale: [0, 100]}, need: {weight: 1, value: need, scale: [0, 10]}}}
segmentations:
  grade:
    method: matrix
    axes: {size: {low: 0, high: 50}}
    segments: {high: {at: {size: high}}, low: {at: {size: low}}, dark: {at: unrated}}
  door:
    method: rules
    for: kind == "prospect"
    segments: {all: {otherwise: true}}
  tier: {method: tiers, rank_by: staff, cut: value, segments: {large: {from: 50}, small: {}}}
reports: {money: revenue}
"""


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """Of the accounts without a need, b scores highest and c buys most; f is a prospect, its staff is refused."""
    (tmp_path / "ruleset.yaml").write_text(REVIEWED, encoding="utf-8")
    accounts = (
        "id,company,above,kind,staff,need\na,Aker,,buyer,90,9\n01b,Berg,,buyer,70,\n01c,Claes,,buyer,60,\n"
    )
    (tmp_path / "accounts.csv").write_text(accounts + "01f,Fors,a,prospect,50-99,3\n", encoding="utf-8")
    orders = "order,of,day,amount\n1,a,2026-01-01,100\n2,01b,2026-01-01,20\n3,01c,,50\n4,1b,2026-01-01,7\n"
    (tmp_path / "orders.csv").write_text(orders, encoding="utf-8")
    (tmp_path / "lines.csv").write_text("order,price\n1,100\n3,50\n4,7\n9,1\n", encoding="utf-8")
    return tmp_path


def pages(facts: Facts, folder: Path, page: str, language: str = "en") -> tuple[str, str]:
    render_briefs(facts, folder, languages=[language], formats=["md", "html"], templates=None)
    found = (folder / f"briefs/{page}{ending}" for ending in (".md", ".html"))
    markdown, html = (each.read_text(encoding="utf-8") for each in found)
    return markdown, html


def test_whom_to_ask_first_are_the_largest(reviewed: Path, tmp_path: Path) -> None:
    facts = facts_of(reviewed)
    high = brief(facts, "grade", "high")
    assert [each.key for each in high.top] == ["a", "01b", "01c"]  # by score
    assert [[each.key for each in fact.examples] for fact in high.research] == [["01c", "01b"]]
    markdown, html = pages(facts, tmp_path / "out", "segments/grade-high")
    order = "Sorted by the sum of the scores, the highest first; then by Revenue."
    assert "Largest accounts" in markdown
    assert order in markdown
    assert order in html


def test_without_money_they_are_only_the_first_to_ask(reviewed: Path, tmp_path: Path) -> None:
    rules = (reviewed / "ruleset.yaml").read_text(encoding="utf-8")
    (reviewed / "ruleset.yaml").write_text(
        rules.replace(", unit: EUR", "").replace("reports: {money: revenue}\n", ""), encoding="utf-8"
    )
    facts = facts_of(reviewed)
    assert [[each.key for each in fact.examples] for fact in brief(facts, "grade", "high").research] == [
        ["01b", "01c"]
    ]
    markdown, html = pages(facts, tmp_path / "out", "segments/grade-high")
    assert "First ones to ask" in markdown
    assert "First ones to ask" in html
    assert "Sorted by the sum of the scores, the highest first.\n" in markdown


def test_an_average_says_over_how_many_it_is(reviewed: Path, tmp_path: Path) -> None:
    rules = (reviewed / "ruleset.yaml").read_text(encoding="utf-8")
    (reviewed / "ruleset.yaml").write_text(
        rules.replace("revenue: {from: orders, sum:", "revenue: {from: orders, average:"), encoding="utf-8"
    )
    orders = "order,of,day,amount\n1,a,2026-01-01,100\n2,01b,2026-01-01,20\n"
    (reviewed / "orders.csv").write_text(orders, encoding="utf-8")
    markdown, html = pages(facts_of(reviewed), tmp_path / "out", "segments/grade-high")
    assert "- Revenue, average of the 2 known: €60 (all accounts: €60)" in markdown
    assert "- Size, average: " in markdown
    assert "Revenue, average of the 2 known</dt>" in html


def test_most_companies_have_none_above_them(reviewed: Path) -> None:
    facts = facts_of(reviewed)
    assert "above" not in {each.field for each in facts.overview.fields}
    assert [gap.title.in_language("en") for gap in brief(facts, "grade", "high").gaps] == ["Need"]


def test_rows_that_do_not_count_everywhere(reviewed: Path, tmp_path: Path) -> None:
    facts = facts_of(reviewed)
    told = [(each.table, each.reason, each.again, each.share) for each in facts.overview.losses]
    assert told == [
        ("orders", "no_date", "", 0.25),
        ("orders", "orphan", "", 0.25),
        ("lines", "no_date", "orders", 0.5),
        ("lines", "orphan", "orders", 0.25),
        ("lines", "orphan", "", 0.25),  # line 9 belongs to no order at all
    ]
    markdown, html = pages(facts, tmp_path / "out", "index")
    assert "Rows that do not count everywhere, or that lack a match" in html
    assert "| no date is given; in no period, but in totals without one | 1 | €50 |" in markdown
    assert (
        "| no date is given; in no period, but in totals without one (of the same orders) | 2 |  |"
        in markdown
    )
    assert "| orders | the account does not exist | 1 | €7 | 1b (perhaps 01b) |" in markdown
    assert "<bdi>1b</bdi> (perhaps <bdi>01b</bdi>)" in html
    assert html.count("(of the same orders)") == 2


def test_refused_values_are_shown(reviewed: Path, tmp_path: Path) -> None:
    markdown, html = pages(facts_of(reviewed), tmp_path / "out", "index")
    assert "| Staff (refused: 50-99) | accounts | 1 | 0 | 1 |" in markdown
    assert "refused: <bdi>50-99</bdi>" in html


def test_a_table_of_segments_without_money_has_no_column_for_it(reviewed: Path, tmp_path: Path) -> None:
    facts = facts_of(reviewed)
    grade, door, _ = facts.overview.segmentations
    assert [line.money for line in grade.segments] == [170.0, 0.0, 0.0]
    assert [line.money for line in (*door.segments, door.without)] == [None, None]
    markdown, _ = pages(facts, tmp_path / "out", "index")
    assert (
        "| Segment | Accounts | Share |\n| --- | ---: | ---: |\n| [All](segments/door-all.md) | 1 | 25% |"
        in (markdown)
    )


def test_a_segment_without_a_rule_says_what_it_means(reviewed: Path, tmp_path: Path) -> None:
    facts = facts_of(reviewed)
    markdown, html = pages(facts, tmp_path / "out", "segments/tier-large")
    assert "Who belongs here: Staff, at least 50." in markdown
    assert "Who belongs here: Staff, at least 50." in html
    assert "Sorted by Revenue, the highest first." in markdown
    markdown, html = pages(facts, tmp_path / "out", "accounts/a")
    assert "| Tier | [Large](../segments/tier-large.md) | Staff 90, at least 50 |" in markdown
    assert "Staff 90, at least 50" in html


def test_a_matrix_tells_where_each_level_begins(ruleset: Path, tmp_path: Path) -> None:
    markdown, html = pages(facts_of(ruleset), tmp_path / "out", "index")
    assert "| **high** (from 50) | " in markdown
    assert '<div class="rung">high<br><span class="soft">from 50</span></div>' in html


def test_traits_that_look_the_same_are_none(tmp_path: Path) -> None:
    """Three in ten have ordered once, one in ten of the rest: the medians are 0 and 0."""
    rows = [f"l{n},food,{int(n < 3)}" for n in range(10)] + [f"s{n},steel,{int(n < 1)}" for n in range(10)]
    (tmp_path / "accounts.csv").write_text("\n".join(["id,sector,orders", *rows, ""]), encoding="utf-8")
    (tmp_path / "ruleset.yaml").write_text(
        """
sikta: 1
name: traits
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields: {id: {type: text}, sector: {type: category, values: [food, steel]}, orders: {type: integer}}
segmentations:
  kind: {method: rules, segments: {food: {when: sector == "food"}, rest: {otherwise: true}}}
""",
        encoding="utf-8",
    )
    facts = facts_of(tmp_path)
    assert brief(facts, "kind", "food").traits == ()
    assert brief(facts, "kind", "rest").traits == ()


def test_the_title_is_the_same_everywhere(reviewed: Path) -> None:
    rules = load_ruleset(reviewed)
    plan, _ = make_plan(rules)
    assert plan is not None
    told = explain(evaluate(rules), plan, "a").ruleset
    assert facts_of(reviewed).header.title == told == Text.plain("First steps")
