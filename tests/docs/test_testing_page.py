"""Every YAML block of the page on tests is added to the first ruleset, and its tests hold."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.scenarios import make_suite
from sikta.engine.scenarios.formats import as_text

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
SHOWN = re.search(r"runs them:\n\n```\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS, ids=range(1, len(BLOCKS) + 1))
def test_every_block_holds(tmp_path: Path, block: str) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(
        Path(str(files("sikta"))) / "rulesets" / "first-steps", folder, ignore=shutil.ignore_patterns("tests")
    )
    rules = (folder / "ruleset.yaml").read_text(encoding="utf-8")
    (folder / "ruleset.yaml").write_text(
        re.sub(r"^tests:\n(?:  .*\n)*", "", rules, flags=re.MULTILINE) + block, encoding="utf-8"
    )
    trials = make_suite(check_ruleset(folder).or_raise()).run()
    assert [trial.scenario.id for trial in trials if not trial.holds] == []
    if block is BLOCKS[0]:
        assert SHOWN is not None
        assert as_text(trials, "en") + "\n" == SHOWN[1]
