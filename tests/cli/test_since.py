"""`sikta run --since RUN`: only what has changed, and one line that says so."""

from pathlib import Path

from tests.cli.conftest import Run

ONE = "1 of 3 accounts was computed anew."


def test_the_line_stands_last(sikta: Run, small: Path) -> None:
    assert sikta("run", small, "--out", "monday", "--remember").exit_code == 0
    accounts = small / "accounts.csv"
    accounts.write_text(accounts.read_text().replace("2,Beta NV,20", "2,Beta NV,90"), encoding="utf-8")
    result = sikta("run", small, "--out", "tuesday", "--since", "monday")
    assert result.exit_code == 0
    assert ONE in result.stdout.splitlines()
    assert Path("tuesday/memory.json").is_file()


def test_the_changed_accounts_are_those_since_that_run(sikta: Run, small: Path) -> None:
    sikta("run", small, "--out", "monday", "--remember")
    accounts = small / "accounts.csv"
    accounts.write_text(accounts.read_text().replace("2,Beta NV,20", "2,Beta NV,90"), encoding="utf-8")
    result = sikta("run", small, "--out", "tuesday", "--since", "monday", "--upsert", "changes.csv")
    assert result.exit_code == 0, result.output
    assert "1 account changed segment (1 moved, 0 new, 0 gone): changes.csv" in result.stdout
    assert ONE in result.stdout
    assert (
        Path("changes.csv").read_text().splitlines()[1]
        == '"2","Beta NV","moved","small","large",20,90,500,500'
    )


def test_a_first_run_has_nothing_to_build_on(sikta: Run, small: Path) -> None:
    sikta("run", small, "--out", "monday")
    assert not Path("monday/memory.json").exists()
    result = sikta("run", small, "--out", "tuesday", "--since", "monday")
    assert (
        'All 3 accounts were computed: the run in "monday" left no memory to build on '
        "(--remember leaves one, and so did this run)."
    ) in result.stdout
    assert Path("tuesday/memory.json").is_file()


def test_a_folder_that_is_not_there(sikta: Run, small: Path) -> None:
    result = sikta("run", small, "--since", "monday")
    assert result.exit_code == 2
    assert "'monday' does not exist" in result.output


def test_quiet_and_for_programs(sikta: Run, small: Path) -> None:
    sikta("run", small, "--out", "monday", "--remember")
    assert sikta("run", small, "--out", "quiet", "--since", "monday", "--quiet").output == ""
    told = sikta("run", small, "--out", "told", "--since", "monday", "--format", "json")
    assert told.stdout == Path("told/run.json").read_text(encoding="utf-8")
