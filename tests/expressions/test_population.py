"""Functions over all accounts, against DuckDB's SQL and arithmetic by hand; the order of the rows never matters."""

from datetime import date

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.columns import Column, Condition, Dates, Numbers, Texts
from sikta.engine.expressions.kernel import evaluate
from sikta.engine.expressions.types import BOOLEAN, DATE, NUMBER, TEXT

AS_OF = date(2026, 6, 30)
SCOPE = Scope({"x": NUMBER, "g": TEXT, "w": BOOLEAN, "d": DATE}, {"bins": 4})
Row = tuple[float | None, str | None, bool | None]


def values(text: str, rows: list[Row]) -> list[float | None]:
    block: dict[str, Column] = {
        "x": Numbers(np.array([np.nan if x is None else x for x, _, _ in rows])),
        "g": Texts.of([g for _, g, _ in rows]),
        "w": Condition(np.array([w is True for _, _, w in rows]), np.array([w is False for _, _, w in rows])),
    }
    column = evaluate(compile_expression(text, SCOPE), block, len(rows), AS_OF)
    assert isinstance(column, Numbers)
    return [None if np.isnan(value) else value for value in column.values.tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # x: 10, 30, 30, missing, 50, -20; group: a, a, b, b, missing, a
        ("average(x)", [20.0] * 6),  # (10 + 30 + 30 + 50 - 20) / 5
        ("average(x, by=g)", [20 / 3, 20 / 3, 30.0, 30.0, None, 20 / 3]),
        ("average(x, where=x > 0)", [30.0] * 6),
        ("average(x, where=x > 100)", [None] * 6),
        ("total(x)", [100.0] * 6),
        ("total(x, by=g)", [20.0, 20.0, 30.0, 30.0, None, 20.0]),
        ("total(x, where=x > 100)", [0.0] * 6),
        ("median(x)", [30.0] * 6),  # -20, 10, 30, 30, 50
        ("percentile(x, 75)", [30.0] * 6),
        ("percentile(x, 90)", [42.0] * 6),  # (5 - 1) · 0.9 = 3.6: 30 + 0.6 · (50 - 30)
        ("percentile(x, 0)", [-20.0] * 6),
        ("percentile(x, 100)", [50.0] * 6),
        ("rank(x)", [4.0, 2.0, 2.0, None, 1.0, 5.0]),
        ("rank(x, by=g)", [2.0, 1.0, 1.0, None, None, 3.0]),
        ("rank(x, where=x < 50)", [3.0, 1.0, 1.0, None, None, 4.0]),
        ("percent_rank(x)", [0.25, 0.5, 0.5, None, 1.0, 0.0]),
        ("percent_rank(x, where=x == 50)", [None, None, None, None, 0.0, None]),  # 0 for one
        ("quantile(x, 5)", [2.0, 3.0, 3.0, None, 5.0, 1.0]),  # 1 + ⌊5 · smaller / 5⌋
        ("quantile(x, 2)", [1.0, 1.0, 1.0, None, 2.0, 1.0]),
        ("quantile(x, bins)", [1.0, 2.0, 2.0, None, 4.0, 1.0]),
        ("share_of_total(x)", [0.1, 0.3, 0.3, None, 0.5, -0.2]),
        ("share_of_total(x, where=x == 0)", [None] * 6),
        # from the highest: 50, then 30 + 30, then 10, and -20 counts as 0; of 120
        ("cumulative_share(x)", [1.0, 110 / 120, 110 / 120, None, 50 / 120, 1.0]),
        ("cumulative_share(x, where=x < 0)", [None] * 6),
        ("x / average(x, by=g)", [1.5, 4.5, 1.0, None, None, -3.0]),
        ("average(5)", [5.0] * 6),
        ("rank(average(x, by=g))", [3.0, 3.0, 1.0, 1.0, None, 3.0]),
        ("total(x, by=g, where=x > 0)", [40.0, 40.0, 30.0, 30.0, None, 40.0]),
    ],
)
def test_by_hand(text: str, expected: list[float | None]) -> None:
    rows: list[Row] = [
        (10, "a", None),
        (30, "a", None),
        (30, "b", None),
        (None, "b", None),
        (50, None, None),
        (-20, "a", None),
    ]
    assert values(text, rows) == pytest.approx(expected)


def test_a_share_of_nothing_is_missing() -> None:
    assert values("share_of_total(x)", [(5, "a", None), (-5, "a", None)]) == [None, None]


def test_dates_are_ranked_too() -> None:
    block: dict[str, Column] = {"d": Dates(np.array([20000.0, np.nan, 20100.0]))}
    column = evaluate(compile_expression("rank(d)", SCOPE), block, 3, AS_OF)
    assert isinstance(column, Numbers)
    assert column.values[[0, 2]].tolist() == [2.0, 1.0]


