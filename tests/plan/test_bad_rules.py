"""Every ruleset whose rules cannot run gets its whole message, at the place of the fault inside the rule."""

from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings.text import as_text
from tests.bad.marks import unmarked_copy

FOLDER = Path(__file__).parent.parent / "bad" / "rules"
CASES = sorted([*FOLDER.glob("*.yaml"), *(path.parent for path in FOLDER.glob("*/expected.txt"))])


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bad rules without the marks of their faults."""
    folder = tmp_path_factory.mktemp("bad") / "rules"
    unmarked_copy(FOLDER, folder)
    return folder


def _expected(case: Path) -> str:
    path = case / "expected.txt" if case.is_dir() else case.with_suffix(".expected.txt")
    return path.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_whole_message(bad: Path, case: str) -> None:
    findings = [finding for finding in check_ruleset(bad / case).findings if finding.code != "N901"]
    assert "\n\n".join(map(as_text, findings)) == _expected(bad / case)


def test_no_expected_message_without_its_file() -> None:
    messages = {path.name.removesuffix(".expected.txt") for path in FOLDER.glob("*.expected.txt")}
    assert messages == {path.stem for path in FOLDER.glob("*.yaml")}
