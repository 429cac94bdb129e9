"""Over random rulesets, random data and random changes of it: a run that builds on another gives what a full run gives.

Every file is compared byte by byte, the record and the memory for the next run among them.
"""

from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import SiktaError
from sikta.engine.running import Wanted
from tests.engines.making.chance import Chance
from tests.engines.making.ruleset import Case, make_case
from tests.incremental.changing import changed
from tests.incremental.runs import Company, contents, in_files, standing_alone

SEEDS = range(60)
ROUNDS = 2


def _case(seed: int, folder: Path) -> Case:
    """Half of the rulesets keep their rules that compare accounts, and half of the companies some data in frames."""
    case = make_case(seed)
    case = case if seed % 4 == 1 else in_files(case)
    if seed % 2:
        return case
    folder.mkdir()
    return standing_alone(case, check_ruleset(case.write(folder)).or_raise())


@pytest.mark.parametrize("seed", SEEDS)
def test_building_on_a_run_gives_what_a_full_run_gives(seed: int, tmp_path: Path) -> None:
    chance, case = Chance(seed), _case(seed, tmp_path / "rules")
    before = tmp_path / "run-0"
    if isinstance(Company.of(case, tmp_path / "data-0").run(before), SiktaError):
        pytest.fail("the data that was made has faults")
    for number in range(1, ROUNDS + 1):
        case = changed(case, chance)
        company = Company.of(case, tmp_path / f"data-{number}")
        out, full = tmp_path / f"run-{number}", tmp_path / f"full-{number}"
        built, whole = company.run(out, since=before), company.run(full)
        if isinstance(whole, SiktaError):
            assert str(built) == str(whole)
            return
        assert contents(out) == contents(full), built
        before = out


@pytest.mark.parametrize("seed", SEEDS[::10])
def test_briefs_are_the_same_too(seed: int, tmp_path: Path) -> None:
    chance, case = Chance(seed), _case(seed, tmp_path / "rules")
    wanted = Wanted(("csv", "parquet", "xlsx"), ("html", "md"))
    assert not isinstance(
        Company.of(case, tmp_path / "before").run(tmp_path / "run", wanted=wanted), SiktaError
    )
    company = Company.of(changed(case, chance), tmp_path / "now")
    company.run(tmp_path / "built", since=tmp_path / "run", wanted=wanted)
    company.run(tmp_path / "full", wanted=wanted)
    assert contents(tmp_path / "built") == contents(tmp_path / "full")
