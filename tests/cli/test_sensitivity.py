"""`sikta sensitivity`: every format, what is said of wrong use, and nothing wider than a screen."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from sikta.engine.commandline.commands.sensitivity import KINDS
from sikta.engine.rules.editing.dial import DialKind

from .conftest import Run

RULESET = """\
sikta: 1
name: small
title: Small
languages: [en, nl]
currency: EUR
as_of: 2026-06-30
parameters: {needy: 50}
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields:
      id: {type: text}
      company: {type: text}
      size: {type: integer}
      need: {type: number}
      revenue: {type: number, unit: EUR}
      seen: {type: date}
  orders: {file: orders.csv, account: id, date: day, fields: {id: {type: text}, day: {type: date}, amount: {type: number}}}
metrics:
  sales: {title: {en: Sales, nl: Omzet}, from: orders, sum: amount, last: 12 months, where: amount > 10}
  earlier: {from: orders, sum: amount, last: 12 months, ending: 12 months ago}
  first: {from: orders, min: day}
knockouts: {tiny: {title: Too <small>, when: size < 5}}
scores:
  potential:
    criteria:
      people: {title: {en: Employees, nl: Medewerkers}, weight: 2, value: size, bands: [{points: 0}, {from: 20, points: 50}, {from: 60, points: 100}]}
      money: {weight: 1, value: revenue, scale: [0, 1000]}
      kind: {weight: 1, value: company, points: {Acme: 80}, otherwise: 30, missing: 10}
      rule: {weight: 1, rules: [{when: need >= needy, points: 70}], otherwise: 40}
segmentations:
  priority:
    title: {en: Priority, nl: Voorrang}
    method: matrix
    axes: {potential: {low: 0, high: 50}}
    needs_completeness: 60%
    segments: {call: {title: Call, at: {potential: high}}, mail: {at: {potential: low}}, out: {at: knocked_out}, ask: {at: unrated}}
  size_class: {method: tiers, rank_by: revenue, cut: value, segments: {big: {from: 500}, rest: {}}}
  pyramid: {method: tiers, rank_by: revenue, segments: {A: {up_to: 60%}, B: {up_to: 100%}}}
  flow: {method: flow, current: sales, previous: earlier, first: first, tolerance: 10%}
  buying: {method: rfm, recency: seen, frequency: size, monetary: revenue, bins: 2, cuts: {frequency: [25], monetary: [300]}, segments: {best: {frequency: [2, 2], monetary: [2, 2]}, rest: {otherwise: true}}}
  wanting: {title: Wanting, method: rules, segments: {much: {when: need > 45}, rest: {otherwise: true}}}
  names: {method: rules, segments: {acme: {when: company == "Acme"}, rest: {otherwise: true}}}
