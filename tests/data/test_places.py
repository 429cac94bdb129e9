"""Files are read inside the data's folder and nowhere else; messages call them as the ruleset does."""

from pathlib import Path

import pytest

from sikta.engine.data import read_data
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Field, Ruleset, Table
from tests.data.conftest import ACCOUNTS, AS_OF, Read, Refused, told


def refusal(folder: Path, file: str | None) -> list[str]:
    table = Table("accounts", {"id": Field("id", "text")}, file=file, key="id")
    with pytest.raises(SiktaError) as caught:
        read_data(Ruleset("trial", {"accounts": table}, folder=folder), AS_OF)
    assert str(folder) not in str(told(caught.value))
    return told(caught.value)


@pytest.mark.parametrize(
    "written",
    ["../a.csv", "data/../../a.csv", "/etc/passwd", "C:\\data\\a.csv", "\\\\host\\a.csv", "..\\a.csv", "~/a.csv",
     "https://example.org/a.csv", "file:///etc/passwd"],
)  # fmt: skip
def test_a_path_that_leads_out(written: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, written) == [
        (
            f"{written} E502 {written} lies outside the folder of the data\n"
            "  expected: a path inside it, such as data/orders.csv, without .. and without a link that leads out\n"
            "  fix: copy the file into the folder, or name its folder with --data"
        )
    ]


def test_a_link_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("id\nA1\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert refusal(tmp_path / "rules", "a.csv")[0].startswith(
        "a.csv E502 a.csv lies outside the folder of the data"
    )


def test_a_link_inside_the_folder_is_fine(read: Read, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("id\nA1\n")
    (tmp_path / "accounts.csv").symlink_to("real.csv")
    assert read(ACCOUNTS)[0].keys.to_list() == ["A1"]


def test_a_missing_file_with_the_nearest_name(refused: Refused) -> None:
    assert refused(
        ACCOUNTS.replace("accounts.csv", "data/acounts.csv"), {"data/accounts.csv": "id\nA1\n"}
    ) == [
        (
            'data/acounts.csv E501 data/acounts.csv does not exist; did you mean "accounts.csv"?\n'
            "  expected: a file in the ruleset's folder, or in the one given by --data\n"
            "  found: 1 other files in its folder\n"
            "  fix: correct the name in the ruleset, or put the file there"
        )
    ]


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "found: no such folder, or an empty one" in refusal(tmp_path, "data/a.csv")[0]


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (told,) = refusal(tmp_path, "a.csv")
    assert told == (
        "a.csv E501 a.csv is a folder without any table, or something else that is no file\n"
        "  expected: a file with a table, or a folder of them\n"
        "  fix: put the files there, or correct the name in the ruleset"
    )


def test_a_table_without_any_source(tmp_path: Path) -> None:
    assert refusal(tmp_path, None) == [
        (
            "E510 the table accounts has no data\n"
            "  expected: a file, a query, or a data frame handed over\n"
            "  found: none of them\n"
            '  fix: write "file: data/accounts.csv" for the table, or hand over a data frame for it'
        )
    ]


def test_another_folder_may_hold_the_data(read: Read, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "accounts.csv").write_text("id\nA1\n")
    data, _ = read(ACCOUNTS, folder=tmp_path / "exports")
    assert data.inputs[0].source == "accounts.csv"


@pytest.mark.parametrize(
    ("held", "found", "fix"),
    [
        ((), "an empty folder", "name the folder that holds them, or leave --data out to read them beside the ruleset"),
        (("a.txt", "b.txt"), '"a.txt", "b.txt"',
         "name the folder that holds them, or leave --data out to read them beside the ruleset"),
        (None, "no such folder",
         "name the folder that holds them, or leave --data out to read them beside the ruleset"),
    ],
)  # fmt: skip
def test_a_folder_without_any_of_the_files_is_one_fault(
    held: tuple[str, ...] | None,
    found: str,
    fix: str,
    refused: Refused,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    if held is not None:
        Path("export").mkdir()
        for name in held:
            Path("export", name).write_text("id\nA1\n")
    tables = ACCOUNTS + "orders: {file: data/orders.csv, account: id, fields: {id: {type: text}}}\n"
    assert refused(tables, folder=Path("export")) == [
        (
            'E501 the folder given for the data, "export", holds none of the files that the ruleset reads\n'
            '  expected: "accounts.csv", "data/orders.csv"\n'
            f"  found: {found}\n"
            f"  fix: {fix}"
        )
    ]


NESTED = ACCOUNTS.replace("accounts.csv", "data/accounts.csv")


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_an_export_without_the_folders_of_the_ruleset(read: Read, tmp_path: Path) -> None:
    """The file of next month is found by its name, and messages call it as it is there."""
    data, quality = read(NESTED, folder=put(tmp_path / "export", {"accounts.csv": "id\nA1\n"}))
    assert (data.keys.to_list(), data.inputs[0].source, told(quality.findings)) == (
        ["A1"],
        "accounts.csv",
        [],
    )


def test_the_file_as_written_comes_before_the_one_of_the_same_name(read: Read, tmp_path: Path) -> None:
    files = {"data/accounts.csv": "id\nA1\n", "accounts.csv": "id\nB2\n"}
    data, quality = read(NESTED, folder=put(tmp_path / "export", files))
    assert (data.keys.to_list(), data.inputs[0].source) == (["A1"], "data/accounts.csv")
    assert told(quality.findings) == [
        (
            "data/accounts.csv N501 the folder given for the data holds both data/accounts.csv and accounts.csv, and "
            "data/accounts.csv was read\n"
            "  expected: one of them\n"
            "  fix: take away the one that is not meant"
        )
    ]


def test_beside_the_ruleset_a_file_lies_where_it_says(refused: Refused) -> None:
    assert refused(NESTED, {"accounts.csv": "id\nA1\n"})[0].startswith("data/accounts.csv E501")


def test_a_link_in_an_export_leads_no_further_than_in_a_ruleset(refused: Refused, tmp_path: Path) -> None:
    put(tmp_path, {"elsewhere.csv": "id\nA1\n", "export/other.csv": "id\nA1\n"})
    (tmp_path / "export" / "accounts.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert refused(NESTED, folder=tmp_path / "export")[0].startswith("accounts.csv E502")


def test_files_that_share_their_name_are_not_taken_for_one_another(refused: Refused, tmp_path: Path) -> None:
    tables = NESTED + "orders: {file: old/accounts.csv, account: id, fields: {id: {type: text}}}\n"
    faults = refused(tables, folder=put(tmp_path / "export", {"accounts.csv": "id\nA1\n"}))
    assert faults[0].splitlines()[1] == '  expected: "data/accounts.csv", "old/accounts.csv"'


def test_the_faults_of_all_tables_come_at_once(refused: Refused) -> None:
    tables = (
        ACCOUNTS
        + "orders: {file: orders.csv, account: id, fields: {id: {type: text}, amount: {type: number}}}\n"
    )
    faults = refused(tables, {"accounts.csv": "idd\nA1\n", "orders.csv": "id,amount\nA1\n"})
    assert [fault.splitlines()[0] for fault in faults] == [
        "accounts.csv:1 E506 accounts.csv does not begin with a line of column names that the ruleset knows",
        "orders.csv:2 E503 orders.csv line 2 has 1 fields where the header has 2",
    ]
