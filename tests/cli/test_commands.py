"""What a person types and reads, and the exit codes that a script sees."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sikta.engine import checking

Run = Callable[..., Result]


def test_run_prints_segments_gaps_and_what_to_do_next(sikta: Run, small: Path) -> None:
    result = sikta("run", "../small")
    assert result.exit_code == 0
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "Small · 3 accounts · Revenue: €1,751",
        "",
        "Grade",
        "               Accounts  Share    Money  Share",
        " Large                1  33.3%   €1,000  57.1%",
        " Small ones           2  66.7%  €750.50  42.9%",
        "",
        "Largest gaps in the data",
        "  1. accounts: Size, missing, 1 row",
        "",
        "What to do next",
        "  open out/briefs/index.html in a browser",
        "  sikta explain ../small 1 tells why an account is where it is",
        "  out holds the results for a spreadsheet or the CRM",
    ]


def test_run_leaves_results_briefs_and_the_record(sikta: Run, small: Path) -> None:
    sikta("run", small)
    written = {path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()}
    assert {
        "accounts.csv", "accounts.parquet", "segments.csv", "quality.csv", "results.xlsx", "run.json",
        "briefs/index.html", "briefs/index.md", "briefs/segments/grade-large.html", "briefs/accounts/1.html",
    } <= written  # fmt: skip


def test_run_writes_only_what_was_asked_for(sikta: Run, small: Path) -> None:
    assert sikta("run", small, "--results", "csv", "--documents", "md", "--out", "monday").exit_code == 0
    endings = {path.suffix for path in Path("monday").rglob("*") if path.is_file() and path.suffix}
    assert endings == {".csv", ".json", ".md"}


def test_run_in_several_languages_has_a_folder_for_each(sikta: Run, small: Path) -> None:
    result = sikta("run", small, "--language", "nl", "--language", "sv", "-q")
    assert (result.exit_code, result.stdout) == (0, "")
    assert {path.name for path in Path("out/briefs").iterdir()} == {"nl", "sv"}
    assert 'The ruleset has no texts in "nl" (it has en)' in result.stderr


def test_run_for_programs_prints_the_record(sikta: Run, small: Path) -> None:
    record = json.loads(sikta("run", small, "--format", "json").stdout)
    assert record["accounts"] == 3
    assert record["ruleset"]["name"] == "small"


def test_run_takes_data_from_another_folder_and_another_day(sikta: Run, small: Path, tmp_path: Path) -> None:
    other = tmp_path / "exports"
    other.mkdir()
    (other / "accounts.csv").write_text("id,company,size,spend\n7,Delta,90,1\n", encoding="utf-8")
    record = json.loads(
        sikta("run", small, "--data", other, "--as-of", "2026-01-31", "--format", "json").stdout
    )
    assert (record["accounts"], record["as_of"]) == (1, "2026-01-31")


def test_without_a_ruleset_the_one_of_this_folder_is_taken(
    sikta: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    assert sikta("check").stdout == "1 ruleset checked: nothing to mend\n"


def test_without_any_ruleset_the_embedded_example_is_taken_and_said(sikta: Run) -> None:
    result = sikta("check")
    said = "No ruleset was named, so this is the embedded example, proactive-sales: an invented distributor."
    assert said in result.stderr
    assert result.exit_code == 0


def test_what_this_version_does_not_compute_is_said(sikta: Run, small: Path) -> None:
    with (small / "ruleset.yaml").open("a", encoding="utf-8") as file:
        file.write("opportunities: {grow: {when: potential > 50, amount: spend}}\n")
    assert "Read and checked, but not computed by this version: opportunities." in sikta("run", small).stderr
    checked = sikta("check", small)
    assert checked.exit_code == 0
    assert "note N901: opportunities is read and checked but not computed yet" in checked.stdout


def test_a_broken_ruleset_gives_every_fault_and_exit_code_1(sikta: Run, small: Path) -> None:
    file = small / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("when: potential", "when: potental").replace("scale: [0, 100]", "scale: [5, 5]")
    file.write_text(text, encoding="utf-8")
    result = sikta("check", small)
    assert result.exit_code == 1
    assert "ruleset.yaml:19:64: error E404: the scale begins and ends at 5" in result.stdout
    assert "ruleset.yaml:23:44: error E305" in result.stdout
    assert "mend it: did you mean potential?" in result.stdout
    assert result.stdout.splitlines()[-2:] == [
        "1 ruleset checked: 2 errors",
        f"1 of these can be mended by: sikta check {small} --fix",
    ]
    assert sikta("run", small).exit_code == 1
    assert not Path("out").exists()


def test_check_for_pull_requests_and_programs(sikta: Run, small: Path) -> None:
    file = small / "ruleset.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("potential >= 50", "potental >= 50"), encoding="utf-8"
    )
    assert sikta("check", small, "--format", "github").stdout.startswith(
        f"::error file={small.as_posix()}/ruleset.yaml,line=23,col=44"
    )
    found = json.loads(sikta("check", small, "--format", "json").stdout)
    assert "potental" in json.dumps(found)


def test_data_at_fault_is_an_error_and_leaves_the_last_output(sikta: Run, small: Path) -> None:
    sikta("run", small, "-q")
    before = Path("out/run.json").read_bytes()
    with (small / "accounts.csv").open("a", encoding="utf-8") as file:
        file.write("1,Acme again,5,5\n")
    result = sikta("run", small)
    assert result.exit_code == 1
    assert "accounts.csv" in result.stderr
    assert Path("out/run.json").read_bytes() == before


def test_strict_stops_at_a_value_that_does_not_fit(sikta: Run, small: Path) -> None:
    with (small / "accounts.csv").open("a", encoding="utf-8") as file:
        file.write("4,Delta,many,5\n")
    assert sikta("run", small, "-q").exit_code == 0
    result = sikta("run", small, "--strict")
    assert result.exit_code == 1
    assert '"many" does not fit size' in result.stderr


def test_explain_by_key_and_by_name(sikta: Run, small: Path) -> None:
    by_key = sikta("explain", small, "1")
    assert by_key.stdout.splitlines()[0] == "Acme BV (1)"
    assert sikta("explain", small, "Acme BV").stdout == by_key.stdout
    assert sikta("explain", small, "1", "--format", "markdown").stdout.startswith("# Acme BV")


def test_explain_an_account_that_is_not_there(sikta: Run, small: Path) -> None:
    result = sikta("explain", small, "Acme")
    assert result.exit_code == 1
    assert 'there is no account with the key or name "Acme"' in result.stderr
    assert '"Acme BV"' in result.stderr


def test_explain_without_an_account_asks_for_it(sikta: Run, small: Path) -> None:
    result = sikta("explain", small)
    assert result.exit_code == 2
    assert f"name the account too: sikta explain {small} ACCOUNT" in result.stderr


def test_brief_renders_a_finished_run_again(sikta: Run, small: Path) -> None:
    sikta("run", small, "-q")
    index = Path("out/briefs/index.html").read_text(encoding="utf-8")
    again = sikta("brief", "out", "--format", "html")
    assert again.exit_code == 0
    assert "start with out/briefs/index.html" in again.stdout
    assert Path("out/briefs/index.html").read_text(encoding="utf-8") == index
    assert Path("out/accounts.csv").exists()
    assert not Path("out/briefs/index.md").exists()
    dutch = sikta("brief", "out", "--language", "nl", "--out", "dutch")
    assert dutch.exit_code == 0
    assert 'lang="nl"' in Path("dutch/briefs/index.html").read_text(encoding="utf-8")


def test_brief_of_a_folder_that_no_run_wrote(sikta: Run, tmp_path: Path) -> None:
    result = sikta("brief", tmp_path)
    assert result.exit_code == 1
    assert "is not the folder of a finished run" in result.stderr
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    result = sikta("brief", tmp_path)
    assert "is a run without briefs" in result.stderr
    assert "mend it: run the ruleset again, with --documents html" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--engine", "abacus"], "'abacus' is not one of"),
        (["run", "--as-of", "31-12-2026"], '"31-12-2026" is not a day; write it as 2026-06-30, or "today"'),
        (["run", "--results", "csv,pdf"], '"pdf" is not one of csv, parquet, xlsx'),
        (["run", "--language", "fr"], '"fr" is not one of en, nl, sv'),
        (["brief", "--language", "fr"], '"fr" is not one of en, nl, sv'),
        (["run", "--data", "nowhere"], "Directory 'nowhere' does not exist"),
        (["explain", "a", "b", "c"], "give one ruleset and one account"),
        (["nonsense"], 'sikta has no command "nonsense"'),
        (["chek"], 'sikta has no command "chek"; did you mean "check"?'),
    ],
)
def test_wrong_use_has_exit_code_2(sikta: Run, arguments: list[str], message: str) -> None:
    result = sikta(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_no_day_is_an_error_that_says_how_to_give_one(sikta: Run, small: Path) -> None:
    file = small / "ruleset.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("as_of: 2026-06-30\n", ""), encoding="utf-8")
    result = sikta("run", small)
    assert result.exit_code == 1
    assert (
        'write "as_of: 2026-06-30" in the ruleset, or add --as-of 2026-06-30 to the command' in result.stderr
    )
    assert sikta("run", small, "--as-of", "2026-06-30", "-q").exit_code == 0
    assert sikta("run", small, "--as-of", "today", "-q").exit_code == 0


def test_a_fault_of_the_program_is_said_without_a_traceback(
    sikta: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(checking, "check_ruleset", broken)
    result = sikta("run", small)
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == "sikta itself has a fault: ZeroDivisionError: planted"
    assert "Traceback" not in result.stderr
