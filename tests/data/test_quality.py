"""What the data lacks, per field and per account; and a strict run, which stops at it."""

import pytest

from sikta.engine.data import Example, FieldQuality
from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.types import NUMBER, TEXT
from tests.data.conftest import Read, Refused, told

TABLES = """\
accounts:
  file: accounts.csv
  key: id
  decimal: ","
  missing_values: [n/a]
  fields:
    id: {type: text}
    relation: {type: category, values: [customer, prospect], synonyms: {klant: customer}}
    employees: {type: integer, min: 0, updated: checked_on, max_age: 12 months, owner: Marketing}
    revenue: {type: number, missing_values: ["-1"]}
    urgency: {type: rating, scale: [1, 5], judgement: true}
    since: {type: date}
    checked_on: {type: date}
"""
ROWS = """\
id;relation;employees;revenue;urgency;since;checked_on
C;klant;10;1,5;3;31-12-2025;2025-06-30
B;costumer;-5;1.234;9;2026-02-30;2026-01-01
A;PROSPECT;7;-1;n/a;2026-01-01;2025-06-29
D;customer;;n/a;;;
"""


def test_the_four_faults_of_each_field(read: Read) -> None:
    _, quality = read(TABLES, {"accounts.csv": ROWS})
    assert quality.fields == (
        FieldQuality("accounts", "id", 4, 0, 0, 0, 0, judgement=False),
        FieldQuality(
            "accounts", "relation", 4, 1, 1, 2, 0, judgement=False, examples=(Example(3, "costumer"),)
        ),
        FieldQuality("accounts", "employees", 4, 2, 1, 0, 1, judgement=False, examples=(Example(3, "-5"),)),
        FieldQuality("accounts", "revenue", 4, 3, 1, 0, 0, judgement=False, examples=(Example(3, "1.234"),)),
        FieldQuality("accounts", "urgency", 4, 3, 1, 0, 0, judgement=True, examples=(Example(3, "9"),)),
        FieldQuality(
            "accounts",
            "since",
            4,
            3,
            2,
            0,
            0,
            judgement=False,
            examples=(Example(2, "31-12-2025"), Example(3, "2026-02-30")),
        ),
        FieldQuality("accounts", "checked_on", 4, 1, 0, 0, 0, judgement=False),
    )


def test_the_faults_of_each_account_in_order_of_their_keys(read: Read) -> None:
    """A year before 30 June 2026 is 30 June 2025: C was checked that day, A the day before."""
    data, quality = read(TABLES, {"accounts.csv": ROWS})
    assert data.keys.to_list() == ["A", "B", "C", "D"]
    assert quality.accounts.outdated["employees"].tolist() == [True, False, False, False]
    assert quality.accounts.invalid["since"].tolist() == [False, True, True, False]
    assert quality.accounts.missing["revenue"].tolist() == [True, True, False, True]


def test_what_is_said_of_it(read: Read) -> None:
    _, quality = read(TABLES, {"accounts.csv": ROWS})
    mend = "correct them where the data comes from; until then they count as missing"
    assert told(quality.findings) == [
        "accounts.csv N501 accounts.csv was read with a semicolon between its fields",
        (
            "accounts.csv W509 employees is older than 12 months in 1 of 4 rows (25%) of accounts.csv\n"
            "  fix: bring it up to date (Marketing)"
        ),
        (
            "accounts.csv:2 W501 since has a value that does not fit in 2 of 4 rows (50%) of accounts.csv\n"
            "  expected: a date such as 2026-01-31\n"
            '  found: "31-12-2025", "2026-02-30"\n'
            "  fix: write date_format: DD-MM-YYYY for the field since"
        ),
        (
            "accounts.csv:3 W501 employees has a value that does not fit in 1 of 4 rows (25%) of accounts.csv\n"
            "  expected: a whole number from 0\n"
            '  found: "-5"\n'
            f"  fix: {mend}"
        ),
        (
            "accounts.csv:3 W501 relation has a value that does not fit in 1 of 4 rows (25%) of accounts.csv\n"
            '  expected: one of "customer", "prospect"\n'
            '  found: "costumer"\n'
            "  fix: correct them, or add them to the values or synonyms of relation"
        ),
        (
            "accounts.csv:3 W501 revenue has a value that does not fit in 1 of 4 rows (25%) of accounts.csv\n"
            "  expected: a number\n"
            '  found: "1.234"\n'
            '  fix: correct them, or write how the table puts numbers, such as decimal: "," and thousands: "."'
        ),
        (
            "accounts.csv:3 W501 urgency has a value that does not fit in 1 of 4 rows (25%) of accounts.csv\n"
            "  expected: a rating from 1 up to 5\n"
            '  found: "9"\n'
            f"  fix: {mend}"
        ),
    ]


