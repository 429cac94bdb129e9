"""`sikta check`: what is told, where it is said to stand, and what `--fix` does to files."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import RULESET, Run

FAULTY = RULESET.replace("when: potential", "when: potental").replace("as_of: 2026-06-30", "as_of: 30-6-2026")
TOLD = """\
rules/ruleset.yaml:5:8: error E206: "as_of" takes a date such as 2026-06-30, or today
    as_of: 30-6-2026
           ^^^^^^^^^
  found: the text "30-6-2026"
  mend it: write 2026-06-30

rules/ruleset.yaml:23:44: error E305: potental is not a name that is known here
    segments: {large: {title: Large, when: potental >= 50}, small: {title: Small ones, otherwise: true}}
                                           ^^^^^^^^
  mend it: did you mean potential?

"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A faulty ruleset in `rules/` below the folder in which the command is typed."""
    monkeypatch.chdir(tmp_path)
    folder = Path("rules")
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(FAULTY, encoding="utf-8")
    return folder


def test_the_end_says_how_many_and_how_to_mend_them(sikta: Run, rules: Path) -> None:
    result = sikta("check", rules)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{TOLD}1 ruleset checked: 2 errors\nAll of these can be mended by: sikta check rules --fix\n"
    )


def test_fix(sikta: Run, rules: Path) -> None:
    result = sikta("check", rules, "--fix")
    assert result.stdout == (
        'rules/ruleset.yaml:5:8  "30-6-2026" → "2026-06-30"\n'
        'rules/ruleset.yaml:23:44  "potental" → "potential"\n'
        "\n"
        "1 ruleset checked: nothing to mend\n"
    )
    assert result.exit_code == 0
    assert (rules / "ruleset.yaml").read_text(encoding="utf-8") == RULESET


def test_fix_tells_what_is_left(sikta: Run, rules: Path) -> None:
    file = rules / "ruleset.yaml"
    file.write_text(FAULTY.replace("scale: [0, 100]", "scale: [5, 5]"), encoding="utf-8")
    result = sikta("check", rules, "--fix")
    assert result.exit_code == 1
    assert "error E404: the scale begins and ends at 5" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 ruleset checked: 1 error"


def test_fix_keeps_permissions_and_leaves_no_other_file(sikta: Run, rules: Path) -> None:
    (rules / "ruleset.yaml").chmod(0o640)
    sikta("check", rules, "--fix")
    assert (rules / "ruleset.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in rules.iterdir()] == ["ruleset.yaml"]


def test_fix_of_a_read_only_file(sikta: Run, rules: Path) -> None:
    (rules / "ruleset.yaml").chmod(0o444)
    result = sikta("check", rules, "--fix")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "rules/ruleset.yaml: error E112: the file is read-only, so nothing was mended\n"
        "  mend it: take its write protection off and try again, or mend it by hand\n\n" + TOLD
    )
    assert (rules / "ruleset.yaml").read_text(encoding="utf-8") == FAULTY


def test_nothing_is_written_without_a_repair(sikta: Run, rules: Path) -> None:
    file = rules / "ruleset.yaml"
    file.write_text(RULESET, encoding="utf-8")
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert sikta("check", rules, "--fix").stdout == "1 ruleset checked: nothing to mend\n"
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


@pytest.mark.parametrize("options", [("--diff",), ("--fix", "--dry-run"), ("--fix", "--diff")])
def test_diff_shows_and_writes_nothing(sikta: Run, rules: Path, options: tuple[str, ...]) -> None:
    result = sikta("check", rules, *options)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith(("+", "-"))] == [
        "--- a/rules/ruleset.yaml",
        "+++ b/rules/ruleset.yaml",
        "-as_of: 30-6-2026",
        "+as_of: 2026-06-30",
        "-    segments: {large: {title: Large, when: potental >= 50}, small: {title: Small ones, otherwise: true}}",
        "+    segments: {large: {title: Large, when: potential >= 50}, small: {title: Small ones, otherwise: true}}",
    ]
    assert (rules / "ruleset.yaml").read_text(encoding="utf-8") == FAULTY


def test_the_diff_is_one_that_git_applies(sikta: Run, rules: Path) -> None:
    file = rules / "ruleset.yaml"
    file.write_bytes(FAULTY.rstrip("\n").replace("\n", "\r\n").encode())
    change = sikta("check", rules, "--diff").stdout_bytes
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], input=change, check=True)
    assert file.read_bytes() == RULESET.rstrip("\n").replace("\n", "\r\n").encode()


def test_diff_is_text_only(sikta: Run, rules: Path) -> None:
    result = sikta("check", rules, "--diff", "--format", "json")
    assert result.exit_code == 2
    assert "--diff shows a change as text" in result.stderr


def test_diff_of_what_needs_no_mending(sikta: Run, rules: Path) -> None:
    (rules / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    result = sikta("check", rules, "--diff")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("rules", "rules/ruleset.yaml"),
        ("rules/", "rules/ruleset.yaml"),
        ("./rules/ruleset.yaml", "rules/ruleset.yaml"),
        ("../{here}/rules", "rules/ruleset.yaml"),
        ("{absolute}/rules", "rules/ruleset.yaml"),
    ],
)
def test_a_place_is_a_path_from_here(sikta: Run, rules: Path, named: str, shown: str) -> None:
    here = Path.cwd()
    result = sikta("check", named.format(here=here.name, absolute=here))
    assert result.stdout.startswith(f"{shown}:5:8: error E206")


