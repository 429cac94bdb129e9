"""How tables hold together: keys, accounts, order lines through orders, lookups, groups, and the day of the model."""

import datetime as dt
import math
from itertools import permutations
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data import DataSet, Loss, read_data
from sikta.engine.data.joining import words
from sikta.engine.data.parents import on_circle
from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.columns import Column, Dates, Numbers, Texts
from sikta.engine.expressions.types import NUMBER
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Field, FieldType, Ruleset, Table
from tests.data.conftest import AS_OF, Read, Refused, told

ACCOUNTS = (
    "accounts: {file: accounts.csv, key: id, name: name, fields: {id: {type: text}, name: {type: text}}}\n"
)
ORDERS = """\
orders:
  file: orders.csv
  key: order
  account: customer
  date: day
  fields: {order: {type: text}, customer: {type: text}, day: {type: date}, amount: {type: number}}
"""
LINES = """\
lines:
  file: lines.csv
  via: {orders: order}
  fields: {order: {type: text}, product: {type: text}, quantity: {type: number}, group: {type: category, lookup: products.group, by: product}, margin: {type: number, lookup: groups.margin, by: group}}
products: {file: products.csv, key: product, fields: {product: {type: text}, group: {type: category}}}
groups: {file: groups.csv, key: group, fields: {group: {type: category}, margin: {type: number}}}
"""
COMPANIES = "id,name\nB,Betatech\nA,Ahoy\nC,Cancity\n"
MONEY = {"orders": compile_expression("amount", Scope({"amount": NUMBER}))}


def shown(column: Column) -> list[Any]:
    if isinstance(column, Texts):
        return column.to_list()
    assert isinstance(column, Numbers | Dates)
    return [None if math.isnan(value) else value for value in column.values.tolist()]


def accounts_of(data: DataSet, table: str) -> list[str | None]:
    rows = data.held(table).account
    assert rows is not None
    keys = data.keys.to_list()
    return [keys[row] if row >= 0 else None for row in rows.tolist()]


def test_accounts_stand_in_order_of_their_key_by_code_point(read: Read) -> None:
    data, _ = read(ACCOUNTS, {"accounts.csv": "id,name\nb,1\nÄ,2\nB,3\n10,4\n9,5\n"})
    assert data.keys.to_list() == ["10", "9", "B", "b", "Ä"]
    assert shown(data.accounts.columns["name"]) == ["4", "5", "3", "1", "2"]
    assert data.accounts.lines.tolist() == [5, 6, 4, 2, 3]
    assert data.accounts.account is None


def test_without_a_key_the_line_stands_in_and_sorts_as_a_number(read: Read) -> None:
    """The first account stands on line 2, below the header: the number that a spreadsheet shows beside it."""
    tables = "accounts: {file: accounts.csv, fields: {name: {type: text}}}\n"
    data, quality = read(tables, {"accounts.csv": "name\n" + "".join(f"n{row}\n" for row in range(1, 12))})
    assert data.keys.to_list() == [f"{line:02d}" for line in range(2, 13)]
    assert shown(data.accounts.columns["name"])[9:] == ["n10", "n11"]
    assert told(quality.findings) == [
        (
            "accounts.csv N504 accounts.csv has no key, so each account is called by the number of its line\n"
            "  expected: a column that names each account\n"
            '  fix: write "key: …" for the table, so that an account keeps its name when rows move'
        )
    ]


def test_keys_that_hardly_differ_are_two_accounts_and_a_warning(read: Read) -> None:
    data, quality = read(ACCOUNTS, {"accounts.csv": "id,name\nAcme BV,1\nACME  bv,2\nBeta,3\n"})
    assert len(data.keys) == 3
    assert told(quality.findings) == [
        (
            'accounts.csv W507 accounts.csv has 2 values of id that differ by capitals or blanks only: "ACME  bv", "Acme BV"\n'
            "  found: they count as different accounts\n"
            "  fix: bring them to one spelling if they are the same company"
        )
    ]


