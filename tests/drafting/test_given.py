"""Which files are meant, and what is said where none is."""

from pathlib import Path

import openpyxl
import pytest

from sikta.engine.drafting.files import Given, find_given, open_files, passed_over
from sikta.engine.findings import SiktaError
from sikta.engine.findings.text import as_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crm").mkdir()
    for name in ("accounts.csv", "orders.csv", "notes.md"):
        (tmp_path / "crm" / name).write_text("id\n1\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "written",
    [
        ["crm"],
        ["crm/*.csv"],
        ["crm/accounts.csv", "crm/orders.csv"],
        ["crm/accounts.csv", "crm", "crm/../crm/orders.csv"],
    ],
)
@pytest.mark.usefixtures("folder")
def test_files_folders_and_patterns_each_file_once(written: list[str]) -> None:
    assert sorted(given.path.name for given in find_given(written)) == ["accounts.csv", "orders.csv"]


def test_a_sheet_behind_the_name(folder: Path) -> None:
    (folder / "book.xlsx").write_bytes(b"")
    assert find_given(["book.xlsx#Customers"]) == (Given(Path("book.xlsx"), "Customers"),)


def test_a_file_with_that_sign_in_its_name_comes_first(folder: Path) -> None:
    (folder / "list#2.csv").write_text("id\n1\n", encoding="utf-8")
    assert find_given(["list#2.csv"]) == (Given(Path("list#2.csv")),)


def told(written: list[str]) -> list[str]:
    with pytest.raises(SiktaError) as error:
        find_given(written)
    return sorted(as_text(finding) for finding in error.value.findings)


ENDINGS = ".csv, .tsv, .txt, .csv.gz, .tsv.gz, .txt.gz, .zip, .xlsx, .xlsm, .parquet"


@pytest.mark.usefixtures("folder")
def test_everything_that_names_nothing_is_told_at_once() -> None:
    assert (
        "\n".join(told(["crm/acounts.csv", "empty", "crm/notes.md", "*.xlsx"]))
        == f"""\
error E961: "*.xlsx" holds no file with a table
  expected: files that end in {ENDINGS}
  mend it: name the files one by one, or save them as CSV or Excel (.xlsx)
error E961: "crm/notes.md" is of a kind that cannot be read
  expected: a name that ends in {ENDINGS}
  mend it: save it as CSV or Excel (.xlsx)
error E961: "empty" holds no file with a table
  expected: files that end in {ENDINGS}
  mend it: name the files one by one, or save them as CSV or Excel (.xlsx)
error E961: there is no file "crm/acounts.csv"; did you mean "accounts.csv"?
  expected: files with your data behind --from
  found: 3 other files in its folder
  mend it: correct the name; the name of the new folder goes before --from"""
    )


def test_what_is_no_table_is_passed_over_as_long_as_there_is_one(folder: Path) -> None:
    """As a shell spells out `crm/*`."""
    (folder / "crm" / "terms.pdf").write_bytes(b"%PDF")
    (folder / "crm" / "pictures").mkdir()
    written = [str(path) for path in sorted(Path("crm").iterdir())]
    assert [given.path.name for given in find_given(written)] == ["accounts.csv", "orders.csv"]
    assert passed_over(written) == ("crm/notes.md", "crm/pictures", "crm/terms.pdf")
    assert [line.split('"')[1] for line in told(["crm/terms.pdf", "crm/notes.md"])] == [
        "crm/notes.md",
        "crm/terms.pdf",
    ]


def test_a_table_of_a_kind_that_cannot_be_read_is_always_told(folder: Path) -> None:
    (folder / "crm" / "old.xls").write_bytes(b"")
    assert told(["crm/accounts.csv", "crm/old.xls"])[0].startswith(
        'error E961: "crm/old.xls" is of a kind that cannot be read\n'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (",,\n1,2,3\n", "list.csv has no column with a name of its own"),
        ("a,a\n1,2\n", "list.csv has no column with a name of its own"),
        ("a,b\n", "list.csv has a header but no rows"),
        ("", "list.csv is empty"),
        ("a,b\n1,2,3\n", "list.csv line 2 has 3 fields where the header has 2"),
    ],
)
def test_a_file_without_a_table_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SiktaError) as error:
        open_files(find_given([str(tmp_path / "list.csv")]))
    assert [finding.message for finding in error.value.findings] == [message]


def test_of_very_many_columns_those_that_tell_something_are_looked_into(tmp_path: Path) -> None:
    headers = [f"c{number}" for number in range(300)] + ["customer_id", "amount"]
    rows = "\n".join(",".join("7" for _ in headers) for _ in range(2))
    (tmp_path / "wide.csv").write_text(f"{','.join(headers)}\n{rows}\n", encoding="utf-8")
    (opened,) = open_files(find_given([str(tmp_path / "wide.csv")]))
    assert opened.headers == (*headers[:198], "customer_id", "amount")
    assert opened.unread == tuple(headers[198:300])


def test_a_workbook_without_any_table_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Second")
    book.save(tmp_path / "empty.xlsx")
    with pytest.raises(SiktaError) as error:
        open_files(find_given([str(tmp_path / "empty.xlsx")]))
    assert {finding.message for finding in error.value.findings} == {"empty.xlsx is empty"}


def test_what_is_no_workbook_is_told_by_its_reader(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SiktaError) as error:
        open_files(find_given([str(tmp_path / "book.xlsx")]))
    assert [finding.message for finding in error.value.findings] == [
        "book.xlsx is no Excel workbook, though its name says so"
    ]
