"""Linked tables in blocks: what they give, and what is said of them, does not depend on how their rows come."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data import DataSet, DataTable, Opened, Quality, StreamedTable, open_data
from sikta.engine.data.needed import needed_fields, streamed_tables
from sikta.engine.data.opening import open_scans
from sikta.engine.data.raw import RawTable, Scan, scan_of
from sikta.engine.data.sources import read_sources
from sikta.engine.data.terms import Terms
from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.columns import Column, Condition, Dates, Numbers, Texts
from sikta.engine.expressions.types import NUMBER, TEXT
from sikta.engine.findings import Finding, SiktaError
from sikta.engine.rules import load
from sikta.engine.rules.model import Ruleset
from tests.data.conftest import AS_OF, HEAD, told

TABLES = """\
accounts:
  file: accounts.csv
  key: id
  name: name
  fields: {id: {type: text}, name: {type: text}}
contacts:
  file: contacts.csv
  key: contact
  account: of
  fields: {contact: {type: integer}, of: {type: text}, mail: {type: text}}
orders:
  file: orders.csv
  key: order
  account: customer
  date: day
  fields:
    order: {type: text}
    customer: {type: text}
    day: {type: date}
lines:
  file: lines.csv
  via: {orders: order}
  fields:
    order: {type: text}
    product: {type: text}
    group: {lookup: products.group, by: product}
    price: {type: number, max: 5000}
    stock: {type: integer}
    kind: {type: category, values: [new, used], synonyms: {fresh: new}}
    sent: {type: date, not_before: asked}
    asked: {type: date}
    state: {type: category, updated: asked, max_age: 12 months}
    paid: {type: boolean}
visits:
  file: visits.csv
  account: customer
  date: on
  key: visit
  fields:
    visit: {type: text}
    contact: {type: integer}
    customer: {lookup: contacts.of, by: contact}
    on: {type: date}
products:
  file: products.csv
  key: product
  fields: {product: {type: text}, group: {type: category}}
"""
PARTS = {
    "accounts": ["A,Alpha", "B,Beta", "12,Twelve", "0,Null"],
    "products": ["nut,iron", "bolt,iron", "cork,"],
    "contacts": ["1,A,a@", "2,B,b@", "3,A,", "4,Gone,g@"],
    "orders": ["o1,A,2026-01-01", "o2,B,2026-08-01", "o3,012,2026-03-01", "o4,,2025-01-01", "o5,12,"],
}
HEADERS = {
    "accounts": "id,name",
    "contacts": "contact,of,mail",
    "orders": "order,customer,day",
    "lines": "order,product,price,stock,kind,sent,asked,state,paid",
    "visits": "visit,contact,on",
    "products": "product,group",
}
DAYS = ["2026-01-01", "2026-02-03", "2025-01-01", "31-12-2025", "2026-02-30", "", "2027-01-01"]
CELLS: dict[str, list[list[str]]] = {
    "lines": [
        ["o1", "o2", "o3", "o4", "o5", "o9", "", " o1"],
        ["nut", "bolt", "cork", "nutt", "", "7"],
        ["10", "0.1", "1.234", "2.500", "-3", "x", "", "9000", "€ 5"],
        ["1", "1.234", "12.000", "2", "", "y"],
        ["new", "fresh", "USED", "old", ""],
        DAYS,
        DAYS,
        ["open", "", "won"],
        ["yes", "no", "perhaps", ""],
    ],
    "visits": [["v1", "v2", "v3", "v4", ""], ["1", "2", "3", "4", "9", "", "x"], DAYS],
}


def _row(table: str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.sampled_from(cells) for cells in CELLS[table])).map(",".join)


def _rows(table: str) -> st.SearchStrategy[list[str]]:
    return st.lists(_row(table), max_size=40)


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    return _ruleset(tmp_path_factory.mktemp("trial"), TABLES)


def _ruleset(folder: Path, tables: str) -> Ruleset:
    (folder / "ruleset.yaml").write_text(HEAD + indent(dedent(tables), "  "), encoding="utf-8")
    loaded = load(folder)
    assert loaded.ruleset is not None, loaded.findings
    return loaded.ruleset


def _raws(ruleset: Ruleset, rows: Mapping[str, Sequence[str]]) -> dict[str, RawTable]:
    """Every table read from its file: the given rows, after those that never change."""
    for name, header in HEADERS.items():
        lines = "".join(f"{line}\n" for line in (header, *PARTS.get(name, ()), *rows.get(name, ())))
        (ruleset.folder / f"{name}.csv").write_text(lines, encoding="utf-8")
    return read_sources(ruleset, needed_fields(ruleset, None, {}), None, {}, {})


def _terms(*, strict: bool = False) -> Terms:
    price = compile_expression("price", Scope({"price": NUMBER}))
    won = compile_expression('state == "won"', Scope({"state": TEXT}))
    conditions = {"lines": {"price": (won,), "orders.day": (won,), "sent": (won,)}}
    return Terms(AS_OF, {"lines": price}, conditions, strict)


def _opened(ruleset: Ruleset, scans: Mapping[str, Scan], streamed: frozenset[str], terms: Terms) -> Opened:
    return open_scans(ruleset, scans, needed_fields(ruleset, None, {}), streamed, terms)


def _plain(column: Column) -> list[Any]:
    match column:
        case Numbers(values) | Dates(values):
            return [None if np.isnan(value) else value for value in values.tolist()]
        case Texts():
            return column.to_list()
        case Condition(true, false):
            return [yes or (False if no else None) for yes, no in zip(true, false, strict=True)]
        case _:
            raise TypeError


def _held(blocks: Iterator[DataTable]) -> dict[str, Any]:
    """The rows of a table's blocks one after the other, as plain values."""
    found: dict[str, Any] = {}
    for block in blocks:
        plain = {name: _plain(column) for name, column in block.columns.items()}
        plain |= {f"id of {name}": texts.to_list() for name, texts in block.ids.items()}
        plain |= {"its line": block.lines.tolist()}
        plain |= {} if block.account is None else {"its account": block.account.tolist()}
        for name, values in plain.items():
            found.setdefault(name, []).extend(values)
    return found