def test_many_doubled_keys_are_named_up_to_a_limit(refused: Refused) -> None:
    rows = "".join(f"K{row:02d},x\n" for row in range(25)) * 2
    messages = refused(ACCOUNTS, {"accounts.csv": f"id,name\n{rows}"})
    assert len(messages) == 21
    assert messages[0] == "accounts.csv E508 accounts.csv has 5 more id values that stand for several rows"


def test_rows_find_their_account_and_what_is_lost_is_counted_with_its_money(read: Read) -> None:
    orders = (
        "order,customer,day,amount\n"
        "1,A,2026-01-01,100\n"
        "2,Betatec,2026-01-02,20.10\n"  # nearly the name of B
        "3,Betatec,2026-01-03,20.20\n"
        "4,Zzz,2026-01-04,\n"
        "5,,2026-01-05,3\n"  # nobody's
        "6,B,2026-07-01,999\n"  # after the day of the model
        "7,C,,40\n"  # of no day
    )
    data, quality = read(ACCOUNTS + ORDERS, {"accounts.csv": COMPANIES, "orders.csv": orders}, measures=MONEY)
    assert accounts_of(data, "orders") == ["A", None, None, None, None, "C"]
    assert data.held("orders").lines.tolist() == [2, 3, 4, 5, 6, 8]
    assert quality.losses == (
        Loss("orders", "after_as_of", "day", 1, 999.0),
        Loss("orders", "no_date", "day", 1, 40.0),
        Loss("orders", "orphan", "customer", 3, 40.3, (("Betatec", 2, "Betatech"), ("Zzz", 1, ""))),
        Loss("orders", "no_account", "customer", 1, 3.0),
    )
    assert told(quality.findings) == [
        "orders.csv N502 orders.csv has 1 row dated after the day of the model, which carry €999; they are not seen",
        (
            "orders.csv W502 customer names nothing that exists in 3 of 6 rows (50%) of orders.csv, which carry €40.30\n"
            '  found: "Betatec" (2, perhaps Betatech), "Zzz" (1)\n'
            "  fix: add what is missing, or correct the names; until then these rows count for no account"
        ),
        (
            "orders.csv W503 customer is missing in 1 of 6 rows (17%) of orders.csv, which carry €3\n"
            "  fix: fill in to whom they belong; until then these rows count for no account"
        ),
        (
            "orders.csv W504 day is missing in 1 of 6 rows (17%) of orders.csv, which carry €40\n"
            "  fix: fill in the date; until then these rows are in no period"
        ),
    ]


@pytest.mark.parametrize(("key", "written", "near"), [("00123", "123", "00123"), ("12345", "12346", "")])
def test_a_number_is_near_another_only_by_its_leading_zeros(
    key: str, written: str, near: str, read: Read
) -> None:
    files = {
        "accounts.csv": f"id,name\n{key},x\n",
        "orders.csv": f"order,customer,day,amount\n1,{written},2026-01-01,1\n",
    }
    _, quality = read(ACCOUNTS + ORDERS, files)
    assert quality.losses[0].examples == ((written, 1, near),)


def test_the_day_itself_is_seen(read: Read) -> None:
    files = {
        "accounts.csv": COMPANIES,
        "orders.csv": "order,customer,day,amount\n1,A,2026-06-30T23:59,1\n2,A,2026-07-01,1\n",
    }
    data, _ = read(ACCOUNTS + ORDERS, files)
    assert data.held("orders").lines.tolist() == [2]


LINE_FILES = {
    "accounts.csv": COMPANIES,
    "orders.csv": "order,customer,day,amount\n1,A,2026-01-01,1\n2,B,2026-07-01,1\n3,X,2026-01-01,1\n4,,2026-01-01,1\n",
    "lines.csv": "order,product,quantity\n1,nut,5\n1,bolt,2\n2,nut,1\n3,nut,1\n4,nut,1\n9,nut,1\n,Nut,1\n",
    "products.csv": "product,group\nnut,food\nbolt,metal\n",
    "groups.csv": "group,margin\nfood,0.5\n",
}


