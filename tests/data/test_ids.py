"""What names a row links as text, whatever type its field has: no row is lost because a number was meant as a name."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data import DataSet, Loss
from sikta.engine.data.ids import overlaid
from sikta.engine.expressions.columns import Texts
from tests.data.conftest import Read, told
from tests.data.test_links import accounts_of, shown

TYPES = ("text", "category", "integer", "number")


def tables(accounts: str, orders: str, ending: str = "csv") -> str:
    """Accounts and orders whose linking fields have these types."""
    return (
        f"accounts: {{file: accounts.{ending}, key: id, fields: {{id: {{type: {accounts}}}}}}}\n"
        f"orders: {{file: orders.{ending}, account: customer, fields: {{customer: {{type: {orders}}}}}}}\n"
    )


@pytest.mark.parametrize("orders", TYPES)
@pytest.mark.parametrize("accounts", TYPES)
def test_leading_zeros_tell_accounts_apart_in_every_type(accounts: str, orders: str, read: Read) -> None:
    files = {"accounts.csv": "id\n123\n00123\n7\n", "orders.csv": "customer\n00123\n123\n7\n0123\n"}
    data, quality = read(tables(accounts, orders), files)
    assert data.keys.to_list() == ["00123", "123", "7"]
    assert accounts_of(data, "orders") == ["00123", "123", "7", None]
    assert quality.losses == (Loss("orders", "orphan", "customer", 1, None, (("0123", 1, "123"),)),)


def workbook(path: Path, header: str, values: list[Any]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, [header, *values])


@pytest.mark.parametrize("orders", TYPES)
@pytest.mark.parametrize("kind", ["xlsx", "parquet", "pandas", "polars"])
def test_a_number_in_a_sheet_or_frame_is_the_account_of_that_number(
    kind: str, orders: str, read: Read, tmp_path: Path
) -> None:
    values: list[Any] = [123, 7, 123]
    contract = tables("text", orders, "csv" if kind in ("pandas", "polars") else kind)
    contract = contract.replace(f"accounts.{kind}", "accounts.csv")
    frames: dict[str, Any] = {}
    match kind:
        case "xlsx":
            workbook(tmp_path / "orders.xlsx", "customer", values)
        case "parquet":
            pq.write_table(pa.table({"customer": values}), tmp_path / "orders.parquet")
        case "pandas":  # a column with a gap is one of floats there
            frames = {"orders": pd.DataFrame({"customer": [123.0, 7.0, 123.0, np.nan]})}
        case _:
            frames = {"orders": pl.DataFrame({"customer": values})}
    data, _ = read(contract, {"accounts.csv": "id\n123\n7\n"}, frames=frames)
    assert accounts_of(data, "orders")[:3] == ["123", "7", "123"]


def test_a_number_counts_as_its_type_writes_it(read: Read) -> None:
    contract = tables("integer", "integer").replace("fields", 'decimal: ",", thousands: ".", fields')
    files = {"accounts.csv": "id\n1.234\n77\n", "orders.csv": 'customer\n1234\n"77,0"\n 77 \n'}
    data, _ = read(contract, files)
    assert data.keys.to_list() == ["1234", "77"]
    assert accounts_of(data, "orders") == ["1234", "77", "77"]


def test_numbers_too_large_to_be_exact_stay_apart(read: Read) -> None:
    files = {
        "accounts.csv": "id\n90071992547409931\n90071992547409932\n",
        "orders.csv": "customer\n90071992547409932\n",
    }
    data, _ = read(tables("number", "number"), files)  # as floats the two would be one
    assert accounts_of(data, "orders") == ["90071992547409932"]


def test_what_is_no_number_links_as_it_stands_and_is_a_warning(read: Read) -> None:
    files = {"accounts.csv": "id\n1\nX9\n", "orders.csv": "customer\nX9\n1\nY\n"}
    data, quality = read(tables("integer", "integer"), files)
    assert data.keys.to_list() == ["1", "X9"]
    assert shown(data.accounts.columns["id"]) == [1, None]
    assert accounts_of(data, "orders") == ["X9", "1", None]
    assert told(quality.findings)[0] == (
        "accounts.csv:3 W501 id has a value that does not fit in 1 of 2 rows (50%) of accounts.csv\n"
        "  expected: a whole number\n"
        '  found: "X9"\n'
        "  fix: write type: text for the field id: it names rows, and they are found by what is written"
    )
    assert quality.losses == (Loss("orders", "orphan", "customer", 1, None, (("Y", 1, ""),)),)


def test_a_category_links_in_its_declared_spelling_or_as_it_stands(read: Read) -> None:
    contract = tables("category, values: [North, South]", "text")
    data, _ = read(contract, {"accounts.csv": "id\nnorth\nEast\n", "orders.csv": "customer\nNorth\nEast\n"})
    assert data.keys.to_list() == ["East", "North"]
    assert accounts_of(data, "orders") == ["North", "East"]


def test_a_date_links_by_its_day_however_it_is_written(read: Read) -> None:
    contract = """\
    accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, start: {type: date, date_format: DD-MM-YYYY}, season: {type: text, lookup: days.season, by: start}}}
    days: {file: days.csv, key: day, fields: {day: {type: date}, season: {type: text}}}
    """
    files = {
        "accounts.csv": "id,start\nA,01-02-2026\nB,31-02-2026\n",
        "days.csv": "day,season\n2026-02-01,winter\n",
    }
    data, quality = read(contract, files)
    assert data.accounts.columns["season"].missing.tolist() == [False, True]
    assert quality.losses == (Loss("accounts", "unmatched", "season", 1, None, (("31-02-2026", 1, ""),)),)


@pytest.mark.parametrize("type_", TYPES)
def test_accounts_made_from_orders_keep_every_key(type_: str, read: Read) -> None:
    contract = f"""\
    accounts: {{from: orders, parent: mother, fields: {{mother: {{last: mother}}}}}}
    orders: {{file: orders.csv, account: customer, fields: {{customer: {{type: {type_}}}, mother: {{type: {type_}}}}}}}
    """
    data, quality = read(contract, {"orders.csv": "customer,mother\n007,7\n7,\n12,007\n007,7\n"})
    assert data.keys.to_list() == ["007", "12", "7"]
    assert accounts_of(data, "orders") == ["007", "7", "12", "007"]
    assert data.accounts.id_texts("mother").to_list() == ["7", "007", None]
    assert not quality.losses
    values = ["007", "12", "7"] if type_ in ("text", "category") else [7, 12, 7]
    assert shown(data.accounts.columns["customer"]) == values


@pytest.mark.parametrize("type_", TYPES)
def test_parents_in_a_circle_are_taken_away_in_every_type(type_: str, read: Read) -> None:
    contract = f"""\
    accounts: {{file: accounts.csv, key: id, parent: mother, fields: {{id: {{type: text}}, mother: {{type: {type_}}}}}}}
    """
    data, quality = read(contract, {"accounts.csv": "id,mother\n1,2\n2,1\n3,3\n4,1\n5,9\n01,\n"})
    assert data.accounts.id_texts("mother").to_list() == [None, None, None, None, "1", "9"]
    assert data.accounts.columns["mother"].missing.tolist() == [True, True, True, True, False, False]
    assert [finding.message for finding in quality.findings if finding.code == "W508"] == [
        'accounts.csv has 1 account whose parent is not in the table: "9"',
        "accounts.csv has parents in a circle: 1 → 2 → 1",
        'accounts.csv names 1 account as its own parent: "3"',
    ]


def linked_by_lookup(read: Read) -> tuple[DataSet, Any]:
    contract = """\
    accounts: {file: accounts.csv, key: id, fields: {id: {type: integer}}}
    contacts: {file: contacts.csv, key: contact, fields: {contact: {type: integer}, company: {type: integer}}}
    visits: {file: visits.csv, key: visit, account: customer, fields: {visit: {type: integer}, person: {type: text}, customer: {type: integer, lookup: contacts.company, by: person}}}
    notes: {file: notes.csv, via: {visits: visit}, fields: {visit: {type: text}}}
    """
    files = {
        "accounts.csv": "id\n00123\n123\n",
        "contacts.csv": "contact,company\n1,00123\n2,123\n4,77\n",
        "visits.csv": "visit,person\n10,1\n11,2\n12,4\n13,5\n",
        "notes.csv": "visit\n11\n10\n12\n99\n",
    }
    data, quality = read(contract, files)
    return data, quality


def test_an_account_may_be_looked_up_and_what_finds_none_is_counted(read: Read) -> None:
    data, quality = linked_by_lookup(read)
    assert accounts_of(data, "visits") == ["00123", "123", None, None]
    assert accounts_of(data, "notes") == ["123", "00123", None, None]
    assert quality.losses == (
        Loss("visits", "orphan", "customer", 1, None, (("77", 1, ""),)),
        Loss("visits", "no_account", "customer", 1),
        Loss("visits", "unmatched", "customer", 1, None, (("5", 1, ""),)),
        Loss("notes", "orphan", "visits.customer", 1, None, (("77", 1, ""),)),
        Loss("notes", "orphan", "visit", 1, None, (("99", 1, ""),)),
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*(st.sampled_from(["a", "b", "c", None]),) * 2, st.booleans()), max_size=8))
def test_texts_laid_over_others_are_those_of_the_chosen_rows(
    rows: list[tuple[str | None, str | None, bool]],
) -> None:
    under, over = Texts.of([row[0] for row in rows]), Texts.of([row[1] for row in rows])
    chosen = np.array([row[2] for row in rows], dtype=np.bool_)
    laid = overlaid(under, over, chosen)
    assert laid.to_list() == [other if take else one for one, other, take in rows]
    assert len({*laid.vocabulary}) == len(laid.vocabulary)
