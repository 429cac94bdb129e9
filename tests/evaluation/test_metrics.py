"""Metrics over linked rows, worked out by hand. The model looks from 30 June 2026."""

import pytest

from tests.evaluation.workshop import evaluated, shown

RULES = """
as_of: 2026-06-30
tables:
  accounts: {{file: a.csv, key: id, fields: {{id: {{type: text}}}}}}
  orders:
    file: o.csv
    account: of
    date: day
    fields:
      of: {{type: text}}
      day: {{type: date}}
      amount: {{type: number}}
      group: {{type: category}}
      paid: {{type: boolean}}
metrics:
  m: {metric}
scores: {{s: {{criteria: {{c: {{weight: 1, value: amount_seen, scale: [0, 1]}}}}}}}}
parameters: {{amount_seen: 1}}
"""

ACCOUNTS = """
    id
    A
    B
    C
"""

# C has no orders; Z is no account; the order of July is after the day the model looks from.
ORDERS = """
    of  day         amount  group  paid
    A   2026-06-30  10.10   x      true
    A   2025-07-01  20.20   x      false
    A   2025-06-30  40      y      -
    A   2024-06-30  80      -      true
    B   2026-01-15  -       y      true
    B   -           5       z      false
    Z   2026-01-15  1000    z      true
    A   2026-07-01  9999    w      true
"""


@pytest.mark.parametrize("carrier", ["pandas", "polars"])
@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        # 10.10 + 20.20 + 40 + 80; B's one known amount; nothing
        ("{from: orders, sum: amount}", [150.3, 5, 0]),
        # the half-open year (2025-06-30, 2026-06-30]: the row of 30 June 2025 is out, a row without a date too
        ("{from: orders, sum: amount, last: 12 months}", [30.3, 0, 0]),
        # the year before it: (2024-06-30, 2025-06-30]
        ("{from: orders, sum: amount, last: 12 months, ending: 12 months ago}", [40, 0, 0]),
        # all up to a year ago
        ("{from: orders, sum: amount, ending: 1 years ago}", [120, 0, 0]),
        ("{from: orders, count: rows}", [4, 2, 0]),
        ("{from: orders, count: rows, where: amount > 10.10}", [3, 0, 0]),
        # unknown is not true: B's missing amount is not counted either way
        ("{from: orders, count: rows, where: not amount > 10.10}", [1, 1, 0]),
        # 150.3 / 4 = 37.575; 5 / 1
        ("{from: orders, average: amount}", [37.575, 5, None]),
        # 10.1 20.2 40 80: (20.2 + 40) / 2
        ("{from: orders, median: amount}", [30.1, 5, None]),
        ("{from: orders, min: amount}", [10.1, 5, None]),
        ("{from: orders, max: amount}", [80, 5, None]),
        ("{from: orders, min: day}", ["2024-06-30", "2026-01-15", None]),
        ("{from: orders, max: day}", ["2026-06-30", "2026-01-15", None]),
        ("{from: orders, count_distinct: group}", [2, 2, 0]),
        ("{from: orders, count_distinct: amount}", [4, 1, 0]),
        ("{from: orders, count_distinct: paid}", [2, 2, 0]),
        # paid for certain in 2 of 4 rows, 1 of 2
        ("{from: orders, share: paid}", [0.5, 0.5, None]),
        ("{from: orders, share: amount > 15}", [0.75, 0, None]),
        ("{from: orders, latest: amount}", [10.1, None, None]),
        ("{from: orders, earliest: amount}", [80, None, None]),
        ("{from: orders, latest: group}", ["x", "y", None]),
        ("{from: orders, earliest: group}", ["y", "y", None]),
        ("{from: orders, latest: paid}", [True, True, None]),
        ("{from: orders, latest: day}", ["2026-06-30", "2026-01-15", None]),
        # an expression over the row: 1.01 + 2.02 + 4 + 8
        ("{from: orders, sum: amount * 0.1}", [15.03, 0.5, 0]),
    ],
)
def test_rows_become_one_value(metric: str, expected: list[object], carrier: str) -> None:
    results = evaluated(RULES.format(metric=metric), carrier=carrier, accounts=ACCOUNTS, orders=ORDERS)

    assert shown(results.values["m"]) == expected
