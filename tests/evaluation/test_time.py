"""Flow's current period, RFM by cuts, and tables of more than one block."""

from datetime import date, timedelta

import numpy as np
import pytest

from sikta.engine.evaluation import linked
from tests.evaluation.workshop import evaluated, segments, shown

TABLES = """
tables:
  accounts:
    file: a.csv
    key: id
    fields: {id: {type: text}, now: {type: number}, then: {type: number}, since: {type: date}, often: {type: integer}}
  orders:
    file: o.csv
    account: of
    date: day
    fields: {of: {type: text}, day: {type: date}, amount: {type: number}, kind: {type: category}}
"""

FLOW = (
    "segmentations: {f: {method: flow, current: CURRENT, previous: PREVIOUS, first: since, tolerance: 10%}}\n"
)


@pytest.mark.parametrize(
    ("row", "segment"),
    [
        # now then since; with no window anywhere the current period is the year after 30 June 2025
        ("5 0 2025-07-01", "new"),
        ("5 0 2025-06-30", "reactivated"),
        ("5 0 -", "new"),  # it buys, and no earlier purchase is known
        ("5 -3 2020-01-01", "reactivated"),  # a credit in the period before is no purchase
        ("110 100 2020-01-01", "stable"),  # the tolerance is inclusive
        ("110.01 100 2020-01-01", "growing"),
        ("90 100 2020-01-01", "stable"),
        ("89.99 100 2020-01-01", "shrinking"),
        ("3.3 3 2020-01-01", "stable"),  # 3 · 1.1 is 3.3000000000000003
        ("0 3 2020-01-01", "lost"),
        ("-1 3 2020-01-01", "lost"),
        ("0 0 2020-01-01", "dormant"),
        ("0 0 -", "never"),
        ("- 3 2020-01-01", None),
        ("3 - 2020-01-01", None),
    ],
)
def test_flow(row: str, segment: str | None) -> None:
    rules = TABLES + FLOW.replace("CURRENT", "now").replace("PREVIOUS", "then")

    flow = evaluated(rules, accounts=f"id now then since\na {row}").segmentations["f"]

    assert segments(flow) == [segment]
    assert flow.unknown is not None
    assert flow.unknown.tolist() == [segment is None]
    assert flow.segments == (
        "new",
        "reactivated",
        "growing",
        "stable",
        "shrinking",
        "lost",
        "dormant",
        "never",
    )


@pytest.mark.parametrize(
    ("metrics", "current", "previous", "start"),
    [
        # the window of the metric that `current` names
        ("{c: {from: orders, sum: amount, last: 3 months}}", "c", "then", "2026-03-30"),
        # also through another metric, and inside an expression
        (
            "{c: {from: orders, sum: amount, last: 3 months}, d: {value: c * 2}}",
            "d + 1",
            "then",
            "2026-03-30",
        ),
        # else where the window of `previous` ends
        (
            "{p: {from: orders, sum: amount, last: 1 years, ending: 6 months ago}}",
            "now",
            "p + 0",
            "2025-12-30",
        ),
        # a metric over all rows has no window
        (
            "{c: {from: orders, sum: amount}, p: {from: orders, sum: amount, where: amount < 0}}",
            "c",
            "p",
            "2025-06-30",
        ),
    ],
)
def test_the_current_period(metrics: str, current: str, previous: str, start: str) -> None:
    rules = TABLES + FLOW.replace("CURRENT", current).replace("PREVIOUS", previous) + f"metrics: {metrics}"
    day_after = str(date.fromisoformat(start) + timedelta(days=1))

    results = evaluated(
        rules,
        accounts=f"id now then since\na 5 0 {start}\nb 5 0 {day_after}",
        orders="of day amount\na 2026-06-01 5\nb 2026-06-01 5",
    )

    assert segments(results.segmentations["f"]) == ["reactivated", "new"]


RFM = """
segmentations:
  r:
    method: rfm
    recency: since
    frequency: often
    monetary: now
    bins: 3
    cuts: {recency: [0, 30, 90], frequency: [2, 5], monetary: [0, 100, 1000]}
    segments:
      best: {recency: [3, 3], frequency: [3, 3], monetary: [3, 3]}
      recent: {recency: [3, 3]}
      rich: {monetary: [2, 3]}
      others: {otherwise: true}
"""


