"""Over the whole suite of bad files each finding points at the right characters.

The files say themselves where that is: the faulty text stands between marks, from which line, column and length are
counted here, without any help of the program's own counting.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import Finding
from sikta.engine.rules import load
from tests.bad.marks import Mark, marks_of, unmarked, unmarked_copy

BAD = Path(__file__).parent.parent / "bad"
FOLDERS = ("yaml", "rules")
FILES = sorted(
    path.relative_to(BAD).as_posix() for folder in FOLDERS for path in (BAD / folder).rglob("*.yaml")
)
Told = Mapping[Path, Counter[Mark]]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marks").resolve()


@pytest.fixture(scope="module")
def marked(copy: Path) -> Mapping[Path, list[Mark]]:
    return unmarked_copy(BAD / "yaml", copy / "yaml") | unmarked_copy(BAD / "rules", copy / "rules")


@pytest.fixture(scope="module")
def told(copy: Path, marked: Mapping[Path, list[Mark]]) -> Told:
    """What is found in each file, whichever ruleset it was found for."""
    found: dict[Path, Counter[Mark]] = defaultdict(Counter)
    for folder in FOLDERS:
        files = (copy / folder).glob("*.yaml")
        folders = (path.parent for path in (copy / folder).glob("*/expected.txt"))
        for case in (*files, *folders):
            findings = load(case).findings if folder == "yaml" else check_ruleset(case).findings
            for file, marks in _by_file(case, findings).items():
                found[file] |= Counter(marks)
    return found


def _by_file(case: Path, findings: tuple[Finding, ...]) -> dict[Path, list[Mark]]:
    folder = case if case.is_dir() else case.parent
    by_file: dict[Path, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.code != "N901":
            by_file[(folder / (finding.place.file or "")).resolve()].append(finding)
    return {file: marks_of(found) for file, found in by_file.items()}


@pytest.mark.parametrize("file", FILES)
def test_findings_stand_where_the_marks_are(
    file: str, copy: Path, marked: Mapping[Path, list[Mark]], told: Told
) -> None:
    path = copy / file
    assert sorted(told.get(path, Counter()).elements()) == marked[path]


def test_the_suite_marks_hundreds_of_faults(marked: Mapping[Path, list[Mark]]) -> None:
    assert sum(map(len, marked.values())) > 300


def test_marks_are_counted_by_hand() -> None:
    text, marks = unmarked('a: 1\nb: ⟦E305:con⟦W301:⟧try⟧ == ⟦E309:"DE"⟧\n⟦E202:⟧')
    assert text == 'a: 1\nb: contry == "DE"\n'
    assert marks == [
        Mark(2, 4, 6, "E305"),
        Mark(2, 7, 1, "W301"),
        Mark(2, 14, 4, "E309"),
        Mark(3, 1, 1, "E202"),
    ]
