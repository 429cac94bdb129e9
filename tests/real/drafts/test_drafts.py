"""Drafts from public data as it lies there: init, check and run, and their figures against plain SQL on the same files."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine import Results, evaluate
from sikta.engine.checking import check_ruleset
from sikta.engine.drafting import Started, start
from sikta.engine.findings import SiktaError
from tests.conftest import shared_data
from tests.real.figures import database, expected, segments, values

TODAY = dt.date(2026, 6, 30)
Begun = Callable[..., tuple[Started, Results]]


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    """A draft from files of public data, checked without a fault, and its results."""

    def begin(*sources: Path) -> tuple[Started, Results]:
        started = start(
            tmp_path / "my-rules", [str(path) for path in sources], copy=True, ci=None, today=TODAY
        )
        assert [finding.code for finding in check_ruleset(tmp_path / "my-rules").findings] == []
        return started, evaluate(tmp_path / "my-rules")

    return begin


def roles(started: Started) -> dict[str, str]:
    assert started.scheme is not None
    return {seat.id: seat.role for seat in started.scheme.seats.values()}


def sums(results: Results, id: str) -> dict[str, float]:
    return {
        key: round(float(str(value)), 2) for key, value in values(results, id).items() if value is not None
    }


def test_deals_of_a_seller_of_hardware(begun: Begun) -> None:
    folder = shared_data("maven_crm")
    started, results = begun(*sorted(folder.glob("*.csv")))
    assert roles(started) == {
        "accounts": "accounts",
        "sales_pipeline": "rows",
        "products": "reference",
        "sales_teams": "reference",
        "data_dictionary": "left out",
    }
    connection = database(folder, accounts="accounts.csv", deals="sales_pipeline.csv")
    won = expected(
        connection,
        "SELECT a.account, coalesce(sum(close_value::INT) FILTER (deal_stage = 'Won'), 0) FROM accounts a "
        "LEFT JOIN deals d USING (account) GROUP BY 1",
    )
    assert sums(results, "won_value") == won
    assert sum(sums(results, "won_value").values()) == 10_005_534
    rate = expected(
        connection,
        "SELECT account, round(count(*) FILTER (deal_stage = 'Won') / count(*), 2) FROM deals "
        "WHERE deal_stage IN ('Won', 'Lost') AND account <> '' GROUP BY 1",
    )
    assert sums(results, "win_rate") == rate
    assert started.decisions[0].text == (
        '1,480 rows of sales_pipeline.csv have a value of product that products.csv lacks: "GTXPro". '
        'Is "GTX Pro" meant? Then correct it where the data comes from'
    )
    assert set(segments(results, "priority").values()) == {"invest", "win_over", "keep", "serve_lean"}


def test_lines_of_a_food_trader(begun: Begun) -> None:
    folder = shared_data("northwind")
    started, results = begun(folder)
    found = roles(started)
    assert {id_: role for id_, role in found.items() if role != "left out"} == {
        "accounts": "accounts",
        "orders": "rows",
        "order_details": "lines",
        "employees": "reference",
        "products": "reference",
        "categories": "reference",
        "suppliers": "reference",
    }
    connection = database(folder, c="customers.csv", o="orders.csv", l="order_details.csv")
    net = expected(
        connection,
        "SELECT customer_id, round(coalesce(sum(quantity::DOUBLE * unit_price::DOUBLE * (1 - discount::DOUBLE)), 0), 2) "
        "FROM c LEFT JOIN o USING (customer_id) LEFT JOIN l USING (order_id) GROUP BY 1",
    )
    assert sums(results, "revenue") == pytest.approx(net, abs=0.011)
    assert sum(net.values()) == pytest.approx(1_265_793.04, abs=0.1)  # type: ignore[arg-type]  # plain numbers
    last_year = expected(
        connection,
        "SELECT customer_id, count(DISTINCT order_id) FROM o GROUP BY 1",
    )
    assert {key: count for key, count in values(results, "orders").items() if count} == last_year


def test_invoices_without_a_list_of_accounts(begun: Begun) -> None:
    folder = shared_data("online_retail_2011_11")
    started, results = begun(folder)
    assert started.scheme is not None
    assert started.scheme.derived == "online_retail_2011_11"
    connection = database(folder, lines="online_retail_2011_11.csv.gz")
    net = expected(
        connection,
        "SELECT CustomerID, round(sum(Quantity::INT * UnitPrice::DECIMAL(12,4)), 2)::DOUBLE FROM lines "
        "WHERE CustomerID <> '' GROUP BY 1",
    )
    assert sums(results, "revenue") == pytest.approx(net, abs=0.011)
    assert "19,113 rows of online_retail_2011_11.csv.gz name no account" in started.decisions[0].text


@pytest.mark.parametrize("name", ["wholesale_customers.csv", "wholesale_customers_dirty_500rows.csv"])
def test_customers_that_only_a_row_number_tells_apart(begun: Begun, name: str) -> None:
    folder = shared_data("wholesale_customers")
    started, results = begun(folder / name)
    assert started.scheme is not None
    assert started.scheme.accounts is not None
    assert started.scheme.accounts.key is None
    connection = database(folder, customers=name)
    parts = "Fresh::DOUBLE + Milk::DOUBLE + Grocery::DOUBLE + Frozen::DOUBLE + Detergents_Paper::DOUBLE + Delicassen::DOUBLE"
    rows = connection.execute(f"SELECT {parts} FROM customers").fetchall()
    assert list(values(results, "spend").values()) == [row[0] for row in rows]


def test_a_list_of_job_titles(begun: Begun) -> None:
    folder = shared_data("job_titles")
    _, results = begun(folder)
    connection = database(folder, titles="titles_dev.csv")
    areas = connection.execute("SELECT coalesce(area, ''), count(*) FROM titles GROUP BY 1").fetchall()
    named = {
        "Business": "business",
        "Other": "other",
        "Technical": "technical",
        "Sales-Marketing": "sales_marketing",
    }
    assert Counter(segments(results, "by_area").values()) == {
        named.get(area, "other_2"): count for area, count in areas
    }


def test_tables_that_cannot_be_read_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(SiktaError) as error:
        start(tmp_path / "rules", [str(shared_data("northwind_malformed"))], copy=True, ci=None, today=TODAY)
    places = {(finding.place.file, finding.place.line) for finding in error.value.findings}
    assert {finding.code for finding in error.value.findings} == {"E503"}
    named = {(Path(file or "").name, line) for file, line in places}
    assert {("customers.csv", 8), ("orders.csv", 4), ("suppliers.csv", 8)} <= named
    assert [*tmp_path.iterdir()] == []
