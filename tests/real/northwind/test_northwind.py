"""91 customers, 830 orders and 2,155 order lines of a food trader, against plain SQL on the same files."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from sikta.engine import Results
from tests.conftest import shared_data
from tests.real.figures import database, differences, expected, scores, segments, values
from tests.real.running import run


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_data("northwind")


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    return run("northwind", folder)


@pytest.fixture(scope="module")
def sql(folder: Path) -> duckdb.DuckDBPyConnection:
    """Views `c` (customers), `o` (orders), `l` (lines with the date of their order and the category of their product)."""
    connection = database(
        folder,
        c="customers.csv",
        orders="orders.csv",
        lines="order_details.csv",
        products="products.csv",
        categories="categories.csv",
    )
    connection.execute("""
        CREATE VIEW o AS SELECT order_id, customer_id, order_date::DATE ordered, required_date::DATE required,
            shipped_date::DATE shipped, freight::DECIMAL(12,7) freight, ship_country FROM orders;
        CREATE VIEW l AS SELECT order_id, customer_id, ordered, product_id, product_name product, category_name category,
            lines.unit_price::DECIMAL(12,8) price, products.unit_price::DECIMAL(12,8) list_price, quantity::INT quantity,
            discount::DECIMAL(12,11) discount, quantity::INT * price * (1 - discount::DECIMAL(12,11)) net
        FROM lines JOIN o USING (order_id) JOIN products USING (product_id) JOIN categories USING (category_id);
        CREATE VIEW f AS SELECT c.customer_id, country, coalesce(round(sum(net), 6), 0) net,
            coalesce(sum(net) FILTER (ordered > '1997-05-06'), 0) this_year,
            coalesce(sum(net) FILTER (ordered > '1996-05-06' AND ordered <= '1997-05-06'), 0) last_year,
            count(DISTINCT order_id) orders, count(DISTINCT category) categories,
            min(ordered) first_order, max(ordered) last_order
        FROM c LEFT JOIN l USING (customer_id) GROUP BY ALL""")
    return connection


LINES = "SELECT c.customer_id, {figure} FROM c LEFT JOIN l USING (customer_id) GROUP BY c.customer_id"
OF_LINES = {
    "net_sales": "coalesce(sum(net), 0)",
    "net_sales_12m": "coalesce(sum(net) FILTER (ordered > DATE '1998-05-06' - INTERVAL 12 MONTH), 0)",
    "net_sales_previous_12m": """coalesce(sum(net) FILTER (ordered > DATE '1998-05-06' - INTERVAL 24 MONTH
        AND ordered <= DATE '1998-05-06' - INTERVAL 12 MONTH), 0)""",
    "given_away": "coalesce(sum(quantity * price * discount) FILTER (discount > 0), 0)",
    "beverages": "coalesce(sum(net) FILTER (category = 'Beverages'), 0)",
    "order_lines_count": "count(order_id)",
    "categories_bought": "count(DISTINCT category)",
    "products_bought": "count(DISTINCT product)",
    "products_12m": "count(DISTINCT product) FILTER (ordered > DATE '1998-05-06' - INTERVAL 12 MONTH)",
    "last_category": "arg_max(category, (ordered, category))",
    "below_list": "count(order_id) FILTER (price < list_price) / count(order_id)",
}
ORDERS = "SELECT c.customer_id, {figure} FROM c LEFT JOIN o USING (customer_id) GROUP BY c.customer_id"
OF_ORDERS = {
    "orders_count": "count(order_id)",
    "orders_6m": "count(order_id) FILTER (ordered > DATE '1998-05-06' - INTERVAL 6 MONTH)",
    "unshipped": "count(order_id) FILTER (shipped IS NULL)",
    "late": "count(order_id) FILTER (shipped > required)",
    "freight": "coalesce(sum(freight), 0)",
    "median_freight": "median(freight::DOUBLE)",
    "first_order": "min(ordered)",
    "last_order": "max(ordered)",
    "days_quiet": "DATE '1998-05-06' - max(ordered)",
    "months_quiet": "datesub('month', max(ordered), DATE '1998-05-06')",
    "ships_to": "arg_max(ship_country, (ordered, ship_country))",
}


@pytest.mark.parametrize("metric", OF_LINES)
def test_a_metric_through_two_tables_equals_sql(
    metric: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    query = LINES.format(figure=OF_LINES[metric]).replace("count(order_id) / count(order_id)", "NULL")
    query = query.replace("/ count(order_id)", "/ nullif(count(order_id), 0)")
    assert differences(values(results, metric), expected(sql, query)) == {}


@pytest.mark.parametrize("metric", OF_ORDERS)
def test_a_metric_of_the_orders_equals_sql(
    metric: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    assert differences(values(results, metric), expected(sql, ORDERS.format(figure=OF_ORDERS[metric]))) == {}


def test_an_average_order_is_missing_without_orders(results: Results, sql: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT customer_id, net / nullif(orders, 0) FROM f"
    assert differences(values(results, "average_order"), expected(sql, query)) == {}


def test_the_published_figures(results: Results) -> None:
    net = {key: value for key, value in values(results, "net_sales").items() if isinstance(value, float)}
    assert round(sum(net.values()), 2) == 1_265_793.04
    best = sorted(net, key=lambda key: -net[key])[:3]
    assert {key: round(net[key], 2) for key in best} == {
        "QUICK": 110_277.31,
        "ERNSH": 104_874.98,
        "SAVEA": 104_361.95,
    }
    orders = {
        key: value for key, value in values(results, "orders_count").items() if isinstance(value, float)
    }
    assert (len(orders), sum(orders.values())) == (91, 830)
    assert {key for key, count in orders.items() if count == 0} == {"FISSA", "PARIS"}
    unshipped = [value for value in values(results, "unshipped").values() if isinstance(value, float)]
    assert sum(unshipped) == 21


def test_an_account_without_orders_has_no_order_date_and_scores_on_what_is_known(results: Results) -> None:
    # sales: 0 points of weight 2; breadth: 0 points of weight 1; freshness, weight 1, is missing.
    row = results.keys.to_list().index("PARIS")
    score = results.scores["value"]
    assert values(results, "last_order")["PARIS"] is None
    assert (score.score[row], score.completeness[row]) == (0, 0.75)
    assert (score.low[row], score.high[row]) == (0, 25)


VALUE = """SELECT customer_id, round((2 * CASE WHEN this_year >= 50000 THEN 100 WHEN this_year >= 20000 THEN 75
            WHEN this_year >= 5000 THEN 50 WHEN this_year >= 1000 THEN 25 ELSE 0 END
        + categories / 8 * 100
        + coalesce(greatest(180 - (DATE '1998-05-06' - last_order), 0) / 180 * 100, 0))
        / CASE WHEN last_order IS NULL THEN 3 ELSE 4 END, 2)
    FROM f"""


def test_a_score_equals_sql(results: Results, sql: duckdb.DuckDBPyConnection) -> None:
    assert differences(scores(results, "value"), expected(sql, VALUE)) == {}


SEGMENTS = {
    "value_pyramid": """SELECT customer_id, CASE WHEN orders = 0 THEN NULL WHEN above < 0.5 * total THEN 'A'
            WHEN above < 0.8 * total THEN 'B' WHEN above < 0.95 * total THEN 'C' ELSE 'D' END
        FROM (SELECT customer_id, orders, sum(net) OVER () total,
              (SELECT coalesce(sum(net), 0) FROM f g WHERE g.net > f.net) above FROM f)""",
    "customer_flow": """SELECT customer_id, CASE WHEN this_year > 0 AND first_order > '1997-05-06' THEN 'new'
            WHEN this_year > 0 AND last_year = 0 THEN 'reactivated' WHEN this_year > 1.1 * last_year THEN 'growing'
            WHEN this_year > 0 AND this_year < 0.9 * last_year THEN 'shrinking' WHEN this_year > 0 THEN 'stable'
            WHEN last_year > 0 THEN 'lost' WHEN first_order IS NOT NULL THEN 'dormant' ELSE 'never' END FROM f""",
    "rfm": """WITH b AS (SELECT * FROM f WHERE orders > 0),
            bins AS (SELECT customer_id, 1 + 5 * (SELECT count(*) FROM b g WHERE g.last_order < b.last_order) // 89 r,
                1 + 5 * (SELECT count(*) FROM b g WHERE g.orders < b.orders) // 89 n,
                1 + 5 * (SELECT count(*) FROM b g WHERE g.net < b.net) // 89 m FROM b)
        SELECT customer_id, CASE WHEN r IS NULL THEN NULL WHEN r >= 4 AND n >= 4 AND m >= 4 THEN 'champions'
            WHEN n >= 4 THEN 'loyal' WHEN r <= 2 AND m >= 3 THEN 'at_risk' WHEN r = 5 THEN 'recent' ELSE 'others' END
        FROM f LEFT JOIN bins USING (customer_id)""",
    "region": """SELECT customer_id, CASE WHEN country IN ('Germany', 'Austria', 'Switzerland') THEN 'dach'
            WHEN country IN ('Sweden', 'Denmark', 'Norway', 'Finland') THEN 'nordic'
            WHEN country IN ('USA', 'Canada', 'Mexico', 'Brazil', 'Argentina', 'Venezuela') THEN 'americas'
            ELSE 'elsewhere' END FROM f""",
}


@pytest.mark.parametrize("segmentation", SEGMENTS)
def test_a_segmentation_equals_sql(
    segmentation: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    assert differences(segments(results, segmentation), expected(sql, SEGMENTS[segmentation])) == {}


def test_the_flow_reconciles(results: Results) -> None:
    """Opening + new + reactivated - lost = closing, in customers and in money."""
    flow = segments(results, "customer_flow")
    now, before = (
        {key: value for key, value in values(results, id).items() if isinstance(value, float)}
        for id in ("net_sales_12m", "net_sales_previous_12m")
    )
    opening, closing = ({key for key, value in money.items() if value > 0} for money in (before, now))
    of = {segment: {key for key, found in flow.items() if found == segment} for segment in set(flow.values())}
    came, left = of.get("new", set()) | of.get("reactivated", set()), of.get("lost", set())
    assert (opening | came) - left == closing
    stayed = opening - left
    drift = sum(now[key] - before[key] for key in stayed)
    assert sum(before.values()) + sum(now[key] for key in came) + drift - sum(
        before[key] for key in left
    ) == pytest.approx(sum(now.values()))


def test_text_is_kept_as_it_is_written(results: Results) -> None:
    assert values(results, "postal_code")["ANATR"] == "05021"
    assert values(results, "city")["ANATR"] == "México D.F."


def test_nothing_is_lost(results: Results) -> None:
    assert results.quality.losses == ()
    assert sum(field.invalid for field in results.quality.fields) == 0


@pytest.mark.parametrize("day", [date(1996, 7, 4), date(1997, 2, 28), date(1998, 5, 5)])
def test_rows_after_the_day_are_not_seen_in_any_table(
    day: date, folder: Path, sql: duckdb.DuckDBPyConnection
) -> None:
    earlier = run("northwind", folder, as_of=day)
    seen = f"SELECT c.customer_id, {{}} FROM c LEFT JOIN {{}} x ON x.customer_id = c.customer_id AND ordered <= '{day}' GROUP BY ALL"
    year = f"coalesce(sum(net) FILTER (ordered > DATE '{day}' - INTERVAL 12 MONTH), 0)"
    lines = {
        "net_sales": "coalesce(sum(net), 0)",
        "net_sales_12m": year,
        "products_bought": "count(DISTINCT product)",
    }
    orders = {
        "orders_count": "count(order_id)",
        "last_order": "max(ordered)",
        "unshipped": "count(order_id) FILTER (shipped IS NULL)",
    }
    for table, figures in (("l", lines), ("o", orders)):
        for metric, figure in figures.items():
            assert differences(values(earlier, metric), expected(sql, seen.format(figure, table))) == {}
    hidden = {loss.table: loss.rows for loss in earlier.quality.losses if loss.reason == "after_as_of"}
    late = {"orders": f"SELECT count(*) FROM o WHERE ordered > '{day}'"}
    late["order_lines"] = f"SELECT count(*) FROM l WHERE ordered > '{day}'"
    assert hidden == {table: sql.execute(query).fetchall()[0][0] for table, query in late.items()}
