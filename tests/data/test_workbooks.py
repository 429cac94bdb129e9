"""Excel workbooks, sound and otherwise, made here by the library that also reads them."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from sikta.engine.expressions.columns import Dates, Texts
from tests.data.conftest import Read, Refused, told

TABLES = """
    accounts:
      file: accounts.xlsx
      key: id
      fields:
        id: {type: text}
        revenue: {type: number}
        signed: {type: boolean}
        since: {type: date}
"""
HEADER = ["id", "revenue", "signed", "since"]
Sheet = Any


def workbook(rows: Sequence[Any], change: Callable[[Sheet], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(content: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its inner files edited."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, edit(old.read(entry)) if entry == name else old.read(entry))
    return stream.getvalue()


def test_values_are_taken_as_excel_holds_them(read: Read) -> None:
    rows = [
        HEADER,
        ["00123", 1234.5, True, dt.datetime.fromisoformat("2026-03-01T08:00")],
        [124, "€ 10", "no", dt.date(2026, 3, 2)],
        ["NA", None, None, "2026-03-03"],
        ["D", dt.date(2026, 1, 1), 7, 46082],
    ]
    data, quality = read(TABLES, {"accounts.xlsx": workbook(rows)})
    columns = data.accounts.columns
    assert data.keys.to_list() == ["00123", "124", "D", "NA"]
    assert data.accounts.lines.tolist() == [2, 3, 5, 4]
    assert columns["revenue"].values.tolist()[:2] == [1234.5, 10.0]  # type: ignore[union-attr]
    assert columns["signed"].true.tolist() == [True, False, False, False]  # type: ignore[union-attr]
    assert columns["signed"].false.tolist() == [False, True, False, False]  # type: ignore[union-attr]
    assert isinstance(columns["since"], Dates)
    assert columns["since"].missing.tolist() == [False, False, True, False]
    refused = {field.field: [(e.line, e.value) for e in field.examples] for field in quality.fields}
    assert refused == {
        "id": [],
        "revenue": [(5, "2026-01-01")],
        "signed": [(5, "7")],
        "since": [(5, "46082")],  # a number is a date in Excel only where its cell says so
    }
    assert data.inputs[0].detail == 'sheet "Sheet"'


def test_title_rows_above_blank_rows_between_and_formatting_below(read: Read) -> None:
    def style(sheet: Sheet) -> None:
        sheet.cell(row=50, column=1).font = Font(bold=True)

    rows = [[], HEADER, ["A", 1, True, None], [], ["B", 2, True, None]]
    data, quality = read(TABLES, {"accounts.xlsx": workbook(rows, style)})
    assert data.accounts.lines.tolist() == [3, 5]
    assert [text for text in told(quality.findings) if "N503" in text] == [
        "accounts.xlsx:4 N503 accounts.xlsx has 1 row without any value, which was left out"
    ]


def test_formulas_without_a_result_errors_and_merged_cells_are_counted(read: Read) -> None:
    def merge(sheet: Sheet) -> None:
        sheet.merge_cells("D2:D3")
        sheet["B2"].data_type = "f"

    rows = [HEADER, ["A", "=1+1", True, dt.date(2026, 3, 1)], ["B", "#N/A", "#N/A", None]]
    data, quality = read(TABLES, {"accounts.xlsx": workbook(rows, merge)})
    assert data.accounts.columns["revenue"].missing.all()
    assert [text for text in told(quality.findings) if "W511" in text] == [
        (
            "accounts.xlsx W511 accounts.xlsx has 1 formula without a stored result, which counts as missing\n"
            "  expected: values\n"
            "  fix: open the file in Excel and save it, or paste the values"
        ),
        (
            "accounts.xlsx W511 accounts.xlsx has 1 merged range, of which only the first cell has a value\n"
            "  expected: every value in a cell of its own\n"
            "  fix: unmerge them in Excel and fill every cell"
        ),
        (
            "accounts.xlsx W511 accounts.xlsx has 2 cells with an error such as #N/A, which count as missing\n"
            "  expected: values\n"
            "  fix: correct the formulas in Excel"
        ),
    ]


def sheets(**states: str) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for title, state in states.items():
        sheet = book.create_sheet(title)
        sheet.append(HEADER)
        sheet.append([title, 1, True, None])
        sheet.sheet_state = state
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_first_sheet_that_can_be_seen_is_read_and_said(read: Read) -> None:
    data, quality = read(
        TABLES, {"accounts.xlsx": sheets(Secret="hidden", First="visible", Second="visible")}
    )
    assert data.keys.to_list() == ["First"]
    assert [text for text in told(quality.findings) if "N501" in text] == [
        (
            'accounts.xlsx N501 accounts.xlsx has 2 sheets, of which the first, "First", was read\n'
            '  found: "First", "Second"\n'
            '  fix: write sheet: "First" for the table to be sure'
        )
    ]


def test_a_hidden_sheet_is_read_when_it_is_named(read: Read) -> None:
    tables = TABLES.replace("key: id", "key: id\n      sheet: Secret")
    data, _ = read(tables, {"accounts.xlsx": sheets(First="visible", Secret="hidden")})
    assert data.keys.to_list() == ["Secret"]


def test_a_sheet_that_is_not_there(refused: Refused) -> None:
    tables = TABLES.replace("key: id", "key: id\n      sheet: Frist")
    assert refused(tables, {"accounts.xlsx": sheets(First="visible", Second="visible")}) == [
        (
            'accounts.xlsx E512 accounts.xlsx has no sheet "Frist"; did you mean "First"?\n'
            '  expected: one of "First", "Second"\n'
            '  found: "Frist"\n'
            "  fix: correct the sheet's name in the ruleset"
        )
    ]


def test_all_sheets_hidden(refused: Refused) -> None:
    content = rewritten(
        sheets(First="visible"),
        "xl/workbook.xml",
        lambda xml: xml.replace(b'state="visible"', b'state="hidden"'),
    )
    assert refused(TABLES, {"accounts.xlsx": content}) == [
        (
            "accounts.xlsx E512 accounts.xlsx has hidden sheets only\n"
            "  expected: a sheet that can be seen, or one that the ruleset names\n"
            '  fix: write "sheet: …" for the table'
        )
    ]


def test_an_empty_sheet(refused: Refused) -> None:
    assert refused(TABLES, {"accounts.xlsx": workbook([])})[0].startswith(
        "accounts.xlsx E510 accounts.xlsx is empty"
    )


def test_macros_are_never_looked_at(read: Read) -> None:
    stream = io.BytesIO(workbook([HEADER, ["A", 1, True, None]]))
    with zipfile.ZipFile(stream, "a") as book:
        book.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not even a program")
    data, _ = read(TABLES.replace(".xlsx", ".xlsm"), {"accounts.xlsm": stream.getvalue()})
    assert isinstance(data.accounts.columns["id"], Texts)


def test_a_small_workbook_that_unpacks_to_far_too_much(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sikta.engine.data.readers.content._SAFE_UNPACKED", 2**20)
    bomb = rewritten(workbook([HEADER]), "xl/styles.xml", lambda xml: b"0" * (8 * 2**20))
    assert refused(TABLES, {"accounts.xlsx": bomb}) == [
        (
            "accounts.xlsx E511 accounts.xlsx is small but unpacks to far more than a table would\n"
            "  fix: unpack it yourself and look whether it is the right file"
        )
    ]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_damage_inside(part: str, refused: Refused) -> None:
    content = rewritten(workbook([HEADER, ["A", 1, True, None]]), part, lambda xml: xml[: len(xml) // 2])
    assert refused(TABLES, {"accounts.xlsx": content}) == [
        (
            "accounts.xlsx E501 accounts.xlsx is damaged, or no Excel file\n"
            "  expected: a whole Excel file\n"
            "  fix: copy it again from its source"
        )
    ]
