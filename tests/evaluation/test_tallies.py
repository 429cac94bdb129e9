"""Every aggregation of every engine against plain SQL, over random rows in random blocks."""

import math
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.carriers import carrier_named
from sikta.engine.data.tables import DataTable, StreamedTable
from sikta.engine.evaluation import evaluate
from sikta.engine.evaluation.linked import measured_by
from sikta.engine.evaluation.measuring import Tallies, prepared
from sikta.engine.evaluation.tallies import Counted
from sikta.engine.expressions.columns import Column, Condition, Dates, Numbers, Texts
from tests.evaluation.workshop import QUALITY, cells, data_set, planned, shown

AS_OF = date(2026, 6, 30)
ENGINES = ("pandas", "polars", "duckdb")
WINDOWS = {"": "", "_win": ", last: 6 months, ending: 1 months ago", "_where": ", where: paid and amount > 0"}
METRICS = {
    "sum": "sum: amount",
    "mean": "average: amount",
    "low": "min: amount",
    "high": "max: amount",
    "first": "min: day",
    "final": "max: day",
    "rows": "count: rows",
    "kinds": "count_distinct: kind",
    "sizes": "count_distinct: amount",
    "moods": "count_distinct: paid",
    "middle": "median: amount",
    "paid": "share: paid",
    "late": "latest: kind",
    "early": "earliest: kind",
    "late_amount": "latest: amount",
    "early_paid": "earliest: paid",
}
RULES = f"""
as_of: 2026-06-30
tables:
  accounts: {{file: a.csv, key: id, fields: {{id: {{type: text}}}}}}
  orders:
    file: o.csv
    account: of
    date: day
    fields: {{of: {{type: text}}, day: {{type: date}}, amount: {{type: number}}, kind: {{type: category}}, paid: {{type: boolean}}}}
metrics:
{chr(10).join(f"  {id}{ending}_: {{from: orders, {what}{window}}}" for id, what in METRICS.items() for ending, window in WINDOWS.items())}
segmentations: {{all: {{method: rules, segments: {{all: {{otherwise: true}}}}}}}}
"""
PLAN = planned(RULES)

SQL = """
    with seen as (
        select *, amount + 0 as v from orders where day is null or day <= date '2026-06-30'
    ), kept as (
        select *, '' as part from seen
        union all select *, '_win' from seen where day > date '2025-11-30' and day <= date '2026-05-30'
        union all select *, '_where' from seen where paid and v > 0
    )
    select account, part,
        round(sum(v::decimal(38, 9)), 6)::double as sum,
        sum(v::decimal(38, 9))::double as total, count(v) as known,
        min(v) as low, max(v) as high, min(day) as first, max(day) as final, count(*) as rows,
        count(distinct kind) as kinds, count(distinct v) as sizes, count(distinct paid) as moods,
        median(v) as middle, count(*) filter (paid) as true,
        max((day, kind)) filter (day is not null and kind is not null) as late,
        min((day, kind)) filter (day is not null and kind is not null) as early,
        max((day, v)) filter (day is not null and v is not null) as late_amount,
        min((day, paid)) filter (day is not null and paid is not null) as early_paid
    from kept group by account, part
"""
PAIRS = ("late", "early", "late_amount", "early_paid")

amount = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6).map(lambda number: number / 100),
    st.sampled_from([0.0, -0.0, 1e-9, -1e-9, 4_194_304.01, 3e9, -3e9, 1e12, 0.1234, 1.5]),
)
row = st.tuples(
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(-400, 20).map(lambda days: AS_OF + timedelta(days=days))),
    amount,
    st.sampled_from([None, "a", "b", "ä", "Z"]),
    st.sampled_from([None, True, False]),
)


def blocks_of(rows: list[tuple[Any, ...]], size: int) -> Iterator[DataTable]:
    """The rows in blocks, each with a vocabulary of its own; account 3 belongs to nobody."""
    for start in range(0, max(len(rows), 1), size):
        part = rows[start : start + size]
        account, days, amounts, kinds, paid = zip(*part, strict=True) if part else ((), (), (), (), ())
        columns: dict[str, Column] = {
            "day": Dates(
                np.array(
                    [math.nan if day is None else (day - date(1970, 1, 1)).days for day in days],
                    dtype=np.float64,
                )
            ),
            "amount": Numbers(
                np.array([math.nan if value is None else value for value in amounts], dtype=np.float64)
            ),
            "kind": Texts.of(kinds),
            "paid": Condition(
                np.array([value is True for value in paid], dtype=np.bool_),
                np.array([value is False for value in paid], dtype=np.bool_),
            ),
        }
        owner = np.array([-1 if number == 3 else number for number in account], dtype=np.int64)
        yield DataTable("orders", columns, len(part), np.arange(len(part)), owner, "day")


