"""The folder of results: new, whole, and never in the place of somebody else's."""

import subprocess
import sys
from pathlib import Path

import pytest

from sikta.engine.findings import Finding, SiktaError
from sikta.engine.reporting.output import OutputFolder

RECORD = '{"program": {"name": "sikta"}}'


def write(target: Path, text: str = "new") -> None:
    with OutputFolder(target) as folder:
        (folder / "accounts.csv").write_text(text, encoding="utf-8")


def refused(target: Path | str) -> Finding:
    with pytest.raises(SiktaError) as caught:
        write(Path(target))
    (finding,) = caught.value.findings
    return finding


def told(finding: Finding) -> tuple[str, ...]:
    return (finding.code, finding.message, finding.expected, finding.found, finding.fix)


def test_a_folder_appears_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "results" / "june"
    with OutputFolder(target) as folder:
        (folder / "accounts.csv").write_text("a", encoding="utf-8")
        assert folder.parent == target.parent
        assert folder.name.startswith(".june.sikta-new-")
        assert not target.exists()
    assert (target / "accounts.csv").read_text(encoding="utf-8") == "a"
    assert (target / ".sikta-files").read_text(encoding="utf-8") == "accounts.csv\n"
    assert [path.name for path in target.parent.iterdir()] == ["june"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a handle stands for")
def test_what_the_briefs_are_made_of_is_on_the_disk_before_the_folder_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[str, bool]] = []
    target = tmp_path / "out"

    def note(handle: int) -> None:
        flushed.append((Path(f"/proc/self/fd/{handle}").resolve().name, target.exists()))

    monkeypatch.setattr("sikta.engine.reporting.output.folder.os.fsync", note)
    with OutputFolder(target) as folder:
        (folder / "facts.json").write_text("{}", encoding="utf-8")
        (folder / "briefs").mkdir()
        (folder / "briefs" / "index.md").write_text("made again at any time", encoding="utf-8")
    *before, last = flushed
    assert {name for name, _ in before} == {"facts.json", ".sikta-files", folder.name}
    assert not any(there for _, there in before)
    assert last == (tmp_path.name, True)


def test_a_second_run_replaces_all_of_the_first(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write(target, "old")
    with OutputFolder(target) as folder:
        (folder / "other.csv").write_text("new", encoding="utf-8")
    assert sorted(path.name for path in target.iterdir()) == [".sikta-files", "other.csv"]


def test_an_error_in_the_block_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write(target, "old")
    with pytest.raises(ZeroDivisionError), OutputFolder(target) as folder:
        (folder / "accounts.csv").write_text(str(1 / 0), encoding="utf-8")
    assert (target / "accounts.csv").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_fault_with_another_file_is_not_taken_for_one_of_writing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), OutputFolder(tmp_path / "out"):
        (tmp_path / "template").read_text(encoding="utf-8")


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o750)
    write(tmp_path / "out")
    assert (tmp_path / "out" / "accounts.csv").exists()
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750 or sys.platform == "win32"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    write(tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "disk" / "accounts.csv").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("mine", encoding="utf-8")
    assert told(refused(target)) == (
        "E604",
        f"the results cannot go to {target}: a file has that name",
        "a folder, or a name that is still free",
        "a file",
        "give another folder with --out, or move the file away",
    )
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (None, "a.txt, b.txt, c.txt and 1 more"),
        ("{", "a.txt, b.txt, c.txt and 2 more"),
        ('{"program": "other"}', "a.txt, b.txt, c.txt and 2 more"),
        ("[" * 100_000, "a.txt, b.txt, c.txt and 2 more"),
    ],
)
def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path, record: str | None, found: str) -> None:
    target = tmp_path / "out"
    target.mkdir()
    for name in "abcd":
        (target / f"{name}.txt").write_text(name, encoding="utf-8")
    if record is not None:
        (target / "run.json").write_text(record, encoding="utf-8")
    assert told(refused(target)) == (
        "E605",
        f"the folder {target} is not empty and does not come from sikta; it was left as it is",
        "a new name, an empty folder, or the folder of an earlier run (it holds run.json)",
        found,
        "give another folder with --out, or empty this one first",
    )
    assert (target / "a.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_that_people_put_into_the_folder_are_not_lost(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write(target)
    (target / "notes").mkdir()
    (target / "notes" / "visit.docx").write_text("mine", encoding="utf-8")
    assert told(refused(target)) == (
        "E606",
        f"the folder {target} holds files that sikta did not write; it was left as it is",
        "only what the last run wrote, as the whole folder is replaced",
        "notes/visit.docx",
        "move these files elsewhere, or give another folder with --out",
    )
    assert (target / "notes" / "visit.docx").read_text(encoding="utf-8") == "mine"


def test_a_file_put_there_during_the_run_is_not_lost_either(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write(target, "old")
    with pytest.raises(SiktaError, match="E606"), OutputFolder(target):
        (target / "mine.txt").write_text("mine", encoding="utf-8")
    assert (target / "mine.txt").exists()
    assert (target / "accounts.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", ".~lock.accounts.xlsx#"])
def test_what_the_system_strews_around_is_nobodys_work(tmp_path: Path, name: str) -> None:
    write(tmp_path / "out")
    (tmp_path / "out" / name).write_text("", encoding="utf-8")
    write(tmp_path / "out")
    assert not (tmp_path / "out" / name).exists()


def test_a_copied_folder_is_known_by_its_record(tmp_path: Path) -> None:
    """Hidden files may get lost on the way; run.json does not."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "run.json").write_text(RECORD, encoding="utf-8")
    (target / "accounts.csv").write_text("old", encoding="utf-8")
    write(target)
    assert (target / "accounts.csv").read_text(encoding="utf-8") == "new"


def test_a_record_beyond_all_measure_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sikta.engine.reporting.output.contents.LARGEST_RECORD", 3)
    target = tmp_path / "out"
    target.mkdir()
    (target / "run.json").write_text(RECORD, encoding="utf-8")
    assert refused(target).code == "E605"


def test_the_root_is_no_folder_for_results() -> None:
    finding = refused(Path("/").resolve())
    assert (finding.code, finding.found) == ("E605", "the root of the file system")


def test_two_runs_into_one_folder(tmp_path: Path) -> None:
    target = tmp_path / "out"
    code = "import sys; from sikta.engine.reporting.output import OutputFolder\nwith OutputFolder(sys.argv[1]): print('in', flush=True); input()"
    arguments = [sys.executable, "-c", code, str(target)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        assert told(refused(target)) == (
            "E603",
            f"another run is writing to {target}; this one wrote nothing",
            "one run at a time per folder",
            f"process {other.pid} at work",
            "wait until it is done and run again, or give another folder with --out",
        )
        other.communicate("\n")
    assert other.returncode == 0
    write(target)


def test_a_lock_left_by_a_killed_run_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / ".out.sikta-lock").write_text("99999", encoding="utf-8")
    write(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_leftovers_of_killed_runs_are_cleared(tmp_path: Path) -> None:
    for name in (".out.sikta-new-1234abcd", ".out.sikta-old", ".other.sikta-new-1", ".out.txt"):
        (tmp_path / name).mkdir()
    write(tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.sikta-new-1", ".out.txt", "out"]


def test_a_name_with_the_signs_of_patterns(tmp_path: Path) -> None:
    (tmp_path / ".a[1]*.sikta-new-1").mkdir()
    (tmp_path / ".a1x.sikta-new-1").mkdir()
    write(tmp_path / "a[1]*")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a1x.sikta-new-1", "a[1]*"]
