"""`sikta init` as a person types it."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from click.testing import Result

Run = Callable[..., Result]

ACCOUNTS = "customer_id,company,sector,employees\n1,Alpha,food,10\n2,Beta,care,200\n3,Gamma,food,40\n4,Delta,care,80\n"
ORDERS = "order_id,customer_id,order_date,amount\nA,1,2026-01-05,100\nB,1,2025-02-05,50\nC,3,2024-01-01,75\nD,9,2026-03-01,5\n"


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "customers.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    return folder


def test_from_nothing_it_checks_tests_and_runs(sikta: Run) -> None:
    begun = sikta("init")
    assert begun.exit_code == 0
    assert (
        begun.output
        == """\
Written to this folder: ruleset.yaml, and 8 files beside it (tests, editor
settings, README).

What to decide next
  1. Your own list: save it over accounts.csv, and name its columns
     (ruleset.yaml, line 14)
  2. The day that the rules look from (ruleset.yaml, line 12)
  3. What makes an account worth your time, and what counts most? (ruleset.yaml,
     line 25)
  4. Which accounts get a visit? High begins at 60 and 50 points (ruleset.yaml,
     line 39)
  5. What should a seller do in each segment? One is written, four are yours
     (ruleset.yaml, line 46)

What to type next
  sikta check  finds every fault, with its line and how to mend it
  sikta run    writes segments, reasons and briefs to out
"""
    )
    assert yaml.safe_load(Path("ruleset.yaml").read_text(encoding="utf-8"))["name"] == "desk"
    for command in ("check", "test", "run"):
        assert sikta(command).exit_code == 0, command


def said(begun: Result) -> str:
    """What is on the screen, with every line number as N."""
    lines = (line.rstrip() for line in begun.output.splitlines())
    return re.sub(r"line \d+", "line N", "".join(f"{line}\n" for line in lines))


def test_from_files_as_a_shell_spreads_them(sikta: Run, crm: Path) -> None:
    begun = sikta("init", "my-rules", "--from", *sorted(crm.iterdir()))
    assert begun.exit_code == 0
    assert (
        said(begun)
        == """\
File           Rows  Taken as          Key          Linked by
customers.csv     4  the accounts      customer_id
orders.csv        4  rows of accounts  order_id     customer_id 75%

Written to my-rules: ruleset.yaml, and 7 files beside it (tests, editor
settings, README).
2 files were copied into my-rules/data (1 kB); the originals stay as they are.

What to decide next
  1. 1 row of orders.csv has a value of customer_id that customers.csv lacks:
     "9". Is something missing there? (ruleset.yaml, line N)
  2. Nothing in the data names a currency, so it is EUR for now. Which is it?
     (ruleset.yaml, line N)
  3. The rules look from 2026-03-01: the latest orders.order_date in the data.
     Is that the day that you want? (ruleset.yaml, line N)
  4. "revenue" stands for what an account is worth. Is it the right one?
     (ruleset.yaml, line N)
  5. Points and weights are a first guess: what makes an account worth your
     time, and what counts most? (ruleset.yaml, line N)
  6. High begins at 50 points. How many accounts can your sellers handle? Move
     it until they fit (ruleset.yaml, line N)
  7. What should a seller do in each segment? Fill in the playbooks
     (ruleset.yaml, line N)
  8. Who is never your customer, whatever the score? Wake up the example of a
     knock-out (ruleset.yaml, line N)

What to type next
  sikta check my-rules  finds every fault, with its line and how to mend it
  sikta run my-rules    writes segments, reasons and briefs to out
