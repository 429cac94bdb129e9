"""What a run would do, told before it does anything."""

import json
from pathlib import Path

import pytest

from sikta.engine.analysis.forecast import Forecast, Selection
from sikta.engine.checking import check_ruleset
from sikta.engine.reporting.plan import plan_json, plan_text
from sikta.engine.rules.model import Duration
from sikta.engine.running import Sources, foresee_plan

RULES = """\
sikta: 1
name: small
title: Small
languages: [en]
currency: EUR
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      size: {type: integer, min: 0}
  orders:
    file: orders.parquet
    account: account
    date: day
    fields:
      account: {type: text}
      day: {type: date}
      amount: {type: number, unit: EUR}
metrics:
  revenue_12m: {from: orders, sum: amount, last: 12 months, unit: EUR}
  orders_12m: {from: orders, count: rows, last: 12 months}
  average_12m: {from: orders, average: amount, last: 12 months}
  usual_before: {from: orders, median: amount, last: 12 months, ending: 12 months ago}
  large_12m: {from: orders, count: rows, where: amount >= 100, last: 12 months}
  place: {value: percent_rank(revenue_12m)}
scores:
  potential: {criteria: {size: {weight: 1, value: size * 2, scale: [0, 100]}}}
segmentations:
  grade:
    method: rules
    segments: {large: {when: size * 2 >= 50}, small: {otherwise: true}}
  tier:
    method: tiers
    rank_by: revenue_12m
    cut: cumulative_share
    segments: {a: {up_to: 80%}, b: {up_to: 100%}}
"""


@pytest.fixture
def found(tmp_path: Path) -> Forecast:
    """Two groups of ten rows: the first of 2020, which no rule looks at, the second of 2026."""
    import datetime as dt

    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text("id,size,remark\n1,80,\n2,20,\n", encoding="utf-8")
    days = [dt.date(2020, 1, 1)] * 10 + [dt.date(2026, 1, 1)] * 10
    table = pa.table({"account": ["1", "2"] * 10, "day": days, "amount": [1.0] * 20, "clerk": ["x"] * 20})
    pq.write_table(table, tmp_path / "orders.parquet", row_group_size=10)
    plan = check_ruleset(tmp_path).or_raise()
    return foresee_plan(plan, Sources(), carrier="pandas")


def test_how_tables_are_read(found: Forecast) -> None:
    """Ten rows of a text (4 bytes as a code), a date and a number (8 each) are 200 bytes."""
    accounts, orders = found.readings
    assert (accounts.rows, accounts.columns, accounts.there, accounts.streamed) == (None, 2, 3, False)
    assert (orders.rows, orders.older, orders.columns, orders.there) == (10, 10, 3, 4)
    assert (orders.since, orders.streamed, orders.size) == (
        found.as_of.replace(year=2024, month=7, day=1),
        True,
        200,
    )


def test_which_metrics_share_a_walk(found: Forecast) -> None:
    """The sum is that of the average too, so five metrics need five tallies: sum, rows, known, median, rows that are large."""
    (walk,) = found.walks
    year = Duration(12, "months")
    assert walk.selections == (
        Selection(None, year, None, ("revenue_12m", "orders_12m", "average_12m")),
        Selection(None, year, year, ("usual_before",)),
        Selection("amount >= 100", year, None, ("large_12m",)),
    )
    assert (walk.tallies, walk.held) == (5, ("usual_before",))
    assert walk.metrics == ("revenue_12m", "orders_12m", "average_12m", "usual_before", "large_12m")


def test_what_rules_have_in_common(found: Forecast) -> None:
    (repeat,) = found.repeats
    assert repeat.text == "size * 2"
    assert repeat.paths == (
        "scores.potential.criteria.size.value",
        "segmentations.grade.segments.large.when",
    )


def test_what_looks_at_all_accounts(found: Forecast) -> None:
    assert [(each.path, each.names) for each in found.across] == [
        ("metrics.place.value", ("revenue_12m",)),
        ("segmentations.tier", ("revenue_12m",)),
    ]


def test_the_page(found: Forecast) -> None:
    page = plan_text(found, "en")
    assert page.splitlines()[:3] == [
        "What a run of Small would do",
        "============================",
        "Seen from 30 Jun 2026. No row was evaluated.",
    ]
    assert "* orders: orders.parquet (Parquet, 10 older rows not read)\n" in page
    assert "* Engine: pandas, as asked for.\n" in page
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "Kijkt naar alle accounts tegelijk"), ("sv", "Ser på alla konton samtidigt")],
)
def test_the_page_in_other_languages(found: Forecast, language: str, said: str) -> None:
    assert said in plan_text(found, language)


def test_the_same_for_programs(found: Forecast) -> None:
    told = json.loads(plan_json(found, "en"))
    assert told["as_of"] == "2026-06-30"
    assert told["engine"] == {"name": "pandas", "asked_for": True, "why": ""}
    assert told["tables"][1] == {
        "table": "orders",
        "source": "orders.parquet",
        "detail": "Parquet, 10 older rows not read",
        "rows": 10,
        "rows_skipped": 10,
        "columns_read": 3,
        "columns": 4,
        "since": "2024-07-01",
        "held": False,
        "size": 200,
    }
    assert told["walks"][0]["selections"][1] == {
        "where": None,
        "last": "12 months",
        "ending": "12 months",
        "metrics": ["usual_before"],
    }
    assert told["over_all_accounts"][0] == {"rule": "metrics.place.value", "needs": ["revenue_12m"]}