def _content(data: DataSet) -> dict[str, Any]:
    tables = {name: (table.dates, _held(table.blocks())) for name, table in data.tables.items()}
    return {"keys": data.keys.to_list(), "inputs": data.inputs, **tables}


def _report(quality: Quality) -> tuple[Any, ...]:
    faults = quality.accounts
    masks = [
        {name: mask.tolist() for name, mask in each.items()}
        for each in (faults.missing, faults.outdated, faults.invalid)
    ]
    return quality.fields, quality.losses, masks, told(quality.findings)


def test_what_may_be_streamed(ruleset: Ruleset) -> None:
    """Nothing refers to order lines and visits; lines refer to orders, visits to contacts, and both to accounts."""
    assert streamed_tables(ruleset) == {"lines", "visits"}


def test_accounts_made_of_a_table_need_it_whole(tmp_path: Path) -> None:
    tables = """\
accounts: {from: orders}
orders: {file: orders.csv, account: customer, fields: {customer: {type: text}}}
calls: {file: calls.csv, account: customer, fields: {customer: {type: text}}}
"""
    assert streamed_tables(_ruleset(tmp_path, tables)) == {"calls"}


@settings(max_examples=100)
@given(lines=_rows("lines"), visits=_rows("visits"), sizes=st.tuples(st.integers(1, 12), st.integers(1, 12)))
def test_blocks_give_the_same_as_the_whole(
    ruleset: Ruleset, lines: list[str], visits: list[str], sizes: tuple[int, int]
) -> None:
    raws = _raws(ruleset, {"lines": lines, "visits": visits})
    whole = _opened(ruleset, {name: scan_of(raw) for name, raw in raws.items()}, frozenset(), _terms())
    blocks = {"lines": sizes[0], "visits": sizes[1]}
    scans = {name: scan_of(raw, blocks.get(name)) for name, raw in raws.items()}
    streamed = _opened(ruleset, scans, streamed_tables(ruleset), _terms())
    assert isinstance(streamed.data.tables["lines"], StreamedTable)
    assert _content(streamed.data) == _content(whole.data)
    assert _report(streamed.quality()) == _report(whole.quality())


