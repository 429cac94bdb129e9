"""The same inputs give the same bytes, in whichever order their rows and columns stand."""

import hashlib
from collections.abc import Collection
from pathlib import Path

import pytest

from sikta.engine.plan import make_plan
from sikta.engine.running import Wanted, write_run
from tests.conftest import shared_data
from tests.real.picture import picture
from tests.real.running import CASES, run, shuffled

# A brief for every segment and account takes a while, so they are written for one of the rulesets only.
WITH_BRIEFS = "northwind"
# The two rulesets that are left out only vary one of these.
WRITTEN = ("maven_crm", "northwind", "online_retail_2011_11", "wholesale_customers_dirty")
INPUTS = {"run.json"}
"""The record of a run holds the hash and the columns of its inputs, which differ when a file does."""


def written(name: str, data: Path, out: Path, leave_out: Collection[str] = ()) -> dict[str, str]:
    """The SHA-256 of every file that a run on that data writes, by its path in the folder."""
    results = run(name, data)
    plan, _ = make_plan(results.ruleset)
    assert plan is not None
    write_run(results, plan, out, Wanted(documents=("html", "md") if name == WITH_BRIEFS else ()))
    files = sorted(path for path in out.rglob("*") if path.is_file())
    found = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    return {path: digest for path, digest in found.items() if path not in leave_out}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", CASES)
def test_shuffled_rows_and_columns_change_no_figure(name: str, seed: int, tmp_path: Path) -> None:
    folder = shared_data(CASES[name].data)
    mixed = shuffled(CASES[name], folder, tmp_path, seed)
    assert picture(run(name, mixed)) == picture(run(name, folder))


@pytest.mark.parametrize("name", WRITTEN)
def test_running_again_or_on_shuffled_files_changes_no_byte(name: str, tmp_path: Path) -> None:
    folder = shared_data(CASES[name].data)
    (tmp_path / "mixed").mkdir()
    mixed = shuffled(CASES[name], folder, tmp_path / "mixed", seed=3)
    first = written(name, folder, tmp_path / "first")
    assert written(name, folder, tmp_path / "second") == first
    assert set(first) > INPUTS
    kept = {path: digest for path, digest in first.items() if path not in INPUTS}
    assert written(name, mixed, tmp_path / "out of mixed", INPUTS) == kept