reports: {money: revenue}
"""
ACCOUNTS = """\
id,company,size,need,revenue,seen
1,Acme,80,48,900,2026-06-01
2,Beta,22,52,600,2026-03-01
3,Ceta,18,46,520,2025-03-01
4,<b>Dune</b>,61,10,100,2026-06-02
5,Echo,5,90,310,2025-01-01
"""
ORDERS = "id,day,amount\n1,2026-06-01,110\n1,2025-06-01,100\n2,2026-01-01,11\n2,2025-01-01,10\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    return folder


def told(done: Result) -> str:
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_tells_what_moves_and_fits_a_screen(sikta: Run, rules: Path) -> None:
    text = told(sikta("sensitivity", rules, "--draws", 20))
    assert text.startswith("How stable is Priority?\n")
    assert max(map(len, text.splitlines())) <= 80
    headings = [line for line in text.splitlines() if line in HEADINGS]
    assert headings == HEADINGS
    # Dune: (2·100 + 10 + 30 + 40) / 5 = 56; Beta: (2·50 + 60 + 30 + 70) / 5 = 52; from 52.5 on Beta is in Mail.
    assert "* If high Potential began at 52.5 instead of 50 (+5%), 1 account (€600) would" in text
    assert "Beta (Call → Mail)" in text


HEADINGS = [
    "What moves the most money",
    "Accounts that change segment when a number is turned, the most money first",
    "Numbers that move nobody",
    "Accounts near a boundary",
    "How this was reckoned",
]


def test_a_list_is_no_longer_than_asked(sikta: Run, rules: Path) -> None:
    text = told(sikta("sensitivity", rules, "--draws", 0, "--limit", 1, "--kind", "all"))
    assert text.count("would change segment") + text.count("would\n") == 1
    assert re.search(r"\d+ more numbers move somebody; --limit \d+ shows all\.", text)


@pytest.mark.parametrize(
    ("segmentation", "kind", "words"),
    [
        ("priority", "weight", "Weight of Employees"),
        ("priority", "band", "Employees: band from"),
        ("priority", "scale", "Money: 100 points at"),
        ("priority", "threshold", "Too <small>: size < 5"),
        ("priority", "parameter", "Parameter needy"),
        ("priority", "completeness", "Priority: share that must be known"),
        ("priority", "points", "Kind: points for Acme"),
        ("priority", "points", "Kind: points for the rest"),
        ("priority", "points", "Kind: points where it is missing"),
        ("priority", "points", "Employees: points of step 2"),
        ("size_class", "tier", "Big: from"),
        ("pyramid", "tier", "A: up to"),
        ("flow", "tolerance", "Flow: tolerance"),
        ("flow", "window", "Sales: looks back"),
        ("flow", "window", "Earlier: ends before the day"),
        ("flow", "threshold", "Sales: amount > 10"),
        ("buying", "cut", "Buying: frequency 1"),
        ("wanting", "threshold", "Much: need > 45"),
    ],
)
def test_every_kind_of_number_has_a_name(
    sikta: Run, rules: Path, segmentation: str, kind: str, words: str
) -> None:
    arguments = (
        "--segmentation",
        segmentation,
        "--kind",
        kind,
        "--draws",
        0,
        "--limit",
        99,
        "--format",
        "html",
    )
    page = told(sikta("sensitivity", rules, *arguments))
    assert words.replace("<", "&lt;").replace(">", "&gt;") in page


@pytest.mark.parametrize(
    ("segmentation", "kind", "shift", "sentence"),
    [
        # Dune: (2·50 + 10 + 30 + 40) / 5 = 36
        ("priority", "band", "10%", "If the band of Employees that begins at 60 began at 66 (+10%), 1 account (€100) would change segment."),
        # Beta: (2·40 + 60 + 30 + 70) / 5 = 48
        ("priority", "points", "20%", "If “Employees: points of step 2” were 40 instead of 50 (-20%), 1 account (€600) would change segment."),
        # Beta: (2·50 + 40 + 30 + 70) / 5 = 48
        ("priority", "scale", "50%", "If Money gave 100 points at €1,500 instead of €1,000 (+50%), 1 account (€600) would change segment."),
        # Beta: (2·50 + 60 + 30 + 40) / 5 = 46
        ("priority", "parameter", "5%", "If the parameter needy were 52.5 instead of 50 (+5%), 1 account (€600) would change segment."),
        ("wanting", "threshold", "10%", "If the number in “need &gt; 45” (Much) were 49.5 instead of 45 (+10%), 2 accounts (€1,420) would change segment."),
        ("size_class", "tier", "5%", "If “Big: from” were €525 instead of €500 (+5%), 1 account (€520) would change segment."),
        # the orders of a year and a month: what Acme bought on 2025-06-01 counts in both periods
        ("flow", "window", "5%", "If “Sales: looks back” were 13 months instead of 12 months (+8.3%), 1 account (€900) would change segment."),
    ],
)  # fmt: skip
def test_what_a_number_does_is_said_in_a_sentence(
    sikta: Run, rules: Path, segmentation: str, kind: str, shift: str, sentence: str
) -> None:
    arguments = (
        "--segmentation",
        segmentation,
        "--kind",
        kind,
        "--shift",
        shift,
        "--draws",
        0,
        "--limit",
        99,
    )
    assert sentence in told(sikta("sensitivity", rules, *arguments, "--format", "markdown"))


def test_in_dutch_with_the_titles_of_the_ruleset(sikta: Run, rules: Path) -> None:
    text = told(sikta("sensitivity", rules, "--language", "nl", "--draws", 10, "--format", "markdown"))
    assert text.startswith("# Hoe stabiel is Voorrang?\n")
    assert "Tot 20% meer of minder maakt hier niets uit: Gewicht van Medewerkers 2" in text
    assert "## Accounts dicht bij een grens" in text


def test_a_language_without_texts_is_told(sikta: Run, rules: Path) -> None:
    done = sikta("sensitivity", rules, "--language", "sv", "--draws", 0)
    assert done.stdout.startswith("Hur stabil är Priority?")
    assert 'The ruleset has no texts in "sv"' in done.stderr


def test_the_page_stands_by_itself_and_shows_no_tag_of_the_data(
    sikta: Run, rules: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    done = sikta("sensitivity", rules, "--draws", 0, "--format", "html", "--out", out)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"written: {out}\n")
    page = out.read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<b>Dune" not in page
    assert "&lt;b&gt;Dune&lt;/b&gt;" in page
    assert not re.search(r"<script|https?://|src=", page)
    bars = [float(width) for width in re.findall(r'style="width:([\d.]+)%"', page)]
    assert bars
    assert max(bars) == 75


def test_json_holds_every_shift(sikta: Run, rules: Path) -> None:
    record = json.loads(
        told(sikta("sensitivity", rules, "--draws", 10, "--format", "json", "--shift", "10%"))
    )
    assert record["segmentation"] == "priority"
    assert record["stability"]["within"] == 0.1
    assert record["weights_together"]["draws"] == 10
    high = next(each for each in record["numbers"] if each["path"].endswith("potential.high"))
    assert high["shifts"] == [
        {"shift": -0.1, "turned_to": 45, "accounts": 0, "money": 0},
        {"shift": 0.1, "turned_to": 55, "accounts": 1, "money": 600},
    ]
    assert high["first_to_move"] == {
        "turned_to": 55,
        "accounts": [{"account": "2", "name": "Beta", "from": ["call"], "to": ["mail"], "money": 600}],
    }
    assert {each["path"] for each in record["not_turned"]} >= {"segmentations.priority.axes.potential.low"}
    assert [each["account"] for each in record["near_a_boundary"]["accounts"]] == ["2"]


def test_json_of_another_segmentation_has_no_boundaries(sikta: Run, rules: Path) -> None:
    arguments = ("--segmentation", "wanting", "--format", "json", "--draws", 0)
    record = json.loads(told(sikta("sensitivity", rules, *arguments)))
    assert (record["near_a_boundary"], record["weights_together"]) == (None, None)
    assert record["numbers"][0]["rule"] == "need > 45"


def test_csv_has_a_line_per_shift(sikta: Run, rules: Path) -> None:
    text = told(
        sikta("sensitivity", rules, "--draws", 0, "--format", "csv", "--kind", "level", "--shift", "0.1")
    )
    assert list(csv.DictReader(io.StringIO(text)))[-1] == {
        "path": "segmentations.priority.axes.potential.high",
        "kind": "level",
        "value": "50.0",
        "shift": "0.1",
        "turned_to": "55.0",
        "accounts": "1",
        "money": "600.0",
    }


def test_where_nothing_moves_that_is_said(sikta: Run, rules: Path) -> None:
    arguments = ("--shift", "1%", "--kind", "completeness", "--draws", 0)
    text = told(sikta("sensitivity", rules, *arguments))
    assert "No number that was turned moves any account." in text
    words = " ".join(text.split())
    assert "Turned by up to 1%, these move nobody: Priority: share that must be known 60%." in words
    assert "that does not mean that you can delete them." in words
    assert "<h2>Accounts that move" not in told(sikta("sensitivity", rules, *arguments, "--format", "html"))


def test_a_ruleset_without_money_counts_accounts_only(sikta: Run, rules: Path) -> None:
    text = RULESET.replace("reports: {money: revenue}\n", "").replace(", unit: EUR", "")
    (rules / "ruleset.yaml").write_text(text, encoding="utf-8")
    shown = told(sikta("sensitivity", rules, "--draws", 0))
    assert "€" not in shown
    assert "of the accounts keep their segment whichever single number" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--segmentation", "priorty"), 1, 'there is no segmentation called "priorty"'),
        (("--segmentation", "names"), 1, "rests on no number that could be turned"),
        (("--shift", "often"), 2, '"often" is not a shift; write a share such as 10%, up to 90%'),
        (("--shift", "0%"), 2, '"0%" is not a shift'),
        (("--kind", "colour"), 2, "'colour' is not one of"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    sikta: Run, rules: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = sikta("sensitivity", rules, "--draws", 0, *arguments)
    assert done.exit_code == code
    assert message in done.stderr


def test_a_large_population_is_announced(sikta: Run, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sikta.engine.commandline.commands.sensitivity.MANY", 5)
    done = sikta("sensitivity", rules, "--draws", 0)
    assert done.stderr == "5 accounts, computed anew for every number: this takes a while.\n"


def test_the_embedded_example_is_taken_where_nothing_is_named(sikta: Run) -> None:
    done = sikta("sensitivity", "--kind", "level", "--shift", "10%", "--draws", 0, "--limit", 1)
    assert done.stdout.startswith("How stable is Priority matrix?\n")
    assert "embedded example" in done.stderr


def test_every_kind_of_number_can_be_asked_for() -> None:
    assert {*KINDS} == {*DialKind, "all"}