HALVES = st.integers(-40, 40).map(lambda number: number / 2)  # sums of halves are exact, also in SQL
TABLES = st.lists(
    st.tuples(st.none() | HALVES, st.none() | st.sampled_from("abc"), st.none() | st.booleans()),
    min_size=1,
    max_size=25,
)

KNOWN = "from t u where u.x is not null and u.w and u.g = t.g"
IN = "t.g is not null"
HERE = "t.x is not null and t.w and t.g is not null"
SQL = {
    "average(x, by=g, where=w)": (IN, f"(select avg(x) {KNOWN})"),
    "total(x, by=g, where=w)": (IN, f"(select coalesce(sum(x), 0) {KNOWN})"),
    "median(x, by=g, where=w)": (IN, f"(select median(x) {KNOWN})"),
    "percentile(x, 37.5, by=g, where=w)": (IN, f"(select quantile_cont(x, 0.375) {KNOWN})"),
    "rank(x, by=g, where=w)": (HERE, f"1 + (select count(*) {KNOWN} and u.x > t.x)"),
    "percent_rank(x, by=g, where=w)": (
        HERE,
        f"(select count(*) {KNOWN} and u.x < t.x) / greatest((select count(*) {KNOWN}) - 1, 1)",
    ),
    "quantile(x, 3, by=g, where=w)": (
        HERE,
        f"1 + (3 * (select count(*) {KNOWN} and u.x < t.x)) // (select count(*) {KNOWN})",
    ),
    "share_of_total(x, by=g, where=w)": (HERE, f"t.x / nullif((select sum(x) {KNOWN}), 0)"),
    "cumulative_share(x, by=g, where=w)": (
        HERE,
        f"(select sum(greatest(x, 0)) {KNOWN} and u.x >= t.x) / nullif((select sum(greatest(x, 0)) {KNOWN}), 0)",
    ),
}


@pytest.mark.parametrize("text", SQL)
def test_as_sql_computes_it(text: str) -> None:
    where, sql = SQL[text]

    with duckdb.connect(config={"threads": 1}) as database:

        @settings(max_examples=12, deadline=None)
        @given(rows=TABLES)
        def agree(rows: list[Row]) -> None:
            database.execute("create or replace table t(n integer, x double, g varchar, w boolean)")
            database.executemany(
                "insert into t values (?, ?, ?, ?)", [(n, *row) for n, row in enumerate(rows)]
            )
            found = database.execute(f"select case when {where} then {sql} end from t order by n").fetchall()
            expected = [None if value is None else float(value) for (value,) in found]
            assert values(text, rows) == pytest.approx(expected)

        agree()


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(st.floats(-1e9, 1e9), st.sampled_from("ab"), st.none()), min_size=1, max_size=20),
    seed=st.randoms(use_true_random=False),
)
@pytest.mark.parametrize(
    "text", ["average(x, by=g)", "total(x)", "cumulative_share(x)", "share_of_total(x, by=g)", "rank(x)"]
)
def test_the_order_of_the_rows_does_not_matter_to_the_last_bit(
    text: str, rows: list[Row], seed: object
) -> None:
    order = list(range(len(rows)))
    seed.shuffle(order)  # type: ignore[attr-defined]
    there = values(text, rows)
    back = values(text, [rows[row] for row in order])
    assert [there[row] for row in order] == back


@settings(max_examples=60, deadline=None)
@given(
    x=st.floats(-1e12, 1e12) | st.integers(-999, 999).map(lambda tenths: tenths / 10),
    count=st.integers(1, 30),
)
def test_the_average_of_equal_values_is_that_value(x: float, count: int) -> None:
    assert values("average(x)", [(x, None, None)] * count) == [x] * count


@pytest.mark.parametrize(
    ("text", "numbers", "expected"),
    [
        ("total(x)", [0.1, 0.1, 0.1], 0.3),  # as float64 alone 0.30000000000000004
        ("average(x)", [0.1, 0.2], 0.15),  # 0.15000000000000002
        ("share_of_total(x)", [0.1, 0.1, 0.1, 0.7], 0.1),  # 0.09999999999999999
        ("cumulative_share(x)", [0.1, 0.2, 0.7], 1.0),
        ("total(x)", [0.1, 1e13, 0.1], 1e13 + 0.2),  # too large to be added up as whole millionths
        ("total(x / 7)", [0.1] * 7, 0.1),  # no whole millionths
    ],
)
def test_decimals_add_up_as_they_are_written(text: str, numbers: list[float], expected: float) -> None:
    rows: list[Row] = [(number, None, None) for number in numbers]
    assert values(text, rows)[0] == expected


def test_a_share_that_lies_on_a_line_does_not_cross_it_by_a_last_digit() -> None:
    rows: list[Row] = [(number, None, None) for number in [0.11] * 8 + [0.06] * 2]
    assert values("cumulative_share(x)", rows) == [0.88] * 8 + [1.0] * 2
