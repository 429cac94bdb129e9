"""The small ruleset fits on a screen and gives each account something to do."""

from importlib.resources import files
from pathlib import Path

from sikta.engine.checking import check_ruleset
from sikta.engine.evaluation.results import Results

FOLDER = Path(str(files("sikta"))) / "rulesets" / "first-steps"


def test_no_fault() -> None:
    assert [finding.message for finding in check_ruleset(FOLDER).findings] == []


def test_it_fits_on_a_screen() -> None:
    lines = (FOLDER / "ruleset.yaml").read_text("utf-8").splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 130


def test_sixty_accounts_in_every_segment(first_steps: Results) -> None:
    priority = first_steps.segmentations["priority"]
    counts = {
        segment: int((priority.codes == index).sum()) for index, segment in enumerate(priority.segments)
    }
    assert sum(counts.values()) == len(first_steps) == 60
    assert min(counts.values()) >= 8


def test_the_score_that_the_tutorial_works_out(first_steps: Results) -> None:
    """98 beds give 50 points and weigh 2, a hotel gives 100 and weighs 1: (2 * 50 + 1 * 100) / 3 = 66.67."""
    row = first_steps.keys.to_list().index("00101")
    assert first_steps.scores["potential"].score[row] == 66.67
