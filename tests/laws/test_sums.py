"""Metrics are the same in any order of the rows, on any carrier, and as exact as decimals."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.evaluation.exact import Parts, split, total
from tests.evaluation.workshop import planned, results, shown

RULES = """
as_of: 2026-06-30
tables:
  accounts: {file: a.csv, key: id, fields: {id: {type: text}}}
  orders:
    file: o.csv
    account: of
    date: day
    fields: {of: {type: text}, day: {type: date}, amount: {type: number}, kind: {type: category}, paid: {type: boolean}}
metrics:
  total_: {from: orders, sum: amount}
  mean: {from: orders, average: amount}
  middle: {from: orders, median: amount}
  low: {from: orders, min: amount}
  high: {from: orders, max: day}
  rows_: {from: orders, count: rows, where: amount > 0}
  kinds: {from: orders, count_distinct: kind}
  sizes: {from: orders, count_distinct: amount, last: 6 months}
  paid_: {from: orders, share: paid}
  late: {from: orders, latest: kind}
  early: {from: orders, earliest: amount}
segmentations: {all: {method: rules, segments: {all: {otherwise: true}}}}
"""
PLAN = planned(RULES)

amount = st.one_of(st.just("-"), st.decimals(-(10**7), 10**7, places=3).map(str))
day = st.one_of(st.just("-"), st.dates(date(1990, 1, 1), date(2027, 12, 31)).map(str))
row = st.tuples(
    st.sampled_from(["a", "b", "c", "x"]),
    day,
    amount,
    st.sampled_from(["k", "l", "m", "-"]),
    st.sampled_from(["true", "false", "-"]),
)
laws = settings(max_examples=60)


def metrics(rows: list[tuple[str, ...]], carrier: str = "pandas") -> dict[str, list[object]]:
    names = ("of", "day", "amount", "kind", "paid")
    orders = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    run = results(PLAN, {"accounts": {"id": ["a", "b", "c"]}, "orders": orders}, carrier=carrier)
    return {id: shown(run.values[id]) for id in PLAN.ruleset.metrics}


@given(st.lists(row, min_size=1, max_size=40), st.integers(0, 9))
@laws
def test_rows_in_any_order(rows: list[tuple[str, ...]], seed: int) -> None:
    shuffled = list(rows)
    Random(seed).shuffle(shuffled)

    assert metrics(shuffled) == metrics(rows)


@given(st.lists(row, min_size=1, max_size=40))
@laws
def test_pandas_and_polars_agree(rows: list[tuple[str, ...]]) -> None:
    assert metrics(rows, "polars") == metrics(rows, "pandas")


@given(st.lists(row, min_size=1, max_size=40))
@laws
def test_sums_are_those_of_decimals(rows: list[tuple[str, ...]]) -> None:
    seen = [
        row for row in rows if row[0] == "a" and row[2] != "-" and (row[1] == "-" or row[1] <= "2026-06-30")
    ]
    amounts = [Decimal(row[2]) for row in seen]

    found = metrics(rows)

    assert found["total_"][0] == float(sum(amounts, Decimal(0)))
    mean = sum(amounts, Decimal(0)) / len(amounts) if amounts else None
    rounded = None if mean is None else float(mean.quantize(Decimal("0.000001"), ROUND_HALF_UP))
    assert found["mean"][0] == rounded


@given(st.lists(st.floats(-(2**62), 2**62), max_size=50), st.integers(0, 9))
@laws
def test_any_floats_in_any_order(values: list[float], seed: int) -> None:
    shuffled = list(values)
    Random(seed).shuffle(shuffled)

    def added(numbers: list[float]) -> list[float]:
        parts = split(np.array(numbers))
        sums = Parts(*(np.array([part.sum()]) for part in (parts.high, parts.low, parts.nano)))
        return [float(value) for value in total(sums)]

    assert repr(added(shuffled)) == repr(added(values))