def test_a_place_outside_of_here_is_as_it_was_named(
    sikta: Run, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rules / "inner").mkdir()
    monkeypatch.chdir(rules / "inner")
    assert sikta("check", "..").stdout.startswith("../ruleset.yaml:5:8: error E206")


def test_the_ruleset_of_this_folder(sikta: Run, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(rules)
    result = sikta("check")
    assert result.stdout.startswith("ruleset.yaml:5:8: error E206")
    assert result.stdout.endswith("All of these can be mended by: sikta check --fix\n")


def test_several_rulesets_are_told_apart(sikta: Run, rules: Path) -> None:
    other = Path("other")
    other.mkdir()
    (other / "ruleset.yaml").write_text(FAULTY, encoding="utf-8")
    lines = sikta("check", rules, other).stdout.splitlines()
    assert [line.partition(":")[0] for line in lines if "error" in line and ":" in line][:4] == [
        *["rules/ruleset.yaml"] * 2,
        *["other/ruleset.yaml"] * 2,
    ]
    assert lines[-2:] == [
        "2 rulesets checked: 4 errors",
        "All of these can be mended by: sikta check rules other --fix",
    ]


def test_a_base_is_named_from_here_and_not_mended(sikta: Run, rules: Path) -> None:
    own = Path("own")
    own.mkdir()
    (own / "ruleset.yaml").write_text("sikta: 1\nname: own\nextends: ../rules\n", encoding="utf-8")
    result = sikta("check", own, "--fix")
    assert result.stdout.startswith("rules/ruleset.yaml:5:8: error E206")
    assert (rules / "ruleset.yaml").read_text(encoding="utf-8") == FAULTY


def test_a_run_names_places_from_here_too(sikta: Run, rules: Path) -> None:
    assert sikta("run", rules).stderr.startswith("rules/ruleset.yaml:5:8: error E206")
    assert sikta("explain", rules, "1").stderr.startswith("rules/ruleset.yaml:5:8: error E206")


def test_json_with_repairs(sikta: Run, rules: Path) -> None:
    date, name = json.loads(sikta("check", rules, "--format", "json").stdout)
    assert (date["file"], date["line"]) == ("rules/ruleset.yaml", 5)
    assert name["repair"] == [
        {
            "file": "rules/ruleset.yaml",
            "line": 23,
            "column": 44,
            "length": 8,
            "old": "potental",
            "new": "potential",
        }
    ]


def test_fix_tells_programs_what_is_left_and_people_what_was_done(sikta: Run, rules: Path) -> None:
    result = sikta("check", rules, "--fix", "--format", "json")
    assert json.loads(result.stdout) == []
    assert 'rules/ruleset.yaml:5:8  "30-6-2026" → "2026-06-30"' in result.stderr


def test_annotations_stand_at_the_path_in_the_repository(sikta: Run, rules: Path) -> None:
    first = sikta("check", rules, "--format", "github").stdout.splitlines()[0]
    assert first.startswith("::error file=rules/ruleset.yaml,line=5,col=8,endColumn=17,title=sikta E206::")


def test_sarif(sikta: Run, rules: Path) -> None:
    run = json.loads(sikta("check", rules, "--format", "sarif").stdout)["runs"][0]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["rules/ruleset.yaml"] * 2
    assert [place["region"]["startLine"] for place in places] == [5, 23]


def test_quiet(sikta: Run, rules: Path) -> None:
    assert sikta("check", rules, "-q").stdout == f"{TOLD}1 ruleset checked: 2 errors\n"
    (rules / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    assert sikta("check", rules, "-q").output == ""


def test_the_verdict_comes_last_however_many_findings_there_are(sikta: Run, rules: Path) -> None:
    criteria = "".join(f"c{n}: {{weight: 1, value: size, scale: [5, 5]}}, " for n in range(80))
    (rules / "ruleset.yaml").write_text(
        RULESET.replace("{size: {weight", f"{{{criteria}size: {{weight"), encoding="utf-8"
    )
    assert sikta("check", rules).stdout.splitlines()[-1] == "1 ruleset checked: 80 errors"


def test_what_cannot_be_seen_is_told_by_its_name(sikta: Run, rules: Path) -> None:
    text = "\ufeff" + RULESET.replace("  grade:", "\tgrade:", 1).replace("\n    method", "\n\t\tmethod")
    text = text.replace("\n    segments", "\n\t\tsegments").replace(
        "potential >= 50", "po\u200btential >= 50"
    )
    (rules / "ruleset.yaml").write_text(text, encoding="utf-8")
    assert sikta("check", rules, "--fix").stdout.splitlines() == [
        'rules/ruleset.yaml:1:1  "<U+FEFF>" → nothing',
        "rules/ruleset.yaml:21:1  1 tab → 2 blanks",
        "rules/ruleset.yaml:22:1  2 tabs → 4 blanks",
        "rules/ruleset.yaml:23:1  2 tabs → 4 blanks",
        'rules/ruleset.yaml:23:46  "<U+200B>" → nothing',
        "",
        "1 ruleset checked: nothing to mend",
    ]
    assert (rules / "ruleset.yaml").read_text(encoding="utf-8") == RULESET


def test_a_repair_that_does_not_help_is_taken_back_and_told(sikta: Run, rules: Path) -> None:
    """With its colon the name would stand twice."""
    file = rules / "ruleset.yaml"
    text = RULESET.replace("as_of:", "name sample\nas_of:", 1)
    file.write_text(text, encoding="utf-8")
    result = sikta("check", rules, "--fix")
    assert "  E104 was tried and taken back, as something else would be wrong then\n\n" in result.stdout
    assert file.read_text(encoding="utf-8") == text
