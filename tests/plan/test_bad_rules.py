"""Every ruleset whose rules cannot run gets its whole message, at the place of the fault inside the rule."""

from pathlib import Path

import pytest

from sikta.engine.findings.text import as_text
from sikta.engine.running import check_ruleset

FOLDER = Path(__file__).parent.parent / "bad" / "rules"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_whole_message(case: Path) -> None:
    findings = [finding for finding in check_ruleset(case).findings if finding.code != "N901"]
    expected = case.with_suffix(".expected.txt").read_text(encoding="utf-8").rstrip("\n")
    assert "\n\n".join(map(as_text, findings)) == expected


def test_no_expected_message_without_its_file() -> None:
    assert {path.name.split(".")[0] for path in FOLDER.iterdir()} == {path.stem for path in FILES}