def test_order_lines_take_account_and_date_from_their_order(read: Read) -> None:
    data, quality = read(ACCOUNTS + ORDERS + LINES, LINE_FILES)
    lines = data.held("lines")
    assert lines.lines.tolist() == [2, 3, 5, 6, 7, 8]  # line 4 belongs to an order after the day
    assert accounts_of(data, "lines") == ["A", "A", None, None, None, None]
    assert lines.dates == "orders.day"
    new_year = (dt.date(2026, 1, 1) - dt.date(1970, 1, 1)).days
    assert shown(lines.columns["orders.day"]) == [new_year] * 4 + [None, None]
    losses = {
        (loss.reason, loss.field): (loss.rows, loss.examples)
        for loss in quality.losses
        if loss.table == "lines"
    }
    assert losses == {
        ("after_as_of", "orders.day"): (1, ()),
        ("no_date", "orders.day"): (2, ()),
        ("orphan", "orders.customer"): (1, (("X", 1, ""),)),
        ("orphan", "order"): (1, (("9", 1, ""),)),
        ("no_account", "orders.customer"): (2, ()),
        ("unmatched", "group"): (1, (("Nut", 1, "nut"),)),
        ("unmatched", "margin"): (1, (("metal", 1, ""),)),
    }


def test_lookups_go_through_several_tables(read: Read) -> None:
    data, quality = read(ACCOUNTS + ORDERS + LINES, LINE_FILES)
    lines = data.held("lines")
    assert shown(lines.columns["group"]) == ["food", "metal", "food", "food", "food", None]
    assert shown(lines.columns["margin"]) == [0.5, None, 0.5, 0.5, 0.5, None]
    assert [text for text in told(quality.findings) if "W505" in text] == [
        (
            "lines.csv W505 group is not found in groups for 1 of 6 rows (17%) of lines.csv; "
            "margin stays missing for them\n"
            '  found: "metal" (1)\n'
            "  fix: add these to groups, or correct them"
        ),
        (
            "lines.csv W505 product is not found in products for 1 of 6 rows (17%) of lines.csv; "
            "group stays missing for them\n"
            '  found: "Nut" (1, perhaps nut)\n'
            "  fix: add these to products, or correct them"
        ),
    ]


def test_one_key_that_is_not_found_is_told_once_for_all_its_fields(read: Read) -> None:
    tables = """\
lines:
  file: lines.csv
  account: id
  fields:
    id: {type: text}
    product: {type: text}
    amount: {type: number}
    group: {lookup: products.group, by: product}
    price: {lookup: products.price, by: product}
    colour: {lookup: products.colour, by: product}
products:
  file: products.csv
  key: product
  fields: {product: {type: text}, group: {type: text}, price: {type: number}, colour: {type: text}}
"""
    files = {
        "accounts.csv": COMPANIES,
        "lines.csv": "id,product,amount\nA,nut,1\nA,nutt,2000\nB,nutt,500.5\nB,rod,10\n",
        "products.csv": "product,group,price,colour\nnut,food,2,grey\n",
    }
    amount = {"lines": compile_expression("amount", Scope({"amount": NUMBER}))}
    _, quality = read(ACCOUNTS + tables, files, measures=amount)
    # 2000 + 500.5 + 10; each field keeps a line of its own in the report
    assert [(loss.field, loss.rows, loss.money) for loss in quality.losses] == [
        ("group", 3, 2510.5),
        ("price", 3, 2510.5),
        ("colour", 3, 2510.5),
    ]
    assert told(quality.findings) == [
        (
            "lines.csv W505 product is not found in products for 3 of 4 rows (75%) of lines.csv, "
            "which carry €2,511; group, price and colour stay missing for them\n"
            '  found: "nutt" (2, perhaps nut), "rod" (1)\n'
            "  fix: add these to products, or correct them"
        )
    ]


