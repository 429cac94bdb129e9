"""How the briefs write places among all accounts, and values that do not say what they are."""

from pathlib import Path

import pytest

from sikta.engine.analysis.criteria import expression_term
from sikta.engine.reporting.briefs.gathering.gather import gather
from sikta.engine.reporting.briefs.render import render_briefs
from tests.evaluation.workshop import planned, results

RULES = """
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      worth: {type: number}
      last: {type: date}
      region: {type: text}
      land: {type: text}
scores:
  fit:
    criteria:
      money: {weight: 3, value: percent_rank(worth), scale: [0, 1]}
      fresh: {weight: 1, value: days_since(last), scale: [100, 0]}
segmentations:
  steps: {method: matrix, axes: {fit: {low: 0, high: 50}}, segments: {first: {at: {fit: high}}, later: {at: {fit: low}}, dark: {at: unrated}}}
reports: {carry: [region, land]}
"""


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    """Three accounts worth 1, 2 and 3, that bought 10, 20 and 30 days before: ranks 0, 0.5 and 1."""
    plan = planned(RULES)
    rows = {
        "id": ["a", "b", "c"],
        "worth": ["1", "2", "3"],
        "last": ["2026-06-20", "2026-06-10", "2026-05-31"],
        "region": ["1", "2", "3"],
        "land": ["NL", "SE", "X"],
    }
    facts = gather(results(plan, {"accounts": rows}), plan)
    render_briefs(facts, tmp_path, languages=("en",), formats=("md",), templates=None)
    return tmp_path / "briefs"


def test_a_rank_and_days_are_written_as_what_they_are(briefs: Path) -> None:
    """The score of a is (3 x 0 + 1 x 90) / 4 = 22.5; with (200 - 90) / 3 = 36.67 points for money it is 50."""
    card = (briefs / "accounts" / "a.md").read_text(encoding="utf-8")
    assert "| Money | more than 0% of the accounts | 0.00 |" in card
    assert "| Fresh | 10 days | 90.00 |" in card
    assert "- Money: more than 37% of the accounts (now more than 0% of the accounts)" in card


def test_a_value_that_says_nothing_by_itself_has_its_title(briefs: Path) -> None:
    first = (briefs / "segments" / "steps-first.md").read_text(encoding="utf-8")
    assert "Region 2, SE" in first
    assert "Region 3, Land X" in first


def test_among_some_accounts_a_rank_is_a_percentage() -> None:
    plan = planned(RULES.replace("percent_rank(worth)", '"percent_rank(worth, by=region)"'))
    assert expression_term(plan, "scores.fit.criteria.money.value").shape == "percent"
