"""Every code has a page, and its example is run: the bad files give exactly this code, the good ones nothing."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sikta.engine.findings import CODES
from sikta.engine.findings.pages import page_of


def _script() -> ModuleType:
    """`write_pages.py`, which knows how an example is run."""
    spec = importlib.util.spec_from_file_location("write_pages", Path(__file__).with_name("write_pages.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


script = _script()
CASES = script.cases()
ALSO = {"W552": "W425", "W554": "W424"}
"""What a check foresees, a run then counts: the second code that comes with a first one."""
EXAMPLES = [case for case in CASES if case.is_example]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.code)
def test_the_bad_files_give_this_code_alone_and_the_message_whole(case: Any) -> None:
    told = script.told(case, "bad")
    assert {*told.codes} == {case.code} | {code for code in (ALSO.get(case.code),) if code}
    assert told.text == case.says
    assert told.exit_code == (1 if case.code.startswith("E") else 0)


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.code)
def test_the_mended_files_give_nothing(case: Any) -> None:
    told = script.told(case, "good")
    assert (told.codes, told.exit_code) == ((), 0)


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    folders = {path.name for path in script.CASES.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*CODES}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_page(code: str) -> None:
    page = page_of(code)
    assert page.means.endswith(".")
    assert page.mend.endswith(".")
    assert page.title not in page.means
    assert page.example.says


def test_texts_are_about_codes_of_the_table() -> None:
    from sikta.engine.findings.pages.book import _examples, _meanings

    assert {*_meanings()} == {*CODES}
    assert {*_examples()} == {*CODES}


def test_what_ships_and_the_documents_are_up_to_date() -> None:
    """`python tests/codes/write_pages.py` writes them anew."""
    assert script.SHIPPED.read_text(encoding="utf-8") == script.examples_text()
    written = {path.name: path.read_text(encoding="utf-8") for path in script.DOCS.iterdir()}
    assert written == script.documents()