def found(rows: list[tuple[Any, ...]], size: int, engine: str) -> dict[str, list[object]]:
    streamed = StreamedTable("orders", "day", len(rows), lambda: blocks_of(rows, size))
    empty: dict[str, list[str]] = {name: [] for name in ("of", "day", "amount", "kind", "paid")}
    data = data_set(PLAN.ruleset, {"accounts": cells("id\na\nb\nc"), "orders": empty})
    data = replace(data, tables={**data.tables, "orders": streamed})
    results = evaluate(PLAN, data, QUALITY, AS_OF, carrier=engine)
    return {id: shown(results.values[id]) for id in PLAN.ruleset.metrics}


def half_up(value: float | None) -> float | None:
    """A figure to 6 decimals; 0 has no sign."""
    return (
        None if value is None else float(Decimal(repr(value)).quantize(Decimal("1e-6"), ROUND_HALF_UP)) + 0.0
    )


def expected(rows: list[tuple[Any, ...]]) -> dict[str, list[object]]:
    """What SQL says, with 0 for sums and counts of nothing, and figures to 6 decimals."""
    values: dict[str, list[object]] = {
        f"{id}{part}_": [0 if id in ("sum", "rows", "kinds", "sizes", "moods") else None] * 3
        for id in METRICS
        for part in WINDOWS
    }
    with duckdb.connect() as connection:
        connection.execute("create table orders (account int, day date, amount double, kind text, paid bool)")
        if rows:
            connection.executemany("insert into orders values (?, ?, ?, ?, ?)", rows)
        relation = connection.sql(SQL)
        names = relation.columns
        for record in relation.fetchall():
            line = dict(zip(names, record, strict=True))
            if line["account"] == 3:
                continue
            line["sum"] = line["sum"] or 0
            line["mean"] = half_up(line["total"] / line["known"]) if line["known"] else None
            line["paid"] = half_up(line["true"] / line["rows"])
            line |= {name: half_up(line[name]) for name in ("low", "high", "middle")}
            line |= {name: line[name] and str(line[name]) for name in ("first", "final")}
            line |= {name: line[name] and line[name][1] for name in PAIRS}
            line["late_amount"] = half_up(line["late_amount"])
            for id in METRICS:
                values[f"{id}{line['part']}_"][line["account"]] = line[id]
    return values


@pytest.mark.parametrize("engine", ENGINES)
@given(rows=st.lists(row, max_size=24), size=st.sampled_from([1, 3, 8, 30]), ordered=st.booleans())
@settings(max_examples=15)
def test_every_aggregation_is_that_of_sql(
    engine: str, rows: list[tuple[Any, ...]], size: int, ordered: bool
) -> None:
    if ordered:  # as exports are, so that blocks lie on one side of a window
        rows = sorted(rows, key=lambda each: each[1] or AS_OF)
    wanted = expected(rows)

    values = found(rows, size, engine)

    for id, column in wanted.items():
        assert values[id] == [
            about(value, other) if id.startswith(("mean", "middle")) else value
            for value, other in zip(column, values[id], strict=True)
        ], id


def about(expected: Any, found: Any) -> Any:
    """What was found, where it is what SQL divided without decimals, up to the last of its 6 decimals."""
    near = isinstance(expected, float) and isinstance(found, float)
    return found if near and abs(expected - found) <= 1.5e-6 + 1e-15 * abs(expected) else expected


def test_tallies_go_with_the_last_metric_that_is_made_of_them() -> None:
    tallies = Tallies(3, carrier_named("pandas"))
    finishes = {each.metric.id: prepared(each, tallies) for each in measured_by(PLAN)}
    counts = [weakref.ref(tally.count) for tally in tallies.tallies.values() if isinstance(tally, Counted)]
    tallies.complete()
    assert all(count() is not None for count in counts)

    alive = []
    while finishes:
        finishes.popitem()[1]()
        alive.append(sum(count() is not None for count in counts))
    assert alive == sorted(alive, reverse=True)
    assert alive[len(alive) // 2] < len(counts)
    assert alive[-1] == 0
