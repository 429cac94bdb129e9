"""Tiers, flow, RFM and metrics against plain SQL over the same made-up rows."""

from collections.abc import Sequence
from datetime import date, timedelta

import duckdb
import numpy as np
import pandas as pd
import pytest

from sikta.engine.evaluation import Results
from tests.evaluation.workshop import evaluated, segments, shown

TABLES = """
as_of: 2026-03-31
tables:
  accounts: {file: a.csv, key: id, fields: {id: {type: text}, seats: {type: number}, trade: {type: category}}}
  orders:
    file: o.csv
    account: of
    date: day
    fields: {of: {type: text}, day: {type: date}, amount: {type: number}, product: {type: category}}
metrics:
  now: {from: orders, sum: amount, last: 1 months}
  before: {from: orders, sum: amount, last: 1 months, ending: 1 months ago}
  ever: {from: orders, sum: amount}
  mean: {from: orders, average: amount}
  middle: {from: orders, median: amount, where: amount > 0}
  products: {from: orders, count_distinct: product, last: 1 years}
  orders_: {from: orders, count: rows}
  first: {from: orders, min: day}
  last: {from: orders, max: day}
  late: {from: orders, latest: product}
"""


def random_rows(seed: int, accounts: int = 60, rows: int = 900) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Accounts of which some have nothing; orders over three years with credits, ties and missing values."""
    rng = np.random.default_rng(seed)
    keys = [f"k{number:03}" for number in range(accounts)]
    seats = pd.Series(rng.integers(-2, 12, accounts)).astype(object).where(rng.random(accounts) > 0.15, None)
    trades = rng.choice(["food", "wood", "steel"], accounts)
    days = [date(2026, 3, 31) - timedelta(days=int(back)) for back in rng.integers(0, 120, rows)]
    orders = pd.DataFrame(
        {
            "of": rng.choice(keys[: accounts - 8], rows),
            "day": days,
            "amount": pd.Series(np.round(rng.normal(40, 45, rows), 2))
            .astype(object)
            .where(rng.random(rows) > 0.1, None),
            "product": rng.choice(["a", "b", "c"], rows),
        }
    )
    return pd.DataFrame({"id": keys, "seats": seats, "trade": trades}), orders


def words(frame: pd.DataFrame) -> dict[str, list[str]]:
    return {str(name): ["-" if pd.isna(value) else str(value) for value in frame[name]] for name in frame}


def run(rules: str, frames: Sequence[pd.DataFrame], carrier: str = "pandas") -> Results:
    accounts, orders = map(words, frames)
    return evaluated(
        TABLES + rules, as_of=date(2026, 3, 31), carrier=carrier, accounts=accounts, orders=orders
    )


def sql(query: str, frames: Sequence[pd.DataFrame]) -> list[tuple[object, ...]]:
    """Rows of a query over `accounts` and `orders`, with what the metrics of TABLES are in SQL as `m`."""
    accounts, orders = frames
    metrics = """
        with m as (
            select id, any_value(seats)::double seats, any_value(trade) trade,
                coalesce(sum(amount::decimal(18, 2)) filter (day > '2026-02-28'), 0) now,
                coalesce(sum(amount::decimal(18, 2)) filter (day > '2026-01-31' and day <= '2026-02-28'), 0) before,
                coalesce(sum(amount::decimal(18, 2)), 0) ever, avg(amount::double) mean,
                median(amount::double) filter (amount::double > 0) middle,
                count(distinct product) filter (day > '2025-03-31') products,
                count(of) orders_, min(day) first, max(day) last,
                arg_max(product, strftime(day, '%Y%m%d') || product) late
            from accounts left join orders on of = id group by id
        )
    """
    with duckdb.connect() as connection:
        connection.register("accounts", accounts.astype({"seats": "float64"}))
        connection.register("orders", orders.astype({"amount": "float64", "day": "datetime64[ms]"}))
        return connection.sql(metrics + query + " order by id").fetchall()


@pytest.mark.parametrize("carrier", ["pandas", "polars"])
@pytest.mark.parametrize("seed", range(3))
def test_metrics(seed: int, carrier: str) -> None:
    frames = random_rows(seed)
    ids = ["now", "before", "ever", "mean", "middle", "products", "orders_", "first", "last", "late"]
    everybody = "segmentations: {all: {method: rules, segments: {all: {otherwise: true}}}}"

    results = run(everybody, frames, carrier)

    rows = sql(
        "select id, now::double, before::double, ever::double, round(mean, 6), round(middle, 6), products, orders_, first::date::varchar, last::date::varchar, late from m",
        frames,
    )
    for place, id in enumerate(ids, start=1):
        expected = [row[place] for row in rows]
        assert (
            shown(results.values[id]) == pytest.approx(expected)
            if id == "mean"
            else shown(results.values[id]) == expected
        )


TIERS = """
segmentations:
  t:
    method: tiers
    rank_by: RANK
    for: trade != "steel"
    cut: CUT
    segments: {A: {A_}, B: {B_}, C: {C_}}
