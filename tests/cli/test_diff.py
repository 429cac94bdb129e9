"""`sikta diff`, as a person types it: on folders, on the history of a repository, and as a gate of a pull request."""

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from tests.cli.conftest import RULESET, Run

EXAMPLE = Path(str(files("sikta"))) / "rulesets" / "proactive-sales"
THREE_EDITS = {
    'relationship == "prospect" and employees < 10': 'relationship == "prospect" and employees < 25',
    "pain: {low: 0, high: 40}": "pain: {low: 0, high: 50}",
    "A: {title: {en: A customers, nl: A-klanten, sv: A-kunder}, up_to: 80%}": (
        "A: {title: {en: A customers, nl: A-klanten, sv: A-kunder}, up_to: 75%}"
    ),
}


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, small: Path) -> Path:
    """A repository with two versions of the small ruleset, cloned afresh; the later one on the branch `lower`."""
    origin = tmp_path / "origin"
    shutil.copytree(small, origin / "rules" / "small")
    git(origin, "init", "--quiet")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message", "first")
    git(origin, "switch", "--quiet", "--create", "lower")
    file = origin / "rules" / "small" / "ruleset.yaml"
    file.write_text(RULESET.replace("potential >= 50", "potential >= 20"), encoding="utf-8")
    git(origin, "commit", "--quiet", "--all", "--message", "lower the bound")
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    return tmp_path / "clone"


@pytest.fixture
def lower(tmp_path: Path, small: Path) -> Path:
    """The small ruleset with another bound: Beta moves."""
    folder = tmp_path / "lower"
    shutil.copytree(small, folder)
    (folder / "ruleset.yaml").write_text(RULESET.replace(">= 50", ">= 20"), encoding="utf-8")
    return folder


HEADLINE = "1 edit moves 1 of 3 accounts: €500 of €1,751 (Revenue)"


def said(result: Result) -> str:
    return result.stderr


def test_two_folders(sikta: Run, small: Path, lower: Path) -> None:
    result = sikta("diff", small, lower)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{HEADLINE}\n")
    assert "* Beta NV (2), €500: Small ones → Large\n" in result.stdout


@pytest.mark.parametrize("place", [".", "rules/small"])
@pytest.mark.parametrize("old", ["origin/main", "HEAD~1", "HEAD~1:rules/small"])
def test_versions_of_a_clone(
    sikta: Run, clone: Path, monkeypatch: pytest.MonkeyPatch, old: str, place: str
) -> None:
    """From the top of the repository, where the version or the new ruleset names the folder; and from the folder itself."""
    monkeypatch.chdir(clone / place)
    named = [] if place != "." or ":" in old else ["rules/small"]
    result = sikta("diff", old, *named)
    assert result.stdout.startswith(f"{HEADLINE}\n"), said(result)
    commit = git(clone, "rev-parse", "--short=7", "HEAD~1")
    shown = "rules/small" if place == "." else "small"
    assert f"Small: {old.partition(':')[0]} ({commit}) → {shown} · as of 30 Jun 2026\n" in result.stdout
    assert git(clone, "status", "--porcelain") == ""


def test_a_working_version_says_that_it_is_not_in_the_history_yet(
    sikta: Run, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clone / "rules" / "small")
    file = Path("ruleset.yaml")
    file.write_text(file.read_text(encoding="utf-8") + "owner: Sales\n", encoding="utf-8")
    assert " → small (not committed) · as of" in sikta("diff", "HEAD~1").stdout
    dutch = sikta("diff", "HEAD~1", "--language", "nl").stdout
    assert " → small (niet vastgelegd) · per" in dutch
    assert "verandert van segment" in dutch
    assert json.loads(sikta("diff", "HEAD~1", "--format", "json").stdout)["new"]["uncommitted"] is True


def test_two_versions_are_computed_on_the_data_of_the_folder(
    sikta: Run, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clone / "rules" / "small")
    result = sikta("diff", "HEAD~1", "HEAD")
    assert result.stdout.startswith(f"{HEADLINE}\n"), said(result)
    monkeypatch.chdir(clone)
    result = sikta("diff", "HEAD~1:rules/small", "HEAD:rules/small")
    assert result.stdout.startswith(f"{HEADLINE}\n"), said(result)


def test_order_comments_and_layout_are_no_difference(sikta: Run, small: Path, lower: Path) -> None:
    lines = RULESET.splitlines()
    head, rest = lines[:4], lines[4:]
    moved = "\n".join(["# a comment", *head[:2], head[3], "", head[2], *rest]).replace(
        "  large: {title: Large,", "  large: {  title: 'Large',"
    )
    (lower / "ruleset.yaml").write_text(moved + "\n", encoding="utf-8")
    result = sikta("diff", small, lower, "--fail-on", "moved>=0")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "No change")