"""
    )
    for command in ("check", "test", "run"):
        assert sikta(command, "my-rules").exit_code == 0, command
    lines = Path("my-rules/ruleset.yaml").read_text(encoding="utf-8").splitlines()
    told = [int(number) for number in re.findall(r"line (\d+)", begun.output)]
    assert [lines[number - 1].split(":")[0].strip() for number in told] == [
        "customer_id", "currency", "as_of", "reports", "scores", "axes", "playbooks", "# knockouts",
    ]  # fmt: skip


def test_the_draft_is_laid_out_and_its_editor_finds_the_schema(sikta: Run, crm: Path) -> None:
    sikta("init", "my-rules", "--quiet", "--from", crm)
    assert sikta("fmt", "--check", "my-rules").exit_code == 0
    first = Path("my-rules/ruleset.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (Path("my-rules") / schema).is_file()
    assert schema in Path("my-rules/.vscode/settings.json").read_text(encoding="utf-8")


def test_data_may_stay_where_it_is(sikta: Run, crm: Path) -> None:
    begun = sikta("init", "my-rules", "--no-copy", "--from", crm)
    assert f"sikta run my-rules --data {crm}" in begun.output
    assert not Path("my-rules/data").exists()
    assert sikta("run", "my-rules", "--data", crm).exit_code == 0


def test_a_folder_that_holds_the_data_needs_no_copies(sikta: Run, crm: Path) -> None:
    begun = sikta("init", crm, "--from", crm / "customers.csv", crm / "orders.csv")
    assert "copied" not in begun.output
    assert "file: orders.csv" in (crm / "ruleset.yaml").read_text(encoding="utf-8")
    assert sikta("run", crm).exit_code == 0


def test_what_is_there_is_never_overwritten(sikta: Run, crm: Path) -> None:
    sikta("init", "my-rules", "--from", crm)
    again = sikta("init", "my-rules", "--from", crm)
    assert again.exit_code == 1
    assert again.stderr == (
        "error E964: the folder my-rules has these files already: ruleset.yaml, tests/cases.yaml, data/customers.csv, "
        "data/orders.csv; nothing was written\n"
        "  expected: a folder without a ruleset\n"
        "  mend it: name another folder: sikta init my-rules\n\n"
    )


def test_faults_of_all_files_at_once_and_nothing_is_written(sikta: Run, crm: Path) -> None:
    (crm / "orders.csv").write_text("a,b\n1,2,3\n", encoding="utf-8")
    (crm / "customers.csv").write_text("", encoding="utf-8")
    begun = sikta("init", "my-rules", "--from", crm)
    assert begun.exit_code == 1
    assert "customers.csv is empty" in begun.stderr
    assert "orders.csv line 2 has 3 fields where the header has 2" in begun.stderr
    assert not Path("my-rules").exists()


@pytest.mark.parametrize("words", [["--from"], ["a", "b"], ["my-rules", "--ci", "svn"]])
def test_wrong_use_is_told(sikta: Run, words: list[str]) -> None:
    assert sikta("init", *words).exit_code == 2


def test_a_folder_named_behind_from_is_told_where_it_belongs(sikta: Run, crm: Path) -> None:
    begun = sikta("init", "--from", crm / "orders.csv", "my-rules")
    assert begun.exit_code == 1
    assert "the name of the new folder goes before --from" in begun.stderr


@pytest.mark.parametrize(
    ("ci", "path"), [("github", ".github/workflows/sikta.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_the_workflow_comes_along(sikta: Run, ci: str, path: str) -> None:
    begun = sikta("init", "my-rules", "--ci", ci)
    template = files("sikta") / "templates" / "workflows" / f"{ci}.yml"
    assert Path("my-rules", path).read_text(encoding="utf-8") == template.read_text(encoding="utf-8")
    assert "The workflow is read at the top of a repository only." in begun.output


def test_files_without_a_list_of_accounts_are_told(sikta: Run, crm: Path) -> None:
    begun = sikta("init", "my-rules", "--from", crm / "orders.csv")
    assert "No file lists the accounts, so they are the 3 that orders.csv names." in begun.output


def test_what_lies_beside_and_was_there_is_told(sikta: Run, crm: Path) -> None:
    (crm / "README.md").write_text("mine", encoding="utf-8")
    begun = sikta("init", crm, "--from", crm)
    assert "There already, and left as they were: README.md." in begun.output


def test_a_draft_in_another_language(sikta: Run, crm: Path) -> None:
    """Titles and reports are Dutch; ids, comments and the words of the data stay as they are."""
    assert sikta("init", "regels", "--language", "nl", "--quiet", "--from", crm).exit_code == 0
    rules = yaml.safe_load(Path("regels/ruleset.yaml").read_text(encoding="utf-8"))
    assert rules["languages"] == ["nl"]
    assert rules["metrics"]["revenue_12m"]["title"] == "Omzet, laatste 12 maanden"
    assert rules["scores"]["business"]["title"] == "Wat ze ons nu opleveren"
    assert [each["title"] for each in rules["segmentations"]["priority"]["segments"].values()] == [
        "Investeren", "Overtuigen", "Behouden", "Zuinig bedienen", "Eerst uitzoeken",
    ]  # fmt: skip
    assert rules["playbooks"]["invest"]["objective"] == "Nog te bepalen: ons aandeel daar vergroten?"
    assert "Prioriteitenmatrix" in sikta("run", "regels").output
    assert sikta("init", "x", "--language", "fr").exit_code == 2


def test_a_segment_that_holds_most_accounts_is_told(sikta: Run, crm: Path) -> None:
    """Equal values share the better tier, so all 20 that bring 10 each are in the first."""
    rows = "".join(f"{number},Company {number},food,{number}\n" for number in range(1, 21))
    (crm / "customers.csv").write_text(f"customer_id,company,sector,employees\n{rows}", encoding="utf-8")
    amounts = "".join(f"{number},{number},2026-01-05,10\n" for number in range(1, 21))
    (crm / "orders.csv").write_text(f"order_id,customer_id,order_date,amount\n{amounts}", encoding="utf-8")
    begun = sikta("init", "my-rules", "--from", crm)
    told = " ".join(begun.output.split())
    assert (
        '"A" holds 20 of the 20 accounts (100%), too many to begin with. Move its limit until your sellers can handle them'
        in told
    )


def test_next_month_an_export_is_enough(sikta: Run, crm: Path) -> None:
    """The files were copied into data/; a new export lies in a folder of its own, without that."""
    sikta("init", "my-rules", "--quiet", "--from", crm)
    (crm / "orders.csv").write_text(ORDERS + "E,2,2026-03-02,500\n", encoding="utf-8")
    run = sikta("run", "my-rules", "--data", crm, "--as-of", "2026-03-02")
    assert (run.exit_code, "€725" in run.output) == (0, True)


def test_why_a_file_is_left_out(sikta: Run, crm: Path) -> None:
    """What is only referred to by what leads to no account is left out with it, and the reason is told of each."""
    (crm / "regions.csv").write_text("region_id,region\nR1,North\nR2,South\nR3,East\n", encoding="utf-8")
    (crm / "territories.csv").write_text(
        "territory,region_id\nT1,R1\nT2,R2\nT3,R3\nT4,R1\n", encoding="utf-8"
    )
    told = " ".join(sikta("init", "my-rules", "--from", crm).output.split())
    assert (
        "Left out: regions.csv. Why: nothing in it names an account, and what refers to it (territories.csv) leads to "
        "none either. Left out: territories.csv. Why: nothing in it names an account, and no column of another file "
        "clearly refers to it." in told
    )
