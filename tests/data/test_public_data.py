"""The public data, read whole; figures from plain SQL on the same files, or as the makers of the data publish them."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from sikta.engine.data import DataSet, Quality, read_data
from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.columns import Floats, Numbers
from sikta.engine.expressions.types import NUMBER
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Field, FieldType, Ruleset, Table
from tests.conftest import shared_data
from tests.data.conftest import told

Values = dict[str, FieldType | Field]


def table(id: str, fields: Values, **rest: object) -> Table:
    typed = {name: kind if isinstance(kind, Field) else Field(name, kind) for name, kind in fields.items()}
    return Table(id, typed, **rest)  # type: ignore[arg-type]


def read(folder: Path, *tables: Table, as_of: dt.date, **options: object) -> tuple[DataSet, Quality]:
    ruleset = Ruleset("public", {each.id: each for each in tables}, folder=folder)
    return read_data(ruleset, as_of, **options)  # type: ignore[arg-type]


def numbers(data: DataSet, name: str, column: str) -> Floats:
    found = data.held(name).columns[column]
    assert isinstance(found, Numbers)
    return found.values


def total(data: DataSet, name: str, column: str) -> float:
    return float(np.nansum(numbers(data, name, column)))


def ask(sql: str) -> list[tuple[Any, ...]]:
    """What plain SQL says of the same files."""
    relation = duckdb.sql(sql)
    assert relation is not None
    return relation.fetchall()


@pytest.mark.parametrize(
    ("file", "first", "header"),
    [("customers.csv", 8, 11), ("orders.csv", 4, 14), ("suppliers.csv", 8, 12)],
)
def test_the_lines_that_unquoted_commas_broke_are_named_and_counted(
    file: str, first: int, header: int
) -> None:
    """Counted by splitting each line at its commas: these files have no quotes at all."""
    folder = shared_data("northwind_malformed")
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    broken = [
        (number, line.count(",") + 1)
        for number, line in enumerate(lines, start=1)
        if line and line.count(",") + 1 != header
    ]
    key = lines[0].split(",")[0]
    with pytest.raises(SiktaError) as caught:
        read(folder, table("accounts", {key: "text"}, file=file, key=key), as_of=dt.date(1998, 5, 6))
    assert broken[0][0] == first
    named = [
        f"{file}:{line} E503 {file} line {line} has {width} fields where the header has {header}\n"
        f"  expected: {header} fields\n"
        f"  found: {width} fields\n"
        "  fix: put quotes around a text that holds the delimiter"
        for line, width in broken[:3]
    ]
    rest = [line for line, _ in broken[3:]]
    listed = ", ".join(map(str, rest[:10])) + (", …" if len(rest) > 10 else "")
    others = (
        f"{file}:{rest[0]} E503 {file} has {len(rest)} more rows with too many or too few fields\n"
        f"  found: in lines {listed}\n"
        "  fix: export the file again with quotes around texts, rather than mend it row by row"
    )
    assert told(caught.value) == [*named, others]


def test_deals_of_a_seller_of_computers() -> None:
    """8,800 deals of which 1,425 have no account; 1,480 of a product `GTXPro` that is `GTX Pro` in the price list."""
    folder = shared_data("maven_crm")
    data, quality = read(
        folder,
        table("accounts", {"account": "text", "revenue": "number", "subsidiary_of": "text"}, file="accounts.csv", key="account", parent="subsidiary_of"),
        table(
            "deals",
            {"opportunity_id": "text", "account": "text", "product": "text", "close_date": "date", "close_value": "number",
             "price": Field("price", "number", lookup=("products", "sales_price"), by="product")},
            file="sales_pipeline.csv", key="opportunity_id", account="account", date="close_date",
        ),
        table("products", {"product": "text", "sales_price": "number"}, file="products.csv", key="product"),
        as_of=dt.date(2017, 12, 31),
        measures={"deals": compile_expression("close_value", Scope({"close_value": NUMBER}))},
    )  # fmt: skip
    assert (len(data.keys), data.held("deals").size) == (85, 8800)
    assert total(data, "deals", "close_value") == 10_005_534
    losses = {loss.reason: (loss.rows, loss.money, loss.examples) for loss in quality.losses}
    sql = f"select sum(close_value) from '{folder}/sales_pipeline.csv' where product = 'GTXPro'"
    assert losses == {
        "no_date": (2089, 0.0, ()),
        "no_account": (1425, 0.0, ()),
        "unmatched": (1480, float(ask(sql)[0][0]), (("GTXPro", 1480, "GTX Pro"),)),
    }


def test_order_lines_of_a_trader_in_food() -> None:
    """91 customers, 830 orders, 2,155 lines, net sales of 1,265,793.04: the widely published figures."""
    data, quality = read(
        shared_data("northwind"),
        table("accounts", {"customer_id": "text", "company_name": "text"}, file="customers.csv", key="customer_id"),
        table(
            "orders",
            {"order_id": "text", "customer_id": "text", "order_date": "date", "shipped_date": "date"},
            file="orders.csv", key="order_id", account="customer_id", date="order_date",
        ),
        table(
            "lines",
            {"order_id": "text", "unit_price": "number", "quantity": "integer", "discount": "number"},
            file="order_details.csv", via=("orders", "order_id"),
        ),
        as_of=dt.date(1998, 5, 6),
    )  # fmt: skip
    lines = data.held("lines")
    assert (len(data.keys), data.held("orders").size, lines.size) == (91, 830, 2155)
    price, quantity, discount = (
        numbers(data, "lines", name) for name in ("unit_price", "quantity", "discount")
    )
    assert round(float(np.sum(price * quantity * (1 - discount))), 2) == 1_265_793.04
    assert lines.account is not None
    assert len(np.unique(lines.account)) == 89  # two customers never ordered
    assert {field.field: field.missing for field in quality.fields if field.missing} == {"shipped_date": 21}
    assert quality.losses == ()


def test_lines_of_a_wholesaler_without_a_list_of_accounts() -> None:
    folder = shared_data("online_retail_2011_11")
    file = "online_retail_2011_11.csv.gz"
    columns = [name for name, *_ in ask(f"describe from '{folder}/{file}'")]
    customer = next(name for name in columns if "customer" in name.lower())
    data, quality = read(
        folder,
        table("accounts", {}, derived_from="lines"),
        table("lines", {customer: "text"}, file=file, account=customer),
        as_of=dt.date(2011, 11, 30),
    )
    source = f"read_csv('{folder}/{file}', all_varchar=true)"
    ((rows, known, distinct),) = ask(
        f'select count(*), count("{customer}"), count(distinct "{customer}") from {source}'
    )
    assert (data.held("lines").size, len(data.keys)) == (rows, distinct)
    assert [(loss.reason, loss.rows) for loss in quality.losses] == [("no_account", rows - known)]


def test_clients_without_a_key() -> None:
    """The six totals as the University of California documents them."""
    totals = {
        "Fresh": 5_280_131,
        "Milk": 2_550_357,
        "Grocery": 3_498_562,
        "Frozen": 1_351_650,
        "Detergents_Paper": 1_267_857,
        "Delicassen": 670_943,
    }
    fields: Values = dict.fromkeys(totals, "integer")
    accounts = table("accounts", fields, file="wholesale_customers.csv")
    data, _ = read(shared_data("wholesale_customers"), accounts, as_of=dt.date(2026, 6, 30))
    assert {name: total(data, "accounts", name) for name in totals} == totals
    assert (data.keys.to_list()[0], data.keys.to_list()[-1]) == ("002", "441")


def test_dirty_clients_are_counted() -> None:
    folder = shared_data("wholesale_customers")
    names = ("Channel", "Region", "Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen")
    fields: Values = dict.fromkeys(names, "number")
    file = "wholesale_customers_dirty_500rows.csv"
    _, quality = read(folder, table("accounts", fields, file=file), as_of=dt.date(2026, 6, 30))
    source = f"read_csv('{folder}/{file}', all_varchar=true)"
    for field in quality.fields:
        ((rows, missing),) = ask(
            f'select count(*), count(*) filter (try_cast("{field.field}" as double) is null) from {source}'
        )
        assert (field.rows, field.missing) == (rows, missing)
