"""Whatever a command writes, a place that cannot be written is one message, and no fault of the program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

TEST = """
tests:
  large_is_large: {given: {size: 80}, expect: {grade: large}}
"""
COMMANDS: list[list[str]] = [
    ["run", "RULES", "--out", "PLACE"],
    ["diff", "RULES", "OTHER", "--out", "PLACE/x.html", "--format", "html"],
    ["sensitivity", "RULES", "--out", "PLACE/x.html", "--format", "html"],
    ["test", "RULES", "--junit", "PLACE/x.xml"],
    ["docs", "RULES", "--out", "PLACE/x.html"],
    ["schema", "--out", "PLACE/x.json"],
    ["init", "PLACE/new"],
    ["init", "PLACE"],
    ["table", "RULES", "scores.potential.criteria.size", "ruleset.yaml/x.csv"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[::3]))
def test_a_file_stands_where_the_folder_should_be(
    words: list[str], sikta: Run, small: Path, tmp_path: Path
) -> None:
    rules = small / "ruleset.yaml"
    text = rules.read_text(encoding="utf-8").replace(
        "scale: [0, 100]", "bands: [{points: 0}, {from: 9, points: 50}]"
    )
    rules.write_text(text + TEST, encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "ruleset.yaml").write_text(text.replace("points: 50", "points: 60"), encoding="utf-8")
    place = tmp_path / "taken"
    place.write_text("mine", encoding="utf-8")
    names = {"RULES": str(small), "OTHER": str(other), "PLACE": str(place)}

    told = sikta(*(names.get(word, word.replace("PLACE", str(place))) for word in words))

    assert told.exit_code == 1, told.output
    assert "sikta itself has a fault" not in told.output
    assert place.read_text(encoding="utf-8") == "mine"
