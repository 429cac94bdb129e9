"""How far back rules look, table by table."""

from datetime import date

import pytest

from sikta.engine.plan.horizons import horizons
from tests.evaluation.workshop import planned

TABLES = """
tables:
  accounts: {file: a.csv, key: id, fields: {id: {type: text}, region: {type: text}}}
  orders:
    file: o.csv
    key: number
    account: of
    date: day
    fields: {of: {type: text}, day: {type: date}, number: {type: text}, amount: {type: number}}
  lines:
    file: l.csv
    via: {orders: number}
    fields: {number: {type: text}, amount: {type: number}}
  visits: {file: v.csv, account: of, date: day, fields: {of: {type: text}, day: {type: date}}}
segmentations: {all: {method: rules, segments: {all: {otherwise: true}}}}
"""
WITHOUT_LINES = TABLES.replace(
    """  lines:
    file: l.csv
    via: {orders: number}
    fields: {number: {type: text}, amount: {type: number}}
""",
    "",
)


def first_day(tables: str, metrics: str, table: str = "orders") -> date | None:
    plan = planned(tables + f"metrics: {{{metrics}}}")
    return horizons(plan.ruleset, date(2026, 6, 30))[table]


@pytest.mark.parametrize(
    ("metrics", "expected"),
    [
        # after 31 May, as the window is open at its start
        ("m: {from: orders, sum: amount, last: 1 months}", date(2026, 5, 31)),
        ("m: {from: orders, count: rows, last: 1 days}", date(2026, 6, 30)),
        # the farther of two windows: 30 June less 24 months, and a day
        (
            """m: {from: orders, sum: amount, last: 1 months},
            n: {from: orders, sum: amount, last: 12 months, ending: 12 months ago}""",
            date(2024, 7, 1),
        ),
        # one metric that looks at all rows
        ("m: {from: orders, sum: amount, last: 1 months}, n: {from: orders, count: rows}", None),
        ("m: {from: orders, sum: amount, ending: 1 months ago}", None),
        # of another table
        ("m: {from: visits, count: rows, last: 1 months}", None),
    ],
)
def test_the_first_day_that_a_metric_looks_at(metrics: str, expected: date | None) -> None:
    assert first_day(WITHOUT_LINES, metrics) == expected


def test_tables_that_others_refer_to_are_read_whole() -> None:
    metric = "m: {from: orders, sum: amount, last: 1 months}"
    assert first_day(TABLES, metric) is None
    assert first_day(TABLES, "m: {from: lines, sum: amount, last: 1 months}", "lines") is None
    assert first_day(TABLES, metric, "accounts") is None


def test_accounts_that_are_made_of_rows_look_at_all_of_them() -> None:
    derived = WITHOUT_LINES.replace(
        "accounts: {file: a.csv, key: id, fields: {id: {type: text}, region: {type: text}}}",
        "accounts: {from: orders, fields: {number: {last: number}}}",
    )
    assert first_day(derived, "m: {from: orders, sum: amount, last: 1 months}") is None
