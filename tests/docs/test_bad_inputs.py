"""The list of bad inputs names every line, and only files and tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "bad"
PAGE = (BAD / "README.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:rules|yaml|data|tests)/[^`…]+)`", PAGE)))


def test_every_line_has_its_place() -> None:
    lines = [int(number) for number in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)]
    assert lines == list(range(1, 50))


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_exists(named: str) -> None:
    path, _, test = named.partition("::")
    file = (ROOT if path.startswith("tests/") else BAD) / path
    assert file.exists()
    assert not test or f"def {test}(" in file.read_text(encoding="utf-8")


def test_every_bad_yaml_file_of_a_line_is_named() -> None:
    """36 to 49 are lines about data, output and templates; YAML files with such numbers go beyond the list."""
    last = 35
    files = [path for path in (BAD / "yaml").iterdir() if path.suffix == ".yaml" or path.is_dir()]
    of_lines = [path for path in files if int(path.name[:2]) <= last]
    missing = [
        path.name
        for path in of_lines
        if f"yaml/{path.name}`" not in PAGE and path.name[:2] not in ("27", "28")
    ]
    assert missing == []