def test_a_lookup_reads_what_it_needs_and_no_more(read: Read) -> None:
    data, _ = read(ACCOUNTS + ORDERS + LINES, LINE_FILES, fields={"lines": frozenset({"margin"})})
    assert {name: set(data.held(name).columns) for name in data.tables} == {
        "accounts": {"id", "name"},
        "orders": {"order", "customer", "day"},
        "lines": {"order", "product", "group", "margin", "orders.day"},
        "products": {"product", "group"},
        "groups": {"group", "margin"},
    }


def test_a_lookup_in_an_empty_table(read: Read) -> None:
    data, quality = read(
        ACCOUNTS + ORDERS + LINES,
        LINE_FILES | {"groups.csv": "group,margin\n", "products.csv": "product,group\n"},
    )
    assert data.held("lines").columns["group"].missing.all()
    assert "products.csv W513 products.csv has no rows\n  fix: check that the export is complete" in told(
        quality.findings
    )


def test_doubled_keys_of_a_reference_table(refused: Refused) -> None:
    files = LINE_FILES | {"products.csv": "product,group\nnut,food\nbolt,metal\nnut,metal\n"}
    assert refused(ACCOUNTS + ORDERS + LINES, files) == [
        (
            'products.csv:4 E508 products.csv has the product "nut" 2 times (lines 2, 4)\n'
            "  expected: every key once\n"
            "  fix: take the double rows out, or choose a column that tells them apart as the key"
        )
    ]


def test_a_contact_of_two_accounts_is_kept_and_said(read: Read) -> None:
    contacts = """\
contacts:
  file: contacts.csv
  key: contact
  account: customer
  fields: {contact: {type: text}, customer: {type: text}}
"""
    files = {"accounts.csv": COMPANIES, "contacts.csv": "contact,customer\nann,A\nbob,A\nann,B\nbob,A\n"}
    data, quality = read(ACCOUNTS + contacts, files)
    assert accounts_of(data, "contacts") == ["A", "A", "B", "A"]
    assert told(quality.findings) == [
        (
            'contacts.csv:4 W512 contacts.csv links 1 contact values to more than one account: "ann"\n'
            '  found: "ann" stands at lines 2, 4\n'
            "  fix: every row counts for its own account; take out those that are wrong"
        )
    ]


def test_a_deal_won_before_it_was_opened_is_said_and_stays_as_it_is(read: Read) -> None:
    deals = """\
deals:
  file: deals.csv
  account: customer
  fields:
    customer: {type: text}
    opened: {type: date}
    won: {type: date, not_before: opened}
"""
    rows = "customer,opened,won\nA,2026-03-01,2026-02-28\nA,2026-03-01,2026-03-01\nB,,2026-01-01\nB,2026-05-01,\n"
    data, quality = read(ACCOUNTS + deals, {"accounts.csv": COMPANIES, "deals.csv": rows})
    assert data.held("deals").size == 4
    assert told(quality.findings) == [
        (
            "deals.csv:2 W516 won lies before opened in 1 of 4 rows (25%) of deals.csv\n"
            "  found: line 2\n"
            "  fix: correct one of the two dates where the data comes from; until then both count as they are"
        )
    ]


GROUPS = "accounts: {file: accounts.csv, key: id, parent: above, fields: {id: {type: text}, above: {type: text}}}\n"


def test_groups_that_do_not_hold_together_are_mended_and_said(read: Read) -> None:
    files = {"accounts.csv": "id,above\nA,\nB,A\nC,C\nD,E\nE,F\nF,D\nG,D\nH,nobody\n"}
    data, quality = read(GROUPS, files)
    assert shown(data.accounts.columns["above"]) == [None, "A", None, None, None, None, "D", "nobody"]
    where = "  expected: the key of another account, or nothing\n  found: {}\n  fix: correct above where the data comes from"
    own = where.format("each counts as a group of its own")
    assert told(quality.findings) == [
        'accounts.csv W508 accounts.csv has 1 account whose parent is not in the table: "nobody"\n' + own,
        "accounts.csv W508 accounts.csv has parents in a circle: D → E → F → D\n" + own,
        'accounts.csv W508 accounts.csv names 1 account as its own parent: "C"\n'
        + where.format("it was ignored"),
    ]


