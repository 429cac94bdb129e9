"""Every YAML block of the language page loads: the first alone, each of the others as an addition to it."""

import re
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.expressions.functions import FUNCTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
THEMES = {
    "missing": "Missing values",
    "numbers": "Numbers",
    "text": "Text",
    "dates": "Dates",
    "population": "The population",
}


def errors(folder: Path) -> list[str]:
    return [f"{f.place}: {f.message}" for f in check_ruleset(folder).findings if f.code.startswith("E")]


def write(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(text, encoding="utf-8")
    return folder


def test_first_block_is_a_whole_ruleset(tmp_path: Path) -> None:
    assert errors(write(tmp_path / "base", BLOCKS[0])) == []


@pytest.mark.parametrize(
    "block", BLOCKS[1:], ids=[block.split(":")[0] + str(n) for n, block in enumerate(BLOCKS[1:], 2)]
)
def test_every_other_block_adds_to_the_first(tmp_path: Path, block: str) -> None:
    write(tmp_path / "base", f"{BLOCKS[0]}languages: [en, nl, sv]\n")
    own = write(tmp_path / "own", f"sikta: 1\nname: own\nextends: ../base\n{block}")
    assert errors(own) == []


def functions_as_markdown() -> str:
    """The table of functions as the page shall have it."""
    rows = [
        f"| *{THEMES[theme]}* | | |\n"
        + "".join(
            f"| `{f.signature}` | {f.help} | `{f.example}` |\n"
            for f in FUNCTIONS.values()
            if f.theme == theme
        )
        for theme in THEMES
    ]
    return "| function | gives | example |\n|---|---|---|\n" + "".join(rows)


def test_the_page_has_every_function_with_its_help_and_example() -> None:
    written = PAGE.partition("<!-- functions -->\n")[2].partition("<!-- end of functions -->")[0]
    assert written == functions_as_markdown()
