"""`sikta test` as it is typed and read."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result

Run = Callable[..., Result]

HOLDS = "tests:\n  large_one: {title: A large one, given: {size: 80}, expect: {grade: large}}\n"
FAILS = "tests:\n  small_one: {title: A small one, given: {size: 80}, expect: {grade: small}}\n"


@pytest.fixture
def tested(small: Path) -> Callable[[str], Path]:
    """The small ruleset with a file of tests."""

    def write(tests: str) -> Path:
        (small / "tests").mkdir(exist_ok=True)
        (small / "tests" / "own.yaml").write_text(tests, encoding="utf-8")
        return small

    return write


def test_tests_that_hold(sikta: Run, tested: Callable[[str], Path]) -> None:
    result = sikta("test", tested(HOLDS))
    assert (result.exit_code, result.stdout) == (0, "  holds  A large one\n\n1 of 1 scenario holds\n")
    assert sikta("test", tested(HOLDS), "-q").stdout == "1 of 1 scenario holds\n"


def test_one_that_does_not_hold(sikta: Run, tested: Callable[[str], Path]) -> None:
    folder = tested(FAILS)
    result = sikta("test", folder)
    assert result.exit_code == 1
    assert (
        result.stdout
        == f"""\
FAILS: A small one
  {folder}/tests/own.yaml:2  small_one
  grade: expected small, found large

    Segments
    --------
    * → Grade: Large (expected: Small ones)
        because Potential is at least 50

    Potential: 80.00
    ----------------
    100% is known
    Criterion  Value  Points  Weight  Contribution  Remarks
    ---------  -----  ------  ------  ------------  -------
    Size       80      80.00    100%         80.00
    Score                                    80.00

0 of 1 scenario holds
"""
    )


def test_a_ruleset_without_tests_is_untested(sikta: Run, small: Path) -> None:
    result = sikta("test", small)
    assert result.exit_code == 1
    assert "error E921: a ruleset without scenarios is untested" in result.stderr
    assert "sikta test --write-missing proposes some" in result.stderr
    allowed = sikta("test", small, "--allow-empty")
    assert (allowed.exit_code, allowed.stdout) == (0, "0 of 0 scenarios hold\n")


def test_some_of_the_tests(sikta: Run, tested: Callable[[str], Path]) -> None:
    both = tested(HOLDS + FAILS.removeprefix("tests:\n"))
    assert sikta("test", both, "-k", "LARGE one").stdout == "  holds  A large one\n\n1 of 1 scenario holds\n"
    none = sikta("test", both, "-k", "large_oen")
    assert none.exit_code == 1
    assert 'error E922: none of the 2 tests has "large_oen" in its id or title' in none.stderr
    assert 'did you mean "large_one"?' in none.stderr
    assert "leave -k out to run them all" in sikta("test", both, "-k", "xyz").stderr


def test_for_programs(sikta: Run, tested: Callable[[str], Path]) -> None:
    result = sikta("test", tested(FAILS), "--format", "json", "--coverage", "--mutate")
    record = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(record) == ["scenarios", "held", "failed", "coverage", "changes"]


def test_for_build_servers(sikta: Run, tested: Callable[[str], Path]) -> None:
    result = sikta("test", tested(FAILS), "--format", "junit", "--junit", "report.xml")
    assert ET.fromstring(result.stdout).attrib["failures"] == "1"
    assert Path("report.xml").read_text(encoding="utf-8") == result.stdout


def test_beside_the_lines_of_a_pull_request(sikta: Run, tested: Callable[[str], Path]) -> None:
    folder = tested(FAILS)
    result = sikta("test", folder, "--format", "github")
    assert result.stdout.startswith(f"::error file={folder}/tests/own.yaml,line=2,col=")
    assert "grade: expected small, found large" in result.stdout
    assert sikta("test", tested(HOLDS), "--format", "github").stdout == ""


def test_coverage_and_what_it_has_to_reach(sikta: Run, tested: Callable[[str], Path]) -> None:
    """Of two segments one, and the scale: 2 of 3."""
    result = sikta("test", tested(HOLDS), "--fail-under", "80")
    assert result.exit_code == 1
    assert "No test decides:\n  Segments\n    Grade: Small ones\n" in result.stdout
    assert result.stdout.endswith("Tests decide 66.7%, less than the 80% that is asked for.\n")
    assert sikta("test", tested(HOLDS), "--fail-under", "60").exit_code == 0


def test_changes(sikta: Run, tested: Callable[[str], Path]) -> None:
    result = sikta("test", tested(HOLDS), "--mutate")
    assert result.exit_code == 0, result.stderr
    assert "small changes of the ruleset are noticed by some test" in result.stdout


def test_tests_are_proposed_once(sikta: Run, small: Path) -> None:
    shown = sikta("test", small, "--write-missing", "--dry-run")
    assert shown.exit_code == 0
    assert not (small / "tests").exists()
    assert 'title: "Size 50: at the bound"' in shown.stdout
    written = sikta("test", small, "--write-missing", "--limit", "1")
    assert written.stdout == f"1 test proposed in {small}/tests/proposed.yaml; read them before you commit\n"
    assert sikta("test", small, "--write-missing").exit_code == 0
    assert sikta("check", small).exit_code == 0
    assert sikta("test", small).exit_code == 0
    again = sikta("test", small, "--write-missing")
    assert again.stderr == "Nothing to propose: the tests decide every bound that sikta finds.\n"


def test_the_embedded_example_is_not_written_to(
    sikta: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The small ruleset stands in for the example, which takes longer."""
    monkeypatch.setattr("sikta.engine.commandline.commands.test.example", lambda: small)
    result = sikta("test", "--write-missing", "--limit", "2")
    assert result.exit_code == 0
    assert "  title: " in result.stdout
    assert "The embedded example is not yours to write to" in result.stderr
    assert not (small / "tests").exists()


def test_the_embedded_example_holds(sikta: Run) -> None:
    result = sikta("test", "-q")
    assert result.exit_code == 0, result.stdout


def test_help_has_examples(sikta: Run) -> None:
    assert "sikta test my-rules --write-missing --dry-run" in sikta("test", "--help").stdout