def test_a_strict_run_stops_at_every_value_that_does_not_fit(refused: Refused) -> None:
    messages = refused(TABLES, {"accounts.csv": ROWS}, strict=True)
    assert messages[0] == (
        'accounts.csv:2 E515 accounts.csv line 2, column "since": "31-12-2025" does not fit since\n'
        "  expected: a date such as 2026-01-31\n"
        "  found: 31-12-2025\n"
        "  fix: write date_format: DD-MM-YYYY for the field since"
    )
    assert [message.split(" does")[0].split("column ")[1] for message in messages] == [
        '"since": "31-12-2025"',
        '"employees": "-5"',
        '"relation": "costumer"',
        '"revenue": "1.234"',
        '"since": "2026-02-30"',
        '"urgency": "9"',
    ]


def test_a_strict_run_names_so_many_values_and_counts_the_rest(refused: Refused) -> None:
    tables = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}\n"
    rows = "".join(f"{row},x\n" for row in range(25))
    messages = refused(tables, {"accounts.csv": f"id,size\n{rows}"}, strict=True)
    assert len(messages) == 21
    assert messages[-1] == "accounts.csv:22 E515 accounts.csv has 5 more values that do not fit size"


def test_a_single_misfit_among_many_rows_is_told_because_it_became_missing(read: Read) -> None:
    tables = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}\n"
    rows = "".join(f"{row},{row}\n" for row in range(199))
    _, quality = read(tables, {"accounts.csv": f"id,size\n{rows}x,x\n"})
    assert quality.fields[1].invalid == 1
    assert told(quality.findings) == [
        (
            "accounts.csv:201 W501 size has a value that does not fit in 1 of 200 rows of accounts.csv\n"
            "  expected: a whole number\n"
            '  found: "x"\n'
            "  fix: correct them where the data comes from; until then they count as missing"
        )
    ]


def test_a_few_old_values_among_many_are_no_reason_to_warn(read: Read) -> None:
    tables = """\
accounts:
  file: accounts.csv
  key: id
  fields: {id: {type: text}, size: {type: integer, updated: on, max_age: 1 year}, on: {type: date}}
"""
    rows = "".join(f"{row},{row},2026-01-01\n" for row in range(199))
    _, quality = read(tables, {"accounts.csv": f"id,size,on\n{rows}x,1,2020-01-01\n"})
    assert (quality.fields[1].outdated, quality.findings) == (1, ())


def test_a_field_that_is_always_missing(read: Read) -> None:
    tables = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}\n"
    _, quality = read(tables, {"accounts.csv": "id,size\nA,\nB,\n"})
    assert told(quality.findings) == [
        (
            "accounts.csv W506 size is missing in every row of accounts.csv\n"
            "  fix: check the column, or take out what uses it"
        )
    ]


@pytest.mark.parametrize(
    ("values", "written"),
    [
        (["31-12-2025"], "DD-MM-YYYY"),
        (["01/02/2025", "12/31/2025"], "MM/DD/YYYY"),
        (["31.2.2025", "28.2.2025", "1.12.2025"], "D.M.YYYY"),
        (["2025/01/02"], "YYYY/MM/DD"),
        (["01/02/2025", "13/02/2025", "12/31/2025", "14/02/2025"], "DD/MM/YYYY"),  # 3 of 4, not 2 of 4
    ],
)
def test_the_date_format_that_was_probably_meant(values: list[str], written: str, read: Read) -> None:
    tables = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, day: {type: date}}}\n"
    rows = "".join(f"{row},{value}\n" for row, value in enumerate(values))
    _, quality = read(tables, {"accounts.csv": f"id,day\n{rows}"})
    assert quality.findings[0].fix == f"write date_format: {written} for the field day"