@settings(max_examples=50)
@given(lines=_rows("lines"), visits=_rows("visits"), size=st.integers(1, 12))
def test_a_strict_run_stops_at_the_same(
    ruleset: Ruleset, lines: list[str], visits: list[str], size: int
) -> None:
    raws = _raws(ruleset, {"lines": lines, "visits": visits})
    scans = {name: scan_of(raw, size) for name, raw in raws.items()}
    whole = _faults(lambda: _opened(ruleset, scans, frozenset(), _terms(strict=True)).quality())
    streamed = _opened(ruleset, scans, streamed_tables(ruleset), _terms(strict=True))
    assert _faults(streamed.quality) == whole
    for name in streamed.data.tables:
        table = streamed.data.tables[name]
        if isinstance(table, StreamedTable):
            assert _faults(lambda table=table: list(table.blocks())) in (whole, [])  # type: ignore[misc]


def _faults(work: Callable[[], object]) -> list[str]:
    try:
        work()
    except SiktaError as error:
        return told(error)
    return []


def test_what_is_read_and_how_it_is_judged_is_known_after_the_first_walk(ruleset: Ruleset) -> None:
    raws = _raws(ruleset, {"lines": ["o1,nut,1,1,new,,,,", "o9,nut,x,1,new,,,,"]})
    walks: list[str] = []

    def counted(name: str, scan: Scan) -> Scan:
        def blocks() -> Iterator[RawTable]:
            walks.append(name)
            return scan.blocks()

        return replace(scan, blocks=blocks)

    scans = {name: counted(name, scan_of(raw, 1)) for name, raw in raws.items()}
    opened = _opened(ruleset, scans, streamed_tables(ruleset), _terms())
    assert sorted(walks) == ["accounts", "contacts", "orders", "products"]
    lines = opened.data.tables["lines"]
    next(iter(lines.blocks()))  # who leaves early is not counted
    assert [block.size for block in lines.blocks()] == [1, 1]
    assert walks.count("visits") == 0
    quality, inputs = opened.quality(), opened.data.inputs
    assert [block.size for block in lines.blocks()] == [1, 1]
    assert (opened.quality(), walks.count("visits"), walks.count("lines")) == (quality, 1, 3)
    assert {each.table: each.rows for each in inputs} == {name: len(raw) for name, raw in raws.items()}
    lost = [(loss.reason, loss.rows) for loss in quality.losses if loss.table == "lines"]
    assert lost == [("no_date", 1), ("orphan", 1)]  # of the order that does not exist


RAGGED = {
    "accounts.csv": "id,name\nA,Alpha\n",
    "orders.csv": "customer,size\nA,1\nA,1,1\nA\n",
    "calls.csv": "customer,minutes\nA,1,1\n",
}
SIDE_BY_SIDE = """\
accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, name: {type: text}}}
orders: {file: orders.csv, account: customer, fields: {customer: {type: text}, size: {type: integer}}}
calls: {file: calls.csv, account: customer, fields: {customer: {type: text}, minutes: {type: integer}}}
"""


def _files(folder: Path, files: Mapping[str, str]) -> Ruleset:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return _ruleset(folder, SIDE_BY_SIDE)


def _codes(faults: Sequence[str]) -> list[str]:
    return [" ".join(fault.split()[:2]) for fault in faults]


@pytest.mark.parametrize("first", ["orders", "calls", "quality"])
def test_the_faults_of_all_streams_are_told_at_once(first: str, tmp_path: Path) -> None:
    def walk() -> None:
        opened = open_data(_files(tmp_path, RAGGED), AS_OF)
        opened.quality() if first == "quality" else list(opened.data.tables[first].blocks())

    assert _codes(_faults(walk)) == ["calls.csv:2 E503", "orders.csv:3 E503", "orders.csv:4 E503"]


@pytest.mark.parametrize(
    ("accounts", "fault"),
    [
        ("name\nAlpha\n", "accounts.csv:1 E507"),  # found when it is opened
        ("id,name\nA\n", "accounts.csv:2 E503"),  # when it is read
        ("id,name\nA,a\nA,b\n", "accounts.csv:3 E508"),  # when its keys are looked at
    ],
)
def test_the_faults_of_streams_are_told_with_those_of_whole_tables(
    accounts: str, fault: str, tmp_path: Path
) -> None:
    ruleset = _files(tmp_path, RAGGED | {"accounts.csv": accounts})
    faults = _codes(_faults(lambda: open_data(ruleset, AS_OF)))
    assert faults == [fault, "calls.csv:2 E503", "orders.csv:3 E503", "orders.csv:4 E503"]


