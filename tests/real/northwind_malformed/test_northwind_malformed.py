"""Tables exported without quotes: nothing is read with its columns shifted, and the lines at fault are named."""

import csv
from pathlib import Path

import pytest

from sikta.engine import SiktaError
from tests.conftest import shared_data
from tests.real.running import run

FILES = ("customers.csv", "orders.csv")


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_data("northwind_malformed")


@pytest.fixture(scope="module")
def refused(folder: Path) -> SiktaError:
    with pytest.raises(SiktaError) as caught:
        run("northwind_malformed", folder)
    return caught.value


def ragged(path: Path) -> set[int]:
    """The lines of a file that have more or fewer fields than its header."""
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    return {line for line, row in enumerate(rows, 1) if len(row) != len(rows[0])}


def test_the_first_fault_of_each_file_is_told_whole(refused: SiktaError) -> None:
    first = {
        file: next(finding for finding in refused.findings if finding.place.file == file) for file in FILES
    }
    told = {file: (found.code, found.place.line, found.message, found.fix) for file, found in first.items()}
    assert told == {
        "customers.csv": (
            "E503",
            8,
            "customers.csv line 8 has 12 fields where the header has 11",
            "put quotes around a text that holds the delimiter",
        ),
        "orders.csv": (
            "E503",
            4,
            "orders.csv line 4 has 15 fields where the header has 14",
            "put quotes around a text that holds the delimiter",
        ),
    }


@pytest.mark.parametrize("file", FILES)
def test_three_lines_are_told_and_the_others_counted(file: str, folder: Path, refused: SiktaError) -> None:
    told = [finding for finding in refused.findings if finding.place.file == file]
    others = sorted(ragged(folder / file))[3:]
    assert len(told) == 4
    assert told[3].message == f"{file} has {len(others)} more rows with too many or too few fields"
    assert told[3].found == f"in lines {', '.join(map(str, others[:10]))}, …"


@pytest.mark.parametrize("file", FILES)
def test_only_lines_at_fault_are_named(file: str, folder: Path, refused: SiktaError) -> None:
    named = {finding.place.line for finding in refused.findings if finding.place.file == file}
    assert named <= ragged(folder / file)
