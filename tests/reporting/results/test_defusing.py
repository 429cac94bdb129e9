"""Names that a spreadsheet would run, or that would break a file."""

import csv
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from sikta.engine.reporting.results import write_results
from sikta.engine.reporting.results.defusing import defused
from sikta.engine.reporting.results.workbook import CUT, LONGEST, write_workbook
from tests.reporting.sample import PLAN, named

RUN = ['=HYPERLINK("http://x.example","y")', "+1", "-x", "@x", "\tx", "\rx", "-12.5", "+31 20 123", "=1+1"]
PLAIN = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "a|b",
    'a"b,c;d',
    "x" * 10_000,
    "\u05d0\u05d1 \u202eabc",
]
BROKEN = ["a\nb", "#N/A", "00123", "1e5", "TRUE", "é€漢"]


def names(folder: Path) -> tuple[object, object, object]:
    """The name of the first account as the three files give it."""
    with (folder / "accounts.csv").open(encoding="utf-8", newline="") as file:
        from_csv = next(csv.DictReader(file, strict=True))["company"]
    from_parquet = parquet.read_table(folder / "accounts.parquet")["company"][0].as_py()
    return from_csv, from_parquet, load_workbook(folder / "results.xlsx")["accounts"]["B2"].value


@pytest.mark.parametrize("name", RUN)
def test_text_that_would_run_is_defused(name: str, tmp_path: Path) -> None:
    write_results(named(name), PLAN, tmp_path)
    from_csv, from_parquet, from_sheet = names(tmp_path)
    assert from_csv == f"'{name}"
    assert from_parquet == name
    assert from_sheet == f"'{name}".replace("\r", "\n")  # XML has one kind of line end


@pytest.mark.parametrize("name", [name for name in RUN if "\r" not in name])
def test_raw_leaves_text_as_it_is_and_still_no_formula(name: str, tmp_path: Path) -> None:
    write_results(named(name), PLAN, tmp_path, raw=True)
    assert names(tmp_path) == (name, name, name)
    assert load_workbook(tmp_path / "results.xlsx")["accounts"]["B2"].data_type == "s"


@pytest.mark.parametrize("name", [*PLAIN, *BROKEN])
def test_other_text_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    write_results(named(name), PLAN, tmp_path)
    assert names(tmp_path) == (name, name, name)


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    """Delta's margin is -0.2: 250 earned, 300 spent."""
    write_results(named("-x"), PLAN, tmp_path)
    with (tmp_path / "accounts.csv").open(encoding="utf-8", newline="") as file:
        assert [row["margin"] for row in csv.DictReader(file)][3] == "-0.2"
    sheet = load_workbook(tmp_path / "results.xlsx")["accounts"]
    assert sheet["I5"].value == -0.2
    assert sheet["I5"].data_type == "n"


def test_characters_that_a_workbook_cannot_hold_are_replaced(tmp_path: Path) -> None:
    write_results(named("a\x00b\x1bc\x0bd\ufffee"), PLAN, tmp_path)
    from_csv, _, from_sheet = names(tmp_path)
    assert from_csv == "a\x00b\x1bc\x0bd\ufffee"
    assert from_sheet == "a\ufffdb\ufffdc\ufffdd\ufffde"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * (LONGEST - len(CUT)) + CUT),
        ("\U0001f600" * 16_383, "\U0001f600" * 16_383),
        ("\U0001f600" * 16_384, "\U0001f600" * 16_381 + CUT),
    ],
    ids=["fits", "long", "wide fits", "wide"],
)
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(text: str, kept: str, tmp_path: Path) -> None:
    write_workbook({"one": pa.table({"text": [text]})}, tmp_path / "book.xlsx")
    assert load_workbook(tmp_path / "book.xlsx")["one"]["A2"].value == kept


def test_a_workbook_holds_no_formula_and_no_macro(tmp_path: Path) -> None:
    write_results(named("=1+1"), PLAN, tmp_path, raw=True)
    with ZipFile(tmp_path / "results.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets" in name]
        assert not [name for name in book.namelist() if "vba" in name.lower()]
    assert sheets
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_defusing_changes_text_alone() -> None:
    table = pa.table({"text": ["=1", None, "a"], "number": [-1.5, None, 2.0], "truth": [True, None, False]})
    assert defused(table).to_pydict() == {**table.to_pydict(), "text": ["'=1", None, "a"]}
