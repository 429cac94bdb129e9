"""A shop with random rows: missing values, ties, extremes, unknown accounts and orders, days after the day of the run."""

from pathlib import Path

import numpy as np
import pandas as pd

TABLES = ("accounts", "orders", "lines")

RULES = """
sikta: 1
name: shop
as_of: 2026-06-30
currency: EUR
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields: {id: {type: text}, company: {type: text}, size: {type: integer, min: 0}, country: {type: category, values: [NL, SE]}}
  orders:
    file: orders.csv
    key: order_id
    account: id
    date: day
    fields: {order_id: {type: text}, id: {type: text}, day: {type: date}, amount: {type: number}, group: {type: category}}
  lines:
    file: lines.csv
    via: {orders: order_id}
    fields: {order_id: {type: text}, quantity: {type: number}, price: {type: number}}
metrics:
  revenue: {from: orders, sum: amount, last: 12 months, unit: EUR}
  middle: {from: orders, median: amount}
  groups: {from: orders, count_distinct: group}
  latest_group: {from: orders, latest: group}
  gross: {from: lines, sum: quantity * price}
  place: {value: percent_rank(revenue)}
  index: {value: "revenue / average(revenue, by=country)"}
scores:
  pull: {criteria: {size: {weight: 2, value: size, scale: [0, 500]}, place: {weight: 1, value: place, scale: [0, 1]}}}
segmentations:
  tier: {method: tiers, rank_by: revenue, cut: cumulative_share, segments: {a: {up_to: 80%}, b: {up_to: 100%}}}
  level: {method: rules, segments: {high: {when: pull >= 50}, known: {when: size > 0}}}
"""


def write_shop(folder: Path, size: int = 300, rows: int = 3_000) -> Path:
    """The ruleset and its three files."""
    random = np.random.default_rng(7)
    (folder / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    keys = [f"{number:05d}" for number in range(size)]
    accounts = pd.DataFrame(
        {
            "id": keys,
            "company": [f"Company {number % 250}" for number in range(size)],
            "size": random.choice(["", "10", "500", "-3", "many"], size),
            "country": random.choice(["NL", "se", "XX", ""], size),
        }
    )
    days = pd.Timestamp("2026-07-20") - pd.to_timedelta(random.integers(0, 900, rows), unit="D")
    orders = pd.DataFrame(
        {
            "order_id": [f"o{number}" for number in range(rows)],
            "id": random.choice([*keys, "99999", "123", ""], rows),
            "day": np.where(random.random(rows) < 0.02, "", days.strftime("%Y-%m-%d")),
            "amount": random.choice(["10.10", "0.1", "-5", "1e15", "", "x", "99.995"], rows),
            "group": random.choice(["a", "b", "c", ""], rows),
        }
    )
    lines = pd.DataFrame(
        {
            "order_id": random.choice([*orders["order_id"], "gone", ""], 2 * rows),
            "quantity": random.integers(0, 9, 2 * rows),
            "price": random.choice(["1.5", "2.25", ""], 2 * rows),
        }
    )
    for name, frame in zip(TABLES, (accounts, orders, lines), strict=True):
        frame.sample(frac=1, random_state=3).to_csv(folder / f"{name}.csv", index=False)
    return folder