"""


def tiers(rank_by: str, cut: str, limits: tuple[str, str, str]) -> str:
    text = TIERS.replace("RANK", rank_by).replace("CUT", cut)
    for name, limit in zip("ABC", limits, strict=True):
        text = text.replace(f"{name}_", limit)
    return text


SHARE_BEFORE = """
    select id, case when trade = 'steel' or v is null then null
        when share < 0.5 then 'A' when share < 0.8 then 'B' else 'C' end
    from (select m.id, m.trade, m.{value} v, {share} share from m)
"""
POPULATION = "from m o where o.trade <> 'steel' and o.{value} is not null"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("value", ["ever", "seats"])
@pytest.mark.parametrize(
    ("cut", "share"),
    [
        (
            "cumulative_share",
            """coalesce((select sum(greatest(o.{value}, 0)) {population} and o.{value} > m.{value}), 0)
            / (select sum(greatest(o.{value}, 0)) {population})""",
        ),
        (
            "share_of_accounts",
            "(select count(*) {population} and o.{value} > m.{value}) / (select count(*) {population})",
        ),
    ],
)
def test_tiers_by_share(seed: int, value: str, cut: str, share: str) -> None:
    frames = random_rows(seed)

    results = run(tiers(value, cut, ("up_to: 50%", "up_to: 80%", "up_to: 100%")), frames)

    population = POPULATION.format(value=value)
    query = SHARE_BEFORE.format(value=value, share=share.format(value=value, population=population))
    assert segments(results.segmentations["t"]) == [row[1] for row in sql(query, frames)]


def test_tiers_by_value() -> None:
    frames = random_rows(5)

    results = run(tiers("seats", "value", ("from: 8", "from: 3", "")), frames)

    query = """select id, case when trade = 'steel' or seats is null then null when seats >= 8 then 'A'
        when seats >= 3 then 'B' else 'C' end from m"""
    assert segments(results.segmentations["t"]) == [row[1] for row in sql(query, frames)]


@pytest.mark.parametrize("seed", range(4))
def test_flow(seed: int) -> None:
    frames = random_rows(seed, rows=250)
    rules = """
segmentations:
  f: {method: flow, current: now, previous: before, first: first, tolerance: 25%}
"""

    results = run(rules, frames)

    query = """
        select id, case
            when now > 0 and before <= 0 and first > '2026-02-28' then 'new'
            when now > 0 and before <= 0 then 'reactivated'
            when now > before * 1.25 and before > 0 then 'growing'
            when now > 0 and now < before * 0.75 then 'shrinking'
            when now > 0 then 'stable'
            when before > 0 then 'lost'
            when first is not null then 'dormant' else 'never' end
        from m
    """
    assert segments(results.segmentations["f"]) == [row[1] for row in sql(query, frames)]


@pytest.mark.parametrize("seed", range(4))
def test_rfm(seed: int) -> None:
    frames = random_rows(seed)
    rules = """
segmentations:
  r:
    method: rfm
    recency: last
    frequency: orders_
    monetary: ever
    for: orders_ > 0
    bins: 4
    segments:
      champions: {recency: [3, 4], frequency: [3, 4], monetary: [3, 4]}
      frequent: {frequency: [3, 4]}
      asleep: {recency: [1, 1]}
      others: {otherwise: true}
"""

    results = run(rules, frames)

    query = """
        select m.id, case when orders_ = 0 then null
            when r >= 3 and f >= 3 and v >= 3 then 'champions' when f >= 3 then 'frequent' when r = 1 then 'asleep'
            else 'others' end
        from m left join (
            select id, 1 + 4 * (rank() over (order by last) - 1) // count(*) over () r,
                1 + 4 * (rank() over (order by orders_) - 1) // count(*) over () f,
                1 + 4 * (rank() over (order by ever) - 1) // count(*) over () v
            from m where orders_ > 0
        ) b on b.id = m.id
    """
    query = query.replace("select m.id", "select m.id as id")
    assert segments(results.segmentations["r"]) == [row[1] for row in sql(query, frames)]
