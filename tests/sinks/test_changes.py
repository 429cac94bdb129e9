"""The accounts that changed segment since an earlier run, and the file of them for a CRM."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from sikta.engine.findings import SiktaError
from sikta.engine.sinks.changes import Compared, changed_accounts
from sikta.engine.sinks.previous import read_previous, refuse_other_rules
from sikta.engine.sinks.upsert import put_in_place, write_upsert
from tests.data.conftest import told

COMPARED = Compared("priority", ("pain", "revenue"), "company")
BEFORE: Any = pa.table(
    {
        "id": ["A", "B", "C", "D"],
        "company": ["Ahoy", "Bell", "Cove", "Dune"],
        "priority": ["serve", "invest", None, "serve"],
        "pain": [10.0, 80.0, None, 20.0],
        "revenue": pa.array([100, 200, 300, 400], pa.int64()),
    }
)
NOW: Any = pa.table(
    {
        "id": ["00", "A", "B", "C"],
        "company": ["=New()", "Ahoy BV", "Bell", "Cove"],
        "priority": ["invest", "invest", "invest", "serve"],
        "pain": [90.0, 60.5, 85.0, None],
        "revenue": [1.5, 150.0, 200.0, None],
    }
)


def test_who_moved_came_and_went() -> None:
    """B has other numbers but the same segment, so it is not told; C had no segment before."""
    changes = changed_accounts(NOW, BEFORE, COMPARED)
    assert changes.table.to_pylist() == [
        dict(zip(changes.table.column_names, row, strict=True))
        for row in [
            ("00", "=New()", "new", None, "invest", None, 90.0, None, 1.5),
            ("A", "Ahoy BV", "moved", "serve", "invest", 10.0, 60.5, 100.0, 150.0),
            ("C", "Cove", "moved", None, "serve", None, None, 300.0, None),
            ("D", "Dune", "gone", "serve", None, 20.0, None, 400.0, None),
        ]
    ]
    assert changes.table.column_names == [
        "id", "company", "change", "priority.before", "priority", "pain.before", "pain", "revenue.before", "revenue",
    ]  # fmt: skip
    assert (changes.moved, changes.new, changes.gone, len(changes)) == (2, 1, 1, 4)


def test_nothing_changed() -> None:
    changes = changed_accounts(NOW, NOW, COMPARED)
    assert (len(changes), changes.table.num_rows) == (0, 0)


def test_everybody_is_new_or_gone() -> None:
    none = NOW.slice(0, 0)
    assert changed_accounts(NOW, none, COMPARED).new == 4
    assert changed_accounts(none, NOW, COMPARED).gone == 4


def test_a_score_that_there_was_not_before() -> None:
    changes = changed_accounts(NOW, BEFORE.drop_columns(["pain", "company"]), COMPARED)
    assert changes.table["pain.before"].to_pylist() == [None] * 4
    assert changes.table["company"].to_pylist() == ["=New()", "Ahoy BV", "Cove", None]


def test_the_file_is_harmless_in_a_spreadsheet_unless_that_is_asked_for(tmp_path: Path) -> None:
    changes = changed_accounts(NOW, BEFORE, COMPARED)
    write_upsert(changes, tmp_path / "safe.csv")
    write_upsert(changes, tmp_path / "raw.csv", raw=True)
    assert (tmp_path / "safe.csv").read_text().splitlines()[:3] == [
        '"id","company","change","priority.before","priority","pain.before","pain","revenue.before","revenue"',
        '"00","\'=New()","new",,"invest",,90,,1.5',
        '"A","Ahoy BV","moved","serve","invest",10,60.5,100,150',
    ]
    assert '"=New()"' in (tmp_path / "raw.csv").read_text()


@pytest.mark.parametrize("name", ["accounts.parquet", "accounts.csv"])
def test_an_earlier_run_is_read_from_either_file(name: str, tmp_path: Path) -> None:
    table = pa.table(
        {"id": ["007", "'=1"], "company": ["x", "y\nz"], "other": [1, 2], "priority": ["a", "b"]}
    )
    if name.endswith("csv"):
        pc.write_csv(table, tmp_path / name, pc.WriteOptions(quoting_style="needed"))
    else:
        pq.write_table(table, tmp_path / name)
    found = read_previous(tmp_path, COMPARED.columns, ["priority"])
    assert found.column_names == ["id", "company", "priority"]
    assert found["company"].to_pylist() == ["x", "y\nz"]
    assert found["id"].to_pylist() == ["007", "=1" if name.endswith("csv") else "'=1"]


def refused(folder: Path, wanted: str = "priority") -> str:
    with pytest.raises(SiktaError) as caught:
        read_previous(folder, (wanted,), [wanted])
    return told(caught.value)[0]


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    assert refused(tmp_path / "may").startswith(
        f'E621 "{tmp_path / "may"}" holds no accounts of an earlier run'
    )


def test_a_run_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "accounts.parquet").write_bytes(b"PAR1 no more")
    assert refused(tmp_path) == (
        f'E621 accounts.parquet in "{tmp_path}" is damaged\n'
        "  expected: the file as a run wrote it\n"
        "  fix: take the folder of another run"
    )


def test_a_run_of_other_rules(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["A"]}), tmp_path / "accounts.parquet")
    assert refused(tmp_path) == (
        f'E621 the run in "{tmp_path}" cannot be compared with: its accounts.parquet has no column priority\n'
        "  expected: a run of the same rules, with these columns\n"
        "  fix: take the folder of a run that has them, or compare another segmentation: --segmentation"
    )


@pytest.mark.parametrize("text", ["", "{}", '{"ruleset": []}', '{"ruleset": {"name": "crm"}}'])
def test_a_run_of_these_rules_or_one_that_does_not_tell(text: str, tmp_path: Path) -> None:
    refuse_other_rules(tmp_path, "crm")
    (tmp_path / "run.json").write_text(text)
    refuse_other_rules(tmp_path, "crm")


def test_a_run_of_a_ruleset_of_another_name(tmp_path: Path) -> None:
    """Segments of the same id mean something else there."""
    (tmp_path / "run.json").write_text('{"ruleset": {"name": "other"}}')
    with pytest.raises(SiktaError) as caught:
        refuse_other_rules(tmp_path, "crm")
    assert told(caught.value) == [
        (
            f'E621 the run in "{tmp_path}" is one of other rules\n'
            '  expected: a run of the ruleset "crm"\n'
            '  found: "other"\n'
            "  fix: name the folder that was given with --out to the run before"
        )
    ]


def half_written(path: Path) -> None:
    with put_in_place(path) as new:
        new.write_text("half")
        raise ZeroDivisionError


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "changes.csv"
    path.write_text('"id","company","change"\n')
    with pytest.raises(ZeroDivisionError):
        half_written(path)
    assert (path.read_text(), [each.name for each in tmp_path.iterdir()]) == (
        '"id","company","change"\n',
        ["changes.csv"],
    )


def test_a_file_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    """A slip of the pen must not cost the data that a run reads."""
    path = tmp_path / "accounts.csv"
    path.write_text("id,company\nA1,Ahoy\n")
    with pytest.raises(SiktaError) as caught:
        half_written(path)
    assert told(caught.value) == [
        (
            f"E622 {path} holds something else than changed accounts, and is left alone\n"
            "  expected: a new file, or one that an earlier run wrote with --upsert\n"
            "  fix: give another file with --upsert, or take that one away first"
        )
    ]
    assert path.read_text() == "id,company\nA1,Ahoy\n"


@pytest.mark.parametrize("before", [None, "", '"id","change","priority"\n'])
def test_a_new_an_empty_and_an_earlier_file_are_replaced(before: str | None, tmp_path: Path) -> None:
    path = tmp_path / "changes.csv"
    if before is not None:
        path.write_text(before)
    with put_in_place(path) as new:
        new.write_text("new")
    assert path.read_text() == "new"


def test_other_faults_of_the_disk_are_not_about_this_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), put_in_place(tmp_path / "changes.csv"):
        (tmp_path / "elsewhere" / "x").read_text()
