"""Thirty rulesets with faults planted in them, and sound ones that look suspicious: each finding, and no other."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import Finding

FOLDER = Path(__file__).parent / "planted"
FILES = sorted(FOLDER.glob("*.yaml"))
ROOT = Path(__file__).parents[2]
ELSEWHERE = [
    *sorted((Path(str(files("sikta"))) / "rulesets").iterdir()),
    *sorted((ROOT / "tests" / "real").glob("*/ruleset.yaml")),
]


def reasoned(path: Path) -> list[Finding]:
    """The findings about the rules as a whole; no other warning or error is expected in these files."""
    found = check_ruleset(path).findings
    return [finding for finding in found if finding.code != "N901"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_planted_is_found_and_nothing_else(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    planted = [
        (match[1], match[2], number)
        for number, line in enumerate(lines, start=1)
        if (match := re.search(r"# planted: (\w+) (\S+)", line))
    ]
    found = [(finding.code, finding.path, finding.place.line) for finding in reasoned(file)]
    assert sorted(found) == sorted(planted)
    assert bool(planted) is not file.stem.startswith("sound")


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: path.name if path.is_dir() else path.parent.name)
def test_no_false_alarm_on_shipped_and_real_rulesets(path: Path) -> None:
    assert [finding for finding in reasoned(path) if re.match(r"[WN]4[234]", finding.code)] == []


def test_there_are_thirty_with_faults_and_ten_without() -> None:
    sound = [file for file in FILES if file.stem.startswith("sound")]
    assert (len(FILES) - len(sound), len(sound)) == (30, 12)