@settings(deadline=None, max_examples=100)
@given(
    st.integers(1, 12).flatmap(lambda size: st.lists(st.integers(-1, size - 1), min_size=size, max_size=size))
)
def test_a_circle_is_where_following_the_parents_comes_back(above: list[int]) -> None:
    def comes_back(row: int) -> bool:
        step = above[row]
        for _ in above:
            if step in (-1, row):
                break
            step = above[step]
        return step == row

    assert on_circle(np.array(above)).tolist() == [comes_back(row) for row in range(len(above))]


DERIVED = """\
accounts: {from: orders, fields: {country: {last: country}, first_country: {first: country}, top: {last: amount}}}
orders:
  file: orders.csv
  account: customer
  date: day
  fields: {customer: {type: text}, day: {type: date}, country: {type: category}, amount: {type: number}}
"""
DERIVED_ROWS = [
    "B,2026-01-01,NL,10",
    "A,2026-02-01,BE,1",
    "A,2026-03-01,DE,2",  # two on the last day: the larger value
    "A,2026-03-01,FR,9",
    "A,2026-05-01,,3",  # later, but nothing is known
    "B,2025-01-01,SE,",
    "C,2026-07-01,NL,5",  # after the day of the model
    ",2026-01-01,NL,5",
]


@pytest.mark.parametrize("rows", [DERIVED_ROWS, DERIVED_ROWS[::-1], sorted(DERIVED_ROWS)])
def test_accounts_without_a_list_of_them(rows: list[str], read: Read) -> None:
    data, _ = read(DERIVED, {"orders.csv": "\n".join(["customer,day,country,amount", *rows])})
    assert data.keys.to_list() == ["A", "B"]
    assert {name: shown(column) for name, column in data.accounts.columns.items()} == {
        "customer": ["A", "B"],
        "country": ["FR", "NL"],
        "first_country": ["BE", "SE"],
        "top": [3.0, 10.0],
    }


def test_tables_that_wait_for_each_other(refused: Refused) -> None:
    tables = (
        ACCOUNTS
        + """\
a: {file: a.csv, key: k, via: {b: k}, fields: {k: {type: text}}}
b: {file: a.csv, key: k, via: {a: k}, fields: {k: {type: text}}}
"""
    )
    (message,) = refused(tables, {"accounts.csv": COMPANIES, "a.csv": "k\n1\n"})
    assert message.startswith("E516 tables belong to each other in a circle: ")


def test_shuffled_rows_and_columns_give_the_same(read: Read) -> None:
    rows = ["A,2026-01-01,1.5", "B,2026-01-02,2", "A,2026-01-03,x", "Q,2026-01-04,4"]
    results = []
    for order in list(permutations(rows))[::5]:
        files = {"accounts.csv": COMPANIES, "orders.csv": "\n".join(["customer,day,amount", *order])}
        tables = ACCOUNTS + ORDERS.replace("  key: order\n", "").replace("order: {type: text}, ", "")
        data, quality = read(tables, files, measures=MONEY)
        table = data.held("orders")
        found = sorted(zip(map(str, accounts_of(data, "orders")), shown(table.columns["day"]), strict=True))
        counts = [(field.missing, field.invalid, field.money) for field in quality.fields]
        results.append((data.keys.to_list(), found, counts, quality.losses))
    assert all(result == results[0] for result in results)


def test_columns_may_stand_in_any_order(read: Read) -> None:
    data, _ = read(ACCOUNTS, {"accounts.csv": "name,id\nAhoy,A\n"})
    assert (data.keys.to_list(), shown(data.accounts.columns["name"])) == (["A"], ["Ahoy"])


CHAIN = """\
accounts:
  file: accounts.csv
  key: id
  fields:
    id: {type: text}
    a: {type: text, lookup: other.b, by: id}
other:
  file: other.csv
  key: k
  fields: {k: {type: text}, b: {type: text}}
"""