def test_rfm_by_cuts() -> None:
    results = evaluated(
        TABLES + RFM,
        accounts="""
        id  since       often  now
        a   2026-06-30  5      1000
        b   2026-06-01  5      999.99
        c   2026-05-31  5      100
        d   2026-05-31  5      99
        e   -           5      100
        f   -           -      -
        """,
    )
    rfm = results.segmentations["r"]

    # 30 June is 0 days ago, 1 June 29, 31 May 30: the second bin. Without a recency no range of it fits.
    assert segments(rfm) == ["best", "recent", "rich", "others", "rich", "others"]
    assert rfm.unknown is not None
    assert rfm.unknown.tolist() == [False, False, False, False, True, True]


METRICS = """
metrics:
  all_: {from: orders, sum: amount}
  mean: {from: orders, average: amount}
  low: {from: orders, min: amount}
  high: {from: orders, max: amount}
  kinds: {from: orders, count_distinct: kind}
  late: {from: orders, latest: kind}
  middle: {from: orders, median: amount}
segmentations: {every: {method: rules, segments: {every: {otherwise: true}}}}
"""


@pytest.mark.parametrize("carrier", ["pandas", "polars"])
def test_blocks_add_up(carrier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    orders = {
        "of": rng.choice(["a", "b", "c"], 500).tolist(),
        "day": [str(date(2026, 1, 1) + timedelta(days=int(days))) for days in rng.integers(0, 150, 500)],
        "amount": [f"{amount:.2f}" for amount in rng.normal(0, 1e10, 500)],
        "kind": rng.choice(["x", "y", "-"], 500).tolist(),
    }
    told: list[str] = []

    whole = evaluated(TABLES + METRICS, accounts="id\na\nb\nc\nd", orders=orders, carrier=carrier)
    monkeypatch.setattr(linked, "BLOCK", 64)
    blocks = evaluated(TABLES + METRICS, accounts="id\na\nb\nc\nd", orders=orders, carrier=carrier, told=told)

    assert {id: shown(column) for id, column in blocks.values.items()} == {
        id: shown(column) for id, column in whole.values.items()
    }
    assert told[0] == "orders: 64 of 500 rows"
    assert told[7:9] == ["orders: 500 of 500 rows", "computing all_"]


def test_a_table_without_rows_or_dates() -> None:
    rules = TABLES.replace("    date: day\n", "") + METRICS.replace(
        "  late: {from: orders, latest: kind}\n", ""
    )
    nothing: dict[str, list[str]] = {"of": [], "day": [], "amount": [], "kind": []}

    empty = evaluated(rules, accounts="id\na", orders=nothing)
    undated = evaluated(rules, accounts="id\na", orders="of day amount kind\na - 1 x\na 2099-01-01 2 y")

    ids = ("all_", "mean", "low", "kinds", "middle")
    assert [shown(empty.values[id]) for id in ids] == [[0], [None], [None], [0], [None]]
    # a table without a date that windows look at has no rows that come too late
    assert [shown(undated.values[id]) for id in ids] == [[3], [1.5], [1], [2], [1.5]]


def test_results_that_are_too_large() -> None:
    rules = METRICS.replace("all_: {from: orders, sum: amount}", "all_: {from: orders, sum: amount * 3}")

    results = evaluated(
        TABLES + rules,
        accounts="id\na\nb",
        orders="""
        of  day         amount  kind
        a   2026-01-01  5e18    x
        a   2026-01-01  1       x
        b   2026-01-01  3e18    x
        b   2026-01-01  3e18    x
        """,
    )

    # 15e18 is too large and left out: 1 · 3 remains; b's 9e18 + 9e18 are not, but their sum is
    assert shown(results.values["all_"]) == [3, None]
    assert [(finding.path, finding.message) for finding in results.findings] == [
        ("metrics.all_.sum", "a result was too large to compute and is missing for 1 account"),
        ("metrics.all_.sum", "a result was too large to compute and is missing for 1 row"),
    ]
