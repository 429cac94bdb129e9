"""Every command names files as one would open them from the folder in which it was typed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

TESTS = "tests:\n  small_one: {given: {size: 80}, expect: {grade: small}}\n"


@pytest.fixture
def here(sikta: Run, small: Path) -> Run:
    """The small ruleset below this folder as `rules`, and its data as `export`."""
    shutil.copytree(small, "rules")
    Path("export").mkdir()
    shutil.move("rules/accounts.csv", "export/accounts.csv")
    return sikta


@pytest.mark.parametrize(
    "command",
    [
        ["check", "rules"],
        ["run", "rules"],
        ["explain", "rules", "1"],
        ["test", "rules"],
        ["sensitivity", "rules"],
        ["docs", "rules"],
        ["fmt", "rules"],
        ["table", "rules", "scores.potential.criteria.size", "sizes.csv"],
    ],
)
def test_a_fault_of_the_ruleset(here: Run, command: list[str]) -> None:
    rules = Path("rules/ruleset.yaml")
    rules.write_text(rules.read_text(encoding="utf-8") + "name: twice\n", encoding="utf-8")
    line = rules.read_text(encoding="utf-8").count("\n")
    told = here(*command)
    assert told.exit_code == 1
    assert (told.stdout + told.stderr).startswith(f"rules/ruleset.yaml:{line}:1: error E105: "), told.output


@pytest.mark.parametrize(
    "command", [["run", "rules"], ["explain", "rules", "1"], ["sensitivity", "rules"], ["check", "rules"]]
)
@pytest.mark.parametrize("data", ["export", "rules"])
def test_a_fault_of_the_data(here: Run, command: list[str], data: str) -> None:
    """Named in the folder that holds the data: that of --data, else the ruleset's own."""
    Path(data, "accounts.csv").write_text("id,company,size,spend\n1,Acme BV,80\n", encoding="utf-8")
    told = here(*command, *(["--data", data] if data == "export" or command[0] == "check" else []))
    assert told.exit_code == 1
    assert f"{data}/accounts.csv:2: error E503: accounts.csv line 2 has 3 fields" in told.stdout + told.stderr


def test_what_the_rules_ask_for_stands_in_the_ruleset(here: Run) -> None:
    rules = Path("rules/ruleset.yaml")
    rules.write_text(rules.read_text(encoding="utf-8").replace("as_of: 2026-06-30\n", ""), encoding="utf-8")
    told = here("run", "rules", "--data", "export")
    assert told.stderr.startswith("rules/ruleset.yaml:1:1: error E902: "), told.stderr


@pytest.mark.parametrize("style", ["text", "json", "junit", "github"])
def test_a_test_that_does_not_hold(here: Run, style: str) -> None:
    Path("rules/tests").mkdir()
    Path("rules/tests/own.yaml").write_text(TESTS, encoding="utf-8")
    told = here("test", "rules", "--format", style)
    assert "rules/tests/own.yaml" in told.stdout
    assert told.stdout.count("rules/tests/own.yaml") == told.stdout.count("tests/own.yaml")
    if style == "json":
        assert json.loads(told.stdout)["scenarios"][0]["file"] == "rules/tests/own.yaml"


def test_a_value_in_a_test_that_does_not_fit(here: Run) -> None:
    Path("rules/tests").mkdir()
    Path("rules/tests/own.yaml").write_text(TESTS.replace("80", "many"), encoding="utf-8")
    told = here("test", "rules")
    assert (told.stdout + told.stderr).startswith("rules/tests/own.yaml:2:29: error E462: "), told.output


def test_a_list_that_cannot_be_drafted_from(here: Run) -> None:
    Path("export/accounts.csv").write_text("id,size\n1,2,3\n", encoding="utf-8")
    told = here("init", "new", "--from", "export")
    assert told.stderr.startswith("export/accounts.csv:2: error E503: accounts.csv line 2 has 3 fields")


@pytest.mark.parametrize("command", ["check", "run", "test", "sensitivity", "docs"])
@pytest.mark.parametrize(
    ("named", "file", "folder"),
    [
        ("new", "new", "new"),
        ("my new/rules", "my new/rules", "'my new/rules'"),
        ("new/ruleset.yaml", "new/ruleset.yaml", "new"),
        ("export", "export/ruleset.yaml", "export"),
    ],
)
def test_a_ruleset_that_is_not_there_can_be_begun(
    here: Run, command: str, named: str, file: str, folder: str
) -> None:
    told = here(command, named)
    assert told.exit_code == 1
    assert (told.stdout + told.stderr).startswith(
        f"{file}: error E101: there is no such file\n"
        f"  mend it: check the name and the folder; or begin a new ruleset: sikta init {folder}\n"
    )


def test_of_another_file_beside_a_ruleset_no_new_one_is_begun(here: Run) -> None:
    told = here("check", "rules/rulset.yaml")
    assert told.stdout.startswith(
        "rules/rulset.yaml: error E101: there is no such file\n  mend it: the folder holds ruleset.yaml\n"
    )


def test_a_fault_of_a_template_that_is_named(here: Run) -> None:
    Path("mine").mkdir()
    Path("mine/index.md.j2").write_text("{{ nosuch }}", encoding="utf-8")
    assert here("run", "rules", "--data", "export", "--out", "monday").exit_code == 0
    told = here("brief", "monday", "--templates", "mine")
    assert told.stderr.startswith("mine/index.md.j2:1: error E707: ")


def test_a_run_whose_record_is_damaged(here: Run) -> None:
    assert here("run", "rules", "--data", "export", "--out", "runs/monday").exit_code == 0
    Path("runs/monday/facts.json").write_text("{", encoding="utf-8")
    assert here("brief", "runs/monday").stderr.startswith("runs/monday/facts.json:1:2: error E708: ")
