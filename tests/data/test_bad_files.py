"""Every file in tests/bad/data is refused with the whole text that stands beside it in a .txt file."""

from pathlib import Path

import pytest

from tests.data.conftest import Refused

FOLDER = Path(__file__).parents[1] / "bad" / "data"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".txt")
TABLES = """
    accounts:
      file: {file}
      key: id
      fields:
        id: {{type: text}}
        name: {{type: text}}
        country: {{type: category, values: [NL, BE]}}
        revenue: {{type: number}}
"""


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_with_every_fault(name: str, refused: Refused) -> None:
    messages = refused(TABLES.format(file=name), {name: (FOLDER / name).read_bytes()})
    assert "\n".join(messages) + "\n" == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