def test_without_a_new_ruleset_there_has_to_be_one_here(sikta: Run, small: Path) -> None:
    result = sikta("diff", small)
    assert result.exit_code == 2
    assert "there is no ruleset.yaml in this folder to compare" in said(result)
    assert "sikta diff" in said(result)


def test_no_such_version(sikta: Run, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone / "rules" / "small")
    result = sikta("diff", "mian")
    assert result.exit_code == 1
    assert "error E933" in said(result)


def test_the_faults_of_both_are_told_apart(sikta: Run, small: Path, lower: Path) -> None:
    for folder, wrong in ((small, "potental >= 50"), (lower, "potential >= 'x'")):
        text = RULESET.replace("potential >= 50", wrong)
        (folder / "ruleset.yaml").write_text(text, encoding="utf-8")
    result = sikta("diff", small, lower)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{small} › ruleset.yaml:23:" in said(result)
    assert f"{lower} › ruleset.yaml:23:" in said(result)


def test_where_the_data_is_absent_the_words_alone_and_aloud(sikta: Run, small: Path, lower: Path) -> None:
    (lower / "accounts.csv").unlink()
    result = sikta("diff", small, lower)
    assert result.exit_code == 0
    assert "The data is not here (accounts.csv)" in result.stdout
    assert "1 edit\n" in result.stdout
    named = sikta("diff", small, lower, "--data", small)
    assert named.stdout.startswith(f"{HEADLINE}\n")
    missing = sikta("diff", small, lower, "--data", lower)
    assert (missing.exit_code, "error E501" in said(missing)) == (1, True)


def test_a_file_that_only_the_old_rules_read_is_absent_too(sikta: Run, small: Path, lower: Path) -> None:
    text = (small / "ruleset.yaml").read_text(encoding="utf-8")
    (small / "ruleset.yaml").write_text(text.replace("accounts.csv", "customers.csv"), encoding="utf-8")
    result = sikta("diff", small, lower)
    assert (result.exit_code, "The data is not here (customers.csv)" in result.stdout) == (0, True)


def test_data_that_does_not_fit_one_of_them_is_told_of_that_one(sikta: Run, small: Path, lower: Path) -> None:
    text = (small / "ruleset.yaml").read_text(encoding="utf-8")
    (small / "ruleset.yaml").write_text(
        text.replace("spend: {type: number}", "spend: {type: number, column: sales}"), encoding="utf-8"
    )
    result = sikta("diff", small, lower)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{small} › accounts.csv:1: error E507" in said(result)


def test_words_only_when_asked(sikta: Run, small: Path, lower: Path) -> None:
    result = sikta("diff", small, lower, "--no-data")
    assert result.exit_code == 0
    assert "No data was looked at" in result.stdout


def test_a_limit_without_data_is_not_kept_in_silence(sikta: Run, small: Path, lower: Path) -> None:
    result = sikta("diff", small, lower, "--no-data", "--fail-on", "moved>5%")
    assert (result.exit_code, "error E944" in said(result)) == (1, True)


@pytest.mark.parametrize(
    ("limits", "code", "told"),
    [
        (["moved>50%"], 0, ""),
        (["moved>5%", "money>1000"], 1, "beyond the limit moved>5%: 33.33%\n"),
        (["money[grade]>400"], 1, "beyond the limit money[grade]>400: €500 in grade\n"),
        (
            ["leaves:small>0", "joins:large>0"],
            1,
            ":small>0: 1 in grade\nbeyond the limit joins:large>0: 1 in grade\n",
        ),
        (["moved<5"], 1, "error E941"),
        (["moved[grad]>5"], 1, "error E942"),
    ],
)
def test_limits(sikta: Run, small: Path, lower: Path, limits: list[str], code: int, told: str) -> None:
    result = sikta("diff", small, lower, *[word for limit in limits for word in ("--fail-on", limit)])
    assert result.exit_code == code
    assert told in said(result)
    assert (HEADLINE in result.stdout) == ("error E" not in told)


