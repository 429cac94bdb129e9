"""84,711 invoice lines of a wholesaler without an accounts list, against plain SQL on the same file."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from sikta.engine import Results
from tests.conftest import shared_data
from tests.real.figures import database, differences, expected, segments, values
from tests.real.running import run


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_data("online_retail_2011_11")


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    return run("online_retail_2011_11", folder)


@pytest.fixture(scope="module")
def sql(folder: Path) -> duckdb.DuckDBPyConnection:
    """Views `every` line, `l` with those that name a customer, `f` with a few figures for each customer."""
    connection = database(folder, raw="online_retail_2011_11.csv.gz")
    connection.execute("""
        CREATE TABLE every AS SELECT CustomerID customer, InvoiceNo invoice, StockCode article, Description description,
            Country country, Quantity::INT quantity, UnitPrice::DECIMAL(12,3) price, InvoiceDate::TIMESTAMP::DATE AS day,
            Quantity::INT * UnitPrice::DECIMAL(12,3) AS money, starts_with(InvoiceNo, 'C') AS cancels FROM raw;
        CREATE VIEW l AS SELECT * FROM every WHERE customer IS NOT NULL;
        CREATE TABLE f AS SELECT customer, sum(money) net, coalesce(sum(money) FILTER (NOT cancels), 0) gross,
            coalesce(sum(money) FILTER (cancels), 0) cancelled, avg(cancels::INT) cancelled_share,
            count(DISTINCT invoice) FILTER (NOT cancels) invoices, min(day) first_day, max(day) last_day,
            coalesce(sum(money) FILTER (day > '2011-11-23'), 0) this_week,
            coalesce(sum(money) FILTER (day > '2011-11-16' AND day <= '2011-11-23'), 0) last_week,
            arg_max(country, (day, country)) country
        FROM l GROUP BY customer""")
    return connection


FIGURES = {
    "country": "arg_max(country, (day, country))",
    "first_country": "arg_min(country, (day, country))",
    "net": "sum(money)",
    "gross": "coalesce(sum(money) FILTER (NOT cancels), 0)",
    "cancelled": "coalesce(sum(money) FILTER (cancels), 0)",
    "lines_count": "count(*)",
    "cancelled_lines": "count(*) FILTER (cancels)",
    "returned_lines": "count(*) FILTER (quantity < 0)",
    "cancelled_share": "avg(cancels::INT)",
    "invoices": "count(DISTINCT invoice) FILTER (NOT cancels)",
    "articles": "count(DISTINCT article) FILTER (quantity > 0)",
    "free_lines": "count(*) FILTER (price = 0)",
    "pieces": "sum(quantity)",
    "dearest": "max(price)",
    "average_price": "avg(price) FILTER (quantity > 0)",
    "median_quantity": "median(quantity)",
    "first_day": "min(day)",
    "last_day": "max(day)",
    "net_last_week": "coalesce(sum(money) FILTER (day > '2011-11-23'), 0)",
    "net_week_before": "coalesce(sum(money) FILTER (day > '2011-11-16' AND day <= '2011-11-23'), 0)",
    "boxes": r"count(*) FILTER (regexp_matches(description, '\bbox\b', 'i'))",
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_the_lines_equals_sql(
    name: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    query = f"SELECT customer, {FIGURES[name]} FROM l GROUP BY customer"
    assert differences(values(results, name), expected(sql, query)) == {}


def test_the_accounts_are_the_customers_on_the_lines(
    results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    customers = sql.execute("SELECT DISTINCT customer FROM l ORDER BY customer").fetchall()
    assert results.keys.to_list() == [customer for (customer,) in customers]
    assert (len(results), results.keys.to_list()[0]) == (1_711, "12349.0")


def test_lines_without_a_customer_are_counted_with_their_money(results: Results) -> None:
    (loss,) = [loss for loss in results.quality.losses if loss.reason == "no_account"]
    assert (loss.table, loss.field, loss.rows, loss.money) == ("lines", "customer", 19_113, 329_348.51)


def test_all_money_is_either_an_accounts_or_counted_as_lost(
    results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    (total,) = sql.execute("SELECT sum(money) FROM every").fetchall()[0]
    net = sum(value for value in values(results, "net").values() if isinstance(value, float))
    assert round(net + sum(loss.money or 0 for loss in results.quality.losses), 2) == float(total)


SEGMENTS = {
    # A net below zero counts as 0 in the total.
    "value_pyramid": """SELECT customer, CASE WHEN above < 0.8 * total THEN 'A' WHEN above < 0.95 * total THEN 'B' ELSE 'C' END
        FROM (SELECT customer, sum(greatest(net, 0)) OVER () total, coalesce(sum(greatest(net, 0)) OVER
            (ORDER BY net DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP), 0) above FROM f)""",
    # A week with nothing but returns counts as a week without sales.
    "week_flow": """SELECT customer, CASE WHEN this_week > 0 THEN
            CASE WHEN first_day > '2011-11-23' THEN 'new' WHEN last_week <= 0 THEN 'reactivated'
                WHEN this_week > last_week THEN 'growing' WHEN this_week < last_week THEN 'shrinking' ELSE 'stable' END
            WHEN last_week > 0 THEN 'lost' ELSE 'dormant' END FROM f""",
    "rfm": """WITH bins AS (SELECT customer, 1 + 4 * (rank() OVER (ORDER BY last_day) - 1) // 1711 r,
            1 + 4 * (rank() OVER (ORDER BY invoices) - 1) // 1711 n, 1 + 4 * (rank() OVER (ORDER BY net) - 1) // 1711 m FROM f)
        SELECT customer, CASE WHEN r >= 3 AND n = 4 AND m = 4 THEN 'best' WHEN m = 4 THEN 'big' WHEN r = 1 THEN 'gone_quiet'
            ELSE 'others' END FROM bins""",
    "conduct": """SELECT customer, CASE WHEN gross = 0 AND cancelled < 0 THEN 'only_returns'
            WHEN cancelled_share > 0.1 THEN 'sends_back' WHEN country <> 'United Kingdom' THEN 'abroad' ELSE 'home' END
        FROM f""",
}


@pytest.mark.parametrize("segmentation", SEGMENTS)
def test_a_segmentation_equals_sql(
    segmentation: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    assert differences(segments(results, segmentation), expected(sql, SEGMENTS[segmentation])) == {}


def test_only_customers_seen_until_the_day_are_accounts(folder: Path, sql: duckdb.DuckDBPyConnection) -> None:
    earlier = run("online_retail_2011_11", folder, as_of=date(2011, 11, 3))
    query = "SELECT customer, {} FROM l WHERE day <= '2011-11-03' GROUP BY customer"
    for name, figure in (
        ("net", "sum(money)"),
        ("last_day", "max(day)"),
        ("country", "arg_max(country, (day, country))"),
    ):
        assert differences(values(earlier, name), expected(sql, query.format(figure))) == {}
