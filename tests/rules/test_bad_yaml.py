"""Every bad ruleset gets its whole message: what, where, what was expected, what was found, how to mend it."""

from pathlib import Path

import pytest
import yaml

from sikta.engine.findings.text import as_text
from sikta.engine.rules import load
from sikta.engine.rules.reading import document
from tests.bad.marks import unmarked_copy

FOLDER = Path(__file__).parent.parent / "bad" / "yaml"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
FOLDERS = sorted(path.parent.name for path in FOLDER.glob("*/expected.txt"))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bad rulesets without the marks of their faults."""
    folder = tmp_path_factory.mktemp("bad") / "yaml"
    unmarked_copy(FOLDER, folder)
    return folder


def expected(case: Path) -> str:
    """The findings that a case must give, as a terminal shows them, with an empty line between."""
    path = case / "expected.txt" if case.is_dir() else case.with_suffix(".expected.txt")
    return path.read_text(encoding="utf-8").rstrip("\n")


def _told(case: Path) -> str:
    return "\n\n".join(as_text(finding) for finding in load(case).findings if finding.code != "N901")


@pytest.mark.parametrize("case", [*FILES, *FOLDERS])
def test_whole_message(bad: Path, case: str) -> None:
    assert _told(bad / case) == expected(bad / case)


@pytest.mark.parametrize("case", FILES)
def test_parser_without_libyaml_tells_the_same(bad: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_LOADER", yaml.SafeLoader)
    lines = [line for line in expected(bad / case).splitlines() if line.startswith(case)]
    told = [line for line in _told(bad / case).splitlines() if line.startswith(case)]
    # PyYAML's own parser may place a fault of syntax elsewhere in its line.
    assert [line.split(":", 3)[::3] for line in told] == [line.split(":", 3)[::3] for line in lines]


def test_every_bad_file_is_told_something() -> None:
    silent = [case for case in (*FILES, *FOLDERS) if not expected(FOLDER / case)]
    assert silent == []


def test_no_expected_message_without_its_file() -> None:
    orphans = [
        path.name
        for path in FOLDER.glob("*.expected.txt")
        if path.with_suffix("").with_suffix(".yaml").name not in FILES
    ]
    assert orphans == []