def test_a_segmentation_that_is_not_there(sikta: Run, small: Path, lower: Path) -> None:
    result = sikta("diff", small, lower, "--segmentation", "grad")
    assert (result.exit_code, 'did you mean "grade"?' in said(result)) == (1, True)


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("markdown", f"## {HEADLINE}\n"),
        ("html", "<!DOCTYPE html>\n"),
        ("json", "{\n"),
        ("text", f"{HEADLINE}\n"),
    ],
)
def test_into_a_file(sikta: Run, small: Path, lower: Path, tmp_path: Path, style: str, start: str) -> None:
    out = tmp_path / "reports" / "diff.txt"
    result = sikta("diff", small, lower, "--format", style, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith(start)
    assert [path.name for path in out.parent.iterdir()] == ["diff.txt"]


def test_in_another_language(sikta: Run, small: Path, lower: Path) -> None:
    result = sikta("diff", small, lower, "--language", "nl")
    assert result.stdout.startswith("1 wijziging verplaatst 1 van 3 accounts")
    assert 'The ruleset has no texts in "nl"' in said(result)


def test_the_help_tells_how_limits_are_written(sikta: Run) -> None:
    text = sikta("diff", "--help").stdout
    assert "leaves:A>0" in text
    assert "moved[priority]>5%" in text
    assert max(map(len, text.splitlines())) <= 80


# The example, with three edits at once, against two runs of their own.


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "rules"
    shutil.copytree(EXAMPLE, folder)
    file = folder / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in THREE_EDITS.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return folder


def test_three_edits_of_the_example_against_two_runs(sikta: Run, changed: Path) -> None:
    """Every total and mover is what SQL finds in the two accounts.csv; every mover has its edit."""
    told = json.loads(sikta("diff", EXAMPLE, changed, "--format", "json").stdout)
    for name, rules in (("old", EXAMPLE), ("new", changed)):
        assert sikta("run", rules, "--out", name, "--results", "csv", "--documents", "", "-q").exit_code == 0
    assert [edit["text"] for edit in told["edits"]] == [
        (
            "Too small to visit takes out other accounts: where Relationship is prospect and Employees is less than 10 → "
            "where Relationship is prospect and Employees is less than 25"
        ),
        "Priority matrix, Pain: “high” begins at 40 → 50",
        "A customers in Value pyramid runs up to 80% → 75%",
    ]
    assert [unit["edits"] for unit in told["units"]] == [[0], [1], [2]]
    with duckdb.connect() as sql:
        for name in ("old", "new"):
            sql.execute(
                f"create table {name} as select * from read_csv('{name}/accounts.csv', all_varchar = true)"
            )
        everybody = set()
        for part in told["segmentations"]:
            everybody |= movers(sql, part)
            totals(sql, part)
    assert told["accounts"] == {"before": 620, "after": 620, "moved": len(everybody)}
    assert len(everybody) > 50


def movers(sql: duckdb.DuckDBPyConnection, part: dict) -> set[str]:  # type: ignore[type-arg]
    id_ = part["id"]
    rows = sql.execute(
        f"select account_id, coalesce(o.\"{id_}\", ''), coalesce(n.\"{id_}\", '') from old o join new n using (account_id)"
        f' where o."{id_}" is distinct from n."{id_}"'
    ).fetchall()
    told = {
        mover["key"]: (";".join(mover["from"]["segments"]), ";".join(mover["to"]["segments"]))
        for mover in part["movers"]
    }
    assert told == {key: (was, is_) for key, was, is_ in rows}
    assert all(mover["verdict"]["units"] for mover in part["movers"])
    assert all(mover["reason"] for mover in part["movers"])
    return set(told)


def totals(sql: duckdb.DuckDBPyConnection, part: dict) -> None:  # type: ignore[type-arg]
    for name, side in (("old", "before"), ("new", "after")):
        rows = sql.execute(
            f"select coalesce(\"{part['id']}\", ''), count(*), round(sum(cast(revenue_12m as decimal(18, 6))), 2)"
            f" from {name} group by 1"
        ).fetchall()
        if part["overlapping"]:
            continue
        counted = {segment: (count, pytest.approx(float(money or 0))) for segment, count, money in rows}
        told = {
            "".join(total["place"]["segments"]): (total[side]["accounts"], total[side]["money"])
            for total in part["totals"]
            if total[side]["accounts"]
        }
        assert told == counted


def test_no_program_of_the_repository_runs(sikta: Run, small: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    (small / ".gitattributes").write_text("*.yaml filter=own", encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.email=a@example.com", "-c", "user.name=A", "commit", "-q", "-m", "first"],
        ["config", "filter.own.clean", f"touch {ran}; cat"],
    ):
        subprocess.run(["git", *words], cwd=small, check=True)
    rules = small / "ruleset.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("[0, 100]", "[0, 90]"), encoding="utf-8")
    told = sikta("diff", "HEAD", small)
    assert told.exit_code == 0
    assert "(not committed)" in " ".join(told.stdout.split())  # wherever the line is broken
    assert not ran.exists()


@pytest.mark.parametrize("name", ["ruleset.yaml", "accounts.csv"])
def test_no_report_takes_the_place_of_rules_or_data(sikta: Run, small: Path, name: str) -> None:
    before = (small / name).read_bytes()
    told = sikta("diff", small, small, "--out", small / name)
    assert told.exit_code == 2
    assert "has the name of rules or data" in told.stderr
    assert (small / name).read_bytes() == before