def test_refused_values_of_streams_are_told_with_double_keys(tmp_path: Path) -> None:
    files = {
        "accounts.csv": "id,name\nA,a\nA,b\n",
        "orders.csv": "customer,size\nA,x\n",
        "calls.csv": "customer,minutes\nA,y\n",
    }
    faults = _codes(_faults(lambda: open_data(_files(tmp_path, files), AS_OF, strict=True)))
    assert faults == ["accounts.csv:3 E508", "calls.csv:2 E515", "orders.csv:2 E515"]


def test_faults_are_raised_as_the_caller_makes_them(tmp_path: Path) -> None:
    def placed(faults: list[Finding]) -> SiktaError:
        return SiktaError(replace(fault, path="data") for fault in faults)

    opened = open_data(_files(tmp_path, RAGGED), AS_OF, error=placed)
    with pytest.raises(SiktaError) as caught:
        opened.quality()
    assert {fault.path for fault in caught.value.findings} == {"data"}


def test_a_contact_of_two_accounts_in_different_blocks(tmp_path: Path) -> None:
    tables = """\
accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}
contacts: {file: contacts.csv, key: contact, account: of, fields: {contact: {type: integer}, of: {type: text}}}
"""
    ruleset = _ruleset(tmp_path, tables)
    (tmp_path / "accounts.csv").write_text("id\nA\nB\n", encoding="utf-8")
    rows = ["10,A", "9,A", "7,B", "10,B", "7,B", "9,Z", "007,A", "10,A"]
    (tmp_path / "contacts.csv").write_text("\n".join(["contact,of", *rows, ""]), encoding="utf-8")
    raws = read_sources(ruleset, needed_fields(ruleset, None, {}), None, {}, {})
    scans = {name: scan_of(raw, 3) for name, raw in raws.items()}
    findings = _opened(ruleset, scans, frozenset({"contacts"}), Terms(AS_OF)).quality().findings
    assert told(findings)[-1] == (
        'contacts.csv:7 W512 contacts.csv links 2 contact values to more than one account: "9", "10"\n'
        '  found: "9" stands at lines 3, 7\n'
        "  fix: every row counts for its own account; take out those that are wrong"
    )


def test_keys_with_decimals_are_told_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    tables = """\
accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}
visits: {file: visits.csv, key: no, account: of, fields: {no: {type: number}, of: {type: text}}}
"""
    ruleset = _ruleset(tmp_path, tables)
    (tmp_path / "accounts.csv").write_text("id\nA\nB\n", encoding="utf-8")
    rows = ["10.5,A", "9.25,A", "x,A", "10.5,B", "x,B", "9.25,B"]
    (tmp_path / "visits.csv").write_text("\n".join(["no,of", *rows, ""]), encoding="utf-8")
    shared = [each for each in open_data(ruleset, AS_OF).quality().findings if each.code == "W512"]
    assert shared[0].message.endswith('to more than one account: "9.25", "10.5", "x"')


def test_a_held_table_is_asked_for_where_its_columns_are_needed(ruleset: Ruleset) -> None:
    raws = _raws(ruleset, {})
    opened = _opened(
        ruleset, {name: scan_of(raw) for name, raw in raws.items()}, streamed_tables(ruleset), _terms()
    )
    assert opened.data.held("orders").size == 4  # one of five is dated after the day
    with pytest.raises(TypeError, match="lines is streamed"):
        opened.data.held("lines")


@pytest.mark.parametrize(("rows", "sizes"), [(4, [4]), (3, [3, 1]), (2, [2, 2]), (1, [1, 1, 1, 1])])
def test_a_held_table_in_blocks(rows: int, sizes: list[int], ruleset: Ruleset) -> None:
    raws = _raws(ruleset, {})
    orders = _opened(
        ruleset, {name: scan_of(raw) for name, raw in raws.items()}, frozenset(), _terms()
    ).data.held("orders")
    assert [block.size for block in orders.blocks(rows)] == sizes
    assert _held(orders.blocks(rows)) == _held(orders.blocks())
