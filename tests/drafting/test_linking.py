"""Which file lists the accounts, and how the rows of the others reach them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sikta.engine.drafting import Draft, draft_from
from sikta.engine.drafting.files import find_given
from sikta.engine.drafting.linking import Seat

DraftOf = Callable[[dict[str, str]], Draft]

ACCOUNTS = "account_no,company,sector,employees,part_of\n01,Alpha,food,10,\n02,Beta,care,200,01\n03,Gamma,food,40,01\n04,Delta,care,8,\n"
ORDERS = "order_id,customer,order_date,amount\nA1,01,2026-01-05,100\nA2,01,2026-02-05,50\nA3,03,2025-03-01,75\nA4,09,2026-03-01,5\nA5,,2026-03-01,5\n"
LINES = "order_id,product_code,quantity,unit_price\nA1,p1,2,10\nA1,p2,1,5\nA3,p1,3,10\nA9,p9,1,1\n"
PRODUCTS = "product_code,product_group\np1,pumps\np2,seals\np3,pumps\np4,seals\n"


def seats(draft: Draft) -> dict[str, Seat]:
    return dict(draft.scheme.seats)


def test_a_chain_of_four_files(draft_of: DraftOf) -> None:
    files = {"products.csv": PRODUCTS, "lines.csv": LINES, "orders.csv": ORDERS, "customers.csv": ACCOUNTS}
    found = seats(draft_of(files))
    assert {name: seat.role for name, seat in found.items()} == {
        "accounts": "accounts",
        "orders": "rows",
        "lines": "lines",
        "products": "reference",
    }
    accounts, orders, lines = found["accounts"], found["orders"], found["lines"]
    assert accounts.key is not None
    assert accounts.name is not None
    assert accounts.parent is not None
    assert (accounts.key.id, accounts.name.id, accounts.parent.column.id) == (
        "account_no",
        "company",
        "part_of",
    )
    assert orders.account is not None
    assert (orders.account.column.id, orders.account.matched, orders.account.lost) == (
        "customer",
        3,
        (("09", 1),),
    )
    assert orders.date is not None
    assert orders.date.id == "order_date"
    assert lines.via is not None
    assert (lines.via.target.id, lines.via.unmatched) == ("orders", 1)
    assert [(link.target.id, link.column.id) for link in lines.lookups] == [("products", "product_code")]


def test_accounts_may_be_named_by_their_name(draft_of: DraftOf) -> None:
    deals = "deal_id,company,stage,value\nD1,Alpha,Won,10\nD2,Beta,Lost,0\nD3,Gamma,Won,7\n"
    found = seats(draft_of({"clients.csv": ACCOUNTS, "deals.csv": deals}))
    assert found["accounts"].key is not None
    assert found["accounts"].key.id == "company"


def test_without_a_list_the_accounts_are_those_of_the_rows(draft_of: DraftOf) -> None:
    draft = draft_of({"orders.csv": ORDERS, "lines.csv": LINES})
    assert draft.scheme.derived == "orders"
    assert draft.scheme.accounts is None
    assert {name: seat.role for name, seat in seats(draft).items()} == {"orders": "rows", "lines": "lines"}


def test_a_key_with_a_double_is_no_key_and_told(draft_of: DraftOf) -> None:
    rows = "".join(f"{number % 19},{number % 7},food\n" for number in range(20))
    draft = draft_of({"customers.csv": f"customer_id,size,sector\n{rows}"})
    assert draft.scheme.accounts is not None
    assert draft.scheme.accounts.key is None
    assert draft.decisions[0].text == (
        '"customer_id" would be the key of the accounts, but 1 row repeats a value of another. '
        "Mend the file and make the draft again"
    )


def test_small_numbers_do_not_link_by_chance(draft_of: DraftOf) -> None:
    regions = "region_no,region_name\n1,North\n2,South\n3,West\n"
    accounts = "customer_id,visits\nA,1\nB,2\nC,3\nD,3\n"
    found = seats(draft_of({"customers.csv": accounts, "regions.csv": regions}))
    assert found["regions"].role == "left out"


def test_two_files_may_both_want_to_be_the_accounts(draft_of: DraftOf) -> None:
    orders = ORDERS.replace("customer", "klant")
    draft = draft_of(
        {"klanten.csv": ACCOUNTS, "orders.csv": orders, "accounts.csv": "colour\nred\nblue\nred\n"}
    )
    assert draft.scheme.accounts is not None
    assert draft.scheme.accounts.table.name == "klanten.csv"
    assert seats(draft)["accounts_file"].role == "left out"


def test_a_file_that_describes_the_columns_gives_definitions(draft_of: DraftOf) -> None:
    words = "Table,Field,Description\ncustomers,company,The name in the trade register\ncustomers,employees,At the end of the year\norders,amount,Net value in SEK\n"
    draft = draft_of({"customers.csv": ACCOUNTS, "orders.csv": ORDERS, "words.csv": words})
    assert "company: {type: text, definition: The name in the trade register}" in draft.ruleset
    assert "currency: SEK" in draft.ruleset
    assert "words.csv (3 rows) is left out: what it says of columns became their definitions" in draft.ruleset


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_sheets_and_data_files_hold_numbers_and_dates_of_their_own(tmp_path: Path, ending: str) -> None:
    frame = pd.DataFrame(
        {
            "customer": ["A", "B", "A"],
            "order_date": pd.to_datetime(["2026-01-05", "2026-02-05", "2024-03-05"]),
            "amount": [10.5, 2.0, 3.25],
            "paid": [True, False, True],
        }
    )
    path = tmp_path / f"orders.{ending}"
    if ending == "xlsx":
        frame.to_excel(path, index=False)
    else:
        frame.to_parquet(path)
    given = find_given([str(path)])
    draft = draft_from("x", given, {given[0]: path.name}, dt.date(2026, 6, 30))
    types = {column.id: column.guess.type for column in seats(draft)["orders"].table.columns.values()}
    assert types == {"customer": "text", "order_date": "date", "amount": "number", "paid": "boolean"}


def test_doubts_about_the_data_are_decisions(draft_of: DraftOf) -> None:
    accounts = (
        "customer_id,since,last_visit,amount\n1,01/02/2026,2026-03-01,1.234\n2,03/04/2026,2026-04-01,2.500\n"
    )
    draft = draft_of({"customers.csv": accounts})
    told = [decision.text for decision in draft.decisions]
    assert told[0].startswith(
        'since in customers.csv: dates such as "01/02/2026" fit DD/MM/YYYY and MM/DD/YYYY'
    )
    assert told[1] == (
        "Numbers in customers.csv such as 1.234 can be read in two ways; the draft reads the point as the decimal sign. "
        "Is that right?"
    )
    assert draft.proposal.calendar.as_of == dt.date(2026, 4, 1)


def test_an_empty_key_is_told(draft_of: DraftOf) -> None:
    rows = "".join(f"{number},{number % 7}\n" for number in range(19))
    draft = draft_of({"customers.csv": f"customer_id,size\n{rows},3\n"})
    assert draft.decisions[0].text == (
        '"customer_id" would be the key of the accounts, but it is empty in 1 row. Mend the file and make the draft again'
    )


def test_every_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"customer_id": ["A", "B"], "size": [1, 2]}).to_excel(
            writer, sheet_name="Customers", index=False
        )
        pd.DataFrame().to_excel(writer, sheet_name="Notes", index=False)
        pd.DataFrame({"customer_id": ["A", "A"], "amount": [1.5, 2]}).to_excel(
            writer, sheet_name="Orders", index=False
        )
    given = find_given([str(book)])
    draft = draft_from("x", given, dict.fromkeys(given, "book.xlsx"), dt.date(2026, 6, 30))
    assert {seat.id: (seat.role, seat.table.name) for seat in seats(draft).values()} == {
        "accounts": ("accounts", "book.xlsx#Customers"),
        "orders": ("rows", "book.xlsx#Orders"),
    }
    assert "file: book.xlsx\n    sheet: Orders" in draft.ruleset


def test_a_column_may_name_its_currency(draft_of: DraftOf) -> None:
    draft = draft_of({"customers.csv": "customer_id,revenue_sek\n1,10\n2,20\n"})
    assert (draft.proposal.currency.code, draft.proposal.currency.why) == (
        "SEK",
        'the column "revenue_sek" says so',
    )
