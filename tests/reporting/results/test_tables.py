"""The tables of results, read back from their files. The accounts stand in tests/reporting/sample.py."""

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from sikta.engine.analysis.plain import Plain, plain_values
from sikta.engine.analysis.segments import profile_segments
from sikta.engine.evaluation import Results
from sikta.engine.expressions.columns import Condition, Dates, Members, Numbers, Texts
from sikta.engine.reporting.results import accounts_table, segments_table, write_results
from sikta.engine.reporting.results.arrow import arrow_of
from sikta.engine.reporting.results.workbook import write_workbook
from tests.evaluation.workshop import planned
from tests.evaluation.workshop import results as evaluated
from tests.reporting.sample import PLAN, sample

Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def results() -> Results:
    return sample()


@pytest.fixture(scope="module")
def folder(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("results")
    assert write_results(results, PLAN, made) == ()
    return made


def from_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file, strict=True)]


def from_parquet(path: Path) -> Rows:
    return list(parquet.read_table(path).to_pylist())


def from_workbook(path: Path) -> Rows:
    head, *rows = load_workbook(path.with_name("results.xlsx"))[path.stem].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def written(value: Plain) -> str:
    """A value as CSV has it: the shortest form of a number that gives it back, ISO dates, true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return ";".join(value) if isinstance(value, tuple) else str(value)


def test_the_columns_stand_in_the_order_of_the_file(folder: Path) -> None:
    assert list(from_csv(folder / "accounts.csv")[0]) == [
        "id", "company", "country", "customer", "since", "revenue", "cost", "orders_seen", "margin", "per_head",
        "knocked_out", "knocked_out.by", "knocked_out.unchecked",
        "potential", "potential.completeness", "potential.low", "potential.high",
        "potential.employees.points", "potential.employees.contribution",
        "potential.industry.points", "potential.industry.contribution",
        "pain", "pain.completeness", "pain.low", "pain.high", "pain.urgency.points", "pain.urgency.contribution",
        "pain.habit.points", "pain.habit.orders.points", "pain.habit.orders.contribution",
        "pain.habit.per_head.points", "pain.habit.per_head.contribution",
        "pain.entry.points", "pain.entry.contribution",
        "priority", "priority.certain", "priority.deciding", "market", "interest", "pyramid", "playbook.id",
        "faults.missing", "faults.outdated", "faults.invalid",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["company", "country", "customer", "since", "revenue", "margin", "per_head"])
def test_csv_gives_every_value_exactly(folder: Path, results: Results, name: str) -> None:
    found = [row[name] for row in from_csv(folder / "accounts.csv")]
    assert found == [written(value) for value in plain_values(results.values[name])]


@pytest.mark.parametrize("read", [from_parquet, from_workbook])
def test_typed_files_give_every_value_exactly(
    folder: Path, results: Results, read: Callable[[Path], Rows]
) -> None:
    rows = read(folder / f"accounts.{'parquet' if read is from_parquet else 'xlsx'}")
    for name in ("company", "country", "customer", "revenue", "margin", "per_head", "orders_seen"):
        assert [row[name] for row in rows] == plain_values(results.values[name])
    since = [day.date() if isinstance(day, dt.datetime) else day for day in (row["since"] for row in rows)]
    assert since == plain_values(results.values["since"])
    for score in results.scores.values():
        assert [row[score.id] for row in rows] == plain_values(Numbers(score.score))
        for path, criterion in score.criteria.items():
            name = path.replace("scores.", "").replace(".criteria", "") + ".points"
            assert [row[name] for row in rows] == plain_values(Numbers(criterion.points))


def test_segments_and_knockouts(folder: Path) -> None:
    rows = {row["company"]: row for row in from_csv(folder / "accounts.csv")}
    names = (
        "knocked_out",
        "knocked_out.by",
        "knocked_out.unchecked",
        "priority",
        "interest",
        "pyramid",
        "playbook.id",
    )
    assert [rows["Beta"][name] for name in names] == ["false", "", "", "invest", "big;buys", "B", "invest"]
    assert [rows["Delta"][name] for name in names] == ["true", "abroad", "", "out", "buys", "C", ""]
    assert [rows["Gamma"][name] for name in names] == ["false", "", "abroad;tiny", "research", "", "C", ""]
    assert (rows["Gamma"]["priority.certain"], rows["Gamma"]["priority.deciding"]) == (
        "false",
        "potential.employees",
    )
    assert [rows["Theta"][f"faults.{fault}"] for fault in ("missing", "outdated", "invalid")] == [
        "2",
        "0",
        "0",
    ]


def test_shares_of_segments_have_six_decimals() -> None:
    """One account of three, with 100 of 300, is a third: 0.333333 and no more digits."""
    plan = planned("""
        currency: EUR
        as_of: 2026-06-30
        tables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}, revenue: {type: number}}}}
        metrics: {sold: {value: revenue, unit: EUR}}
        segmentations:
          size: {method: rules, segments: {large: {when: revenue > 150}, small: {otherwise: true}}}
    """)
    found = evaluated(plan, {"accounts": {"id": ["a", "b", "c"], "revenue": ["100", "200", "0"]}})
    rows = segments_table(found, profile_segments(found)).to_pylist()
    assert [(row["segment"], row["share"], row["money_share"]) for row in rows] == [
        ("large", 0.333333, 0.666667),
        ("small", 0.666667, 0.333333),
        (None, 0, 0),
    ]


def test_contributions_add_up_to_the_score_that_is_written(folder: Path) -> None:
    query = """
        select count(*) from read_csv(?) where round(
            "pain.urgency.contribution" + "pain.habit.orders.contribution" + "pain.habit.per_head.contribution"
            + "pain.entry.contribution", 2) <> pain
    """
    assert duckdb.execute(query, [str(folder / "accounts.csv")]).fetchall() == [(0,)]


def test_segments_are_told_with_their_accounts_and_money(folder: Path) -> None:
    rows = from_csv(folder / "segments.csv")
    names = ("segmentation", "segment", "title", "accounts", "share", "uncertain", "money", "money_average")
    told = [tuple(row[name] for name in names) for row in rows]
    assert told[:6] == [
        ("priority", "invest", "Invest", "1", "0.125", "0", "700.3", "700.3"),
        ("priority", "qualify", "Qualify", "2", "0.25", "0", "1600.3", "800.15"),
        ("priority", "serve", "Serve", "1", "0.125", "0", "49", "49"),
        ("priority", "out", "Not ours", "2", "0.25", "0", "250", "125"),
        ("priority", "research", "Find out first", "2", "0.25", "2", "0", "0"),
        ("priority", "", "", "0", "0", "", "0", ""),
    ]
    assert (rows[0]["average.employees"], rows[0]["known.urgency"], rows[3]["knocked_out.abroad"]) == (
        "60",
        "0",
        "1",
    )


def test_the_quality_of_the_data(folder: Path) -> None:
    assert (folder / "quality.csv").read_text(encoding="utf-8") == (
        '"table","field","rows","missing","outdated","invalid","standardised","judgement","money","examples"\n'
        '"accounts","employees",8,2,1,0,0,false,,""\n'
        '"accounts","urgency",8,2,0,1,3,true,250,"line 5: =hot"\n'
    )
    assert (folder / "losses.csv").read_text(encoding="utf-8") == (
        '"table","reason","field","rows","money","examples"\n"orders","orphan","of",2,80.5,"0l (2), near 01"\n'
    )


@pytest.mark.parametrize("name", ["accounts", "segments", "quality", "losses"])
def test_every_table_is_in_every_format(folder: Path, name: str) -> None:
    """The words of the CSV are those of the typed files, brought to words."""
    lines = from_csv(folder / f"{name}.csv")
    assert lines == [
        {key: words(value) for key, value in row.items()} for row in from_parquet(folder / f"{name}.parquet")
    ]
    sheet = [
        {key: words(value) for key, value in row.items()} for row in from_workbook(folder / f"{name}.xlsx")
    ]
    assert sheet == lines


def words(value: object) -> str:
    if isinstance(value, dt.datetime):
        return str(value.date())
    return written(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)  # type: ignore[arg-type]


def test_a_workbook_for_reading(folder: Path) -> None:
    book = load_workbook(folder / "results.xlsx")
    assert book.sheetnames == ["accounts", "segments", "quality", "losses"]
    sheet = book["accounts"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AR9"
    assert sheet["A1"].font.bold
    assert sheet["A2"].data_type == "s"


def test_what_a_ruleset_does_not_have_leaves_no_column() -> None:
    plan = planned(
        """
        as_of: 2026-06-30
        tables: {accounts: {file: a.csv, key: code, fields: {code: {type: text}, size: {type: integer}}}}
        scores: {s: {criteria: {c: {weight: 1, value: size, scale: [0, 100]}}}}
        """
    )
    found = evaluated(plan, {"accounts": {"code": ["B", "A"], "size": ["50", "-"]}})
    table = accounts_table(found, plan)
    assert table.column_names == [
        "code", "s", "s.completeness", "s.low", "s.high", "s.c.points", "s.c.contribution",
        "faults.missing", "faults.outdated", "faults.invalid",
    ]  # fmt: skip
    assert table["code"].to_pylist() == ["A", "B"]
    assert "money" not in segments_table(found, profile_segments(found)).column_names


def test_derived_accounts_are_keyed_by_the_field_they_come_from() -> None:
    """The accounts are the customers of the orders: their column of keys is called as it is there."""
    ruleset = PLAN.ruleset
    accounts = replace(ruleset.accounts, key=None, derived_from="orders")
    derived = replace(ruleset, tables={**ruleset.tables, "accounts": accounts})
    results = replace(sample(), ruleset=derived)
    assert accounts_table(results, replace(PLAN, ruleset=derived)).column_names[0] == "of"


@pytest.mark.parametrize(
    ("values", "whole", "kind"),
    [
        ([1.0, np.nan, 2.0**53], True, pa.int64()),
        ([1.0, 2.0**53 + 2], True, pa.int64()),
        ([1.5], True, pa.float64()),
        ([1.0], False, pa.float64()),
    ],
)
def test_whole_numbers_are_integers_where_they_are_exact(
    values: list[float], whole: bool, kind: pa.DataType
) -> None:
    column = arrow_of(Numbers(np.array(values)), whole=whole)
    assert column.type == kind
    assert [None if value is None else float(value) for value in column.to_pylist()] == plain_values(
        Numbers(np.array(values))
    )


def test_every_kind_of_column() -> None:
    yes, no = np.array([True, False, False]), np.array([False, True, False])
    assert arrow_of(Condition(yes, no)).to_pylist() == [True, False, None]
    assert arrow_of(Dates(np.array([0.0, np.nan]))).to_pylist() == [dt.date(1970, 1, 1), None]
    assert arrow_of(Texts.of(["a", None, "\ud800"])).to_pylist() == ["a", None, "?"]
    assert arrow_of(Members({"a": yes, "b": ~no}, 3)).to_pylist() == ["a;b", "", "b"]
    assert arrow_of(Members({}, 2)).to_pylist() == ["", ""]


def test_a_workbook_gives_numbers_to_their_last_digit(tmp_path: Path) -> None:
    """Some of these take 17 digits to be told from their neighbours."""
    numbers = [0.1 + 0.2, 1 / 3, -2.5, 5e-324, 1.7976931348623157e308, 2.0**53 - 1, 0.0, None]
    write_workbook({"one": pa.table({"number": pa.array(numbers, pa.float64())})}, tmp_path / "book.xlsx")
    rows = load_workbook(tmp_path / "book.xlsx")["one"].iter_rows(min_row=2, values_only=True)
    assert [value for (value,) in rows] == numbers[:-1]


def test_a_workbook_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_workbook({"one": pa.table({"text": ["a"]})}, tmp_path / "none" / "book.xlsx")


def test_a_workbook_shows_numbers_as_what_they_are(folder: Path) -> None:
    """The values themselves stay exact: only how they are shown is told."""
    book = load_workbook(folder / "results.xlsx")

    def shown(sheet: str) -> dict[str, str]:
        head, first = (list(row) for row in book[sheet].iter_rows(max_row=2))
        return {str(name.value): cell.number_format for name, cell in zip(head, first, strict=True)}

    accounts, segments = shown("accounts"), shown("segments")
    assert {name: accounts[name] for name in ("revenue", "margin", "orders_seen", "potential")} == {
        "revenue": "#,##0.00", "margin": "0.0%", "orders_seen": "#,##0", "potential": "0.00",
    }  # fmt: skip
    assert (accounts["potential.completeness"], accounts["pain.urgency.points"]) == ("0.0%", "0.00")
    assert {name: segments[name] for name in ("share", "money", "average.revenue", "average.potential")} == {
        "share": "0.0%", "money": "#,##0.00", "average.revenue": "#,##0.00", "average.potential": "0.00",
    }  # fmt: skip
