"""Whole drafts, as a person finds them: from one Dutch list, from four files, and from a file that means harm."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from sikta.engine.drafting import draft_from
from sikta.engine.drafting.files import find_given

HOME = Path(__file__).parent / "drafts"


@pytest.mark.parametrize("case", ["one-list", "orders-and-lines", "hostile"])
def test_the_draft_is_the_one_that_is_expected(case: str) -> None:
    files = find_given([str(HOME / case)])
    paths = {given: f"data/{given.path.name}" for given in files}
    draft = draft_from(case, files, paths, dt.date(2026, 6, 30))
    assert draft.ruleset == (HOME / case / "expected.yaml").read_text(encoding="utf-8")
    assert draft.tests == (HOME / case / "expected-tests.yaml").read_text(encoding="utf-8")


def test_what_strangers_wrote_stays_a_text() -> None:
    rules = yaml.safe_load((HOME / "hostile" / "expected.yaml").read_text(encoding="utf-8"))
    assert rules["as_of"] == dt.date(2026, 6, 30)
    columns = [field.get("column", id_) for id_, field in rules["tables"]["accounts"]["fields"].items()]
    assert columns == [
        "id", "{{ company }}", "a: b # c", '"quoted"', "two\nlines", "- [x", "true", 'stage == "won"',
    ]  # fmt: skip
