"""The same inputs give the same bytes; another order of rows and columns gives the same figures."""

import hashlib
from pathlib import Path

import pytest

from sikta.engine import render
from tests.conftest import shared_data
from tests.real.picture import picture
from tests.real.running import CASES, run, shuffled


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a folder, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", CASES)
def test_shuffled_rows_and_columns_change_no_figure(name: str, seed: int, tmp_path: Path) -> None:
    folder = shared_data(CASES[name].data)
    mixed = shuffled(CASES[name], folder, tmp_path, seed)
    assert picture(run(name, mixed)) == picture(run(name, folder))


@pytest.mark.parametrize("name", CASES)
def test_running_twice_gives_identical_files(name: str, tmp_path: Path) -> None:
    folder = shared_data(CASES[name].data)
    for out in ("first", "second"):
        render(run(name, folder), tmp_path / out)
    written = digests(tmp_path / "first")
    assert written
    assert digests(tmp_path / "second") == written