def test_a_date_format_that_the_values_cannot_tell(read: Read) -> None:
    tables = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, day: {type: date}}}\n"
    _, quality = read(tables, {"accounts.csv": "id,day\nA,01/02/2025\nB,03/04/2025\n"})
    assert told(quality.findings) == [
        (
            "accounts.csv:2 W501 day has a value that does not fit in 2 of 2 rows (100%) of accounts.csv\n"
            "  expected: a date such as 2026-01-31\n"
            '  found: "01/02/2025", "03/04/2025"\n'
            "  fix: write date_format: DD/MM/YYYY for the field day, or MM/DD/YYYY: "
            "both are possible here, and only who made the export knows which"
        )
    ]


ORDERS = "orders: {file: orders.csv, account: id, date: day, fields: {id: {type: text}, day: {type: date}, size: {type: number}}}\n"


@pytest.mark.parametrize(
    ("rows", "which"),
    [
        ("A,2026-07-01,\nA,2026-08-01,1\n", "all 2 rows of orders.csv are"),
        ("A,2026-07-01,\n", "the only row of orders.csv is"),
        ("A,2026-07-01,\nA,2026-08-01,1\nA,,\n", "all 2 rows of orders.csv with a date are"),
    ],
)
def test_a_table_whose_rows_all_lie_after_the_day_of_the_run(rows: str, which: str, read: Read) -> None:
    accounts = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}\n"
    files = {"accounts.csv": "id\nA\n", "orders.csv": f"id,day,size\n{rows}"}
    _, quality = read(accounts + ORDERS, files)
    assert told(quality.findings) == [
        (
            f"orders.csv W515 {which} dated after 2026-06-30, the day of the run\n"
            "  expected: rows of 2026-06-30 and before\n"
            "  fix: look from a later day: as_of: in the ruleset, or --as-of"
        )
    ]


def test_the_money_of_rows_with_a_misfit(read: Read) -> None:
    tables = """\
accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}
orders: {file: orders.csv, account: id, fields: {id: {type: text}, kind: {type: category, values: [a]}, amount: {type: number}}}
"""
    files = {"accounts.csv": "id\nA\n", "orders.csv": "id,kind,amount\nA,a,1\nA,b,0.1\nA,c,0.2\nA,c,\n"}
    measures = {"orders": compile_expression("amount", Scope({"amount": NUMBER}))}
    _, quality = read(tables, files, measures=measures)
    money = {field.field: field.money for field in quality.fields if field.table == "orders"}
    assert money == {"id": 0.0, "kind": 0.3, "amount": 0.0}


DEALS = """\
accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}
deals:
  file: deals.csv
  account: of
  date: closed
  fields: {of: {type: text}, closed: {type: date}, price: {type: number}, stage: {type: text}}
"""


def test_what_is_missing_where_no_rule_looks_is_told_apart(read: Read) -> None:
    """Of three rows without a price and a date two are open deals, in which rules ask for neither."""
    deals = "of,closed,price,stage\nA,2026-01-01,5,won\nA,,,open\nA,,,open\nA,,,won\nA,2026-01-02,7,open\n"
    scope = Scope({"stage": TEXT})
    won = compile_expression('stage == "won"', scope)
    _, quality = read(
        DEALS,
        {"accounts.csv": "id\nA\n", "deals.csv": deals},
        conditions={"deals": {"price": (won,), "closed": (won,)}},
    )
    (price,) = (each for each in quality.fields if each.field == "price")
    (undated,) = quality.losses
    assert [(of.missing, of.unasked) for of in quality.fields if of.field in ("stage", "of")] == [
        (0, 0),
        (0, 0),
    ]
    assert (price.missing, price.unasked) == (3, 2)
    assert (undated.reason, undated.rows, undated.unasked) == ("no_date", 3, 2)