def test_a_lookup_for_accounts_themselves(read: Read) -> None:
    data, quality = read(CHAIN, {"accounts.csv": "id\nB\nA\nC\n", "other.csv": "k,b\nA,x\nB,y\n"})
    assert shown(data.accounts.columns["a"]) == ["x", "y", None]
    assert quality.accounts.missing["a"].tolist() == [False, False, True]
    assert quality.losses == (Loss("accounts", "unmatched", "a", 1, None, (("C", 1, ""),)),)


def ruleset(*tables: Table) -> Ruleset:
    return Ruleset("trial", {table.id: table for table in tables})


def test_lookups_that_wait_for_each_other() -> None:
    fields = {
        "id": Field("id", "text"),
        "a": Field("a", "text", lookup=("accounts", "b"), by="b"),
        "b": Field("b", "text", lookup=("accounts", "a"), by="a"),
    }
    with pytest.raises(SiktaError) as caught:
        read_data(
            ruleset(Table("accounts", fields, key="id")), AS_OF, frames={"accounts": pa.table({"id": ["A"]})}
        )
    (message,) = told(caught.value)
    assert message.startswith("E516 fields are looked up by means of each other: accounts.")


def test_a_lookup_in_a_table_without_a_key() -> None:
    fields = {"id": Field("id", "text"), "a": Field("a", "text", lookup=("other", "b"), by="id")}
    tables = ruleset(Table("accounts", fields, key="id"), Table("other", {"b": Field("b", "text")}))
    with pytest.raises(SiktaError) as caught:
        read_data(
            tables, AS_OF, frames={"accounts": pa.table({"id": ["A"]}), "other": pa.table({"b": ["x"]})}
        )
    assert told(caught.value) == [
        (
            "E516 a is looked up in other, which has no key\n"
            "  expected: a key in the table other\n"
            '  fix: write "key: …" for the table other'
        )
    ]


def test_accounts_derived_from_a_table_that_looks_up_in_the_accounts() -> None:
    orders = {
        "id": Field("id", "text"),
        "country": Field("country", "text", lookup=("accounts", "country"), by="id"),
    }
    accounts = Table("accounts", {"country": Field("country", "text", take="last")}, derived_from="orders")
    with pytest.raises(SiktaError) as caught:
        read_data(
            ruleset(accounts, Table("orders", orders, account="id")),
            AS_OF,
            frames={"orders": pa.table({"id": ["A"]})},
        )
    assert told(caught.value)[0].splitlines()[0] == (
        "E516 fields are looked up by means of each other: accounts.country → orders.country"
    )


def test_derived_accounts_take_values_of_every_kind_also_without_dates() -> None:
    kinds: dict[str, FieldType] = {"paid": "boolean", "day": "date", "size": "number"}
    fields = {"id": Field("id", "text")} | {name: Field(name, kind) for name, kind in kinds.items()}
    taken = {name: Field(name, kind, take="last") for name, kind in kinds.items()}
    rows = {
        "id": ["A", "A", "B"],
        "paid": [False, True, None],
        "day": [dt.date(2026, 1, 2), dt.date(2026, 1, 1), None],
        "size": [1, 2, None],
    }
    tables = ruleset(Table("accounts", taken, derived_from="orders"), Table("orders", fields, account="id"))
    data, _ = read_data(tables, AS_OF, frames={"orders": pa.table(rows)})
    found = {name: words(column).to_list() for name, column in data.accounts.columns.items()}
    assert found == {
        "id": ["A", "B"],
        "paid": ["true", None],
        "day": ["2026-01-02", None],
        "size": ["2", None],
    }


def test_a_frame_for_derived_accounts(refused: Refused) -> None:
    frames = {"accounts": pa.table({"id": ["A"]})}
    assert refused(DERIVED, {"orders.csv": "customer,day,country,amount\n"}, frames=frames) == [
        (
            "E514 a data frame was handed over for accounts, which the ruleset makes from orders\n"
            "  expected: a data frame for orders alone\n"
            '  fix: leave it out, or take "from: orders" out of the ruleset'
        )
    ]
