"""The whole document of a small ruleset, word for word, in the three languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.plan import Plan
from sikta.engine.reporting.policy import FORMATS, policy_markdown

Read = Callable[[str], Plan]

EXPECTED = Path(__file__).parent / "small"


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_every_line_of_the_document(read: Read, small: str, language: str) -> None:
    expected = (EXPECTED / f"expected.{language}.md").read_text(encoding="utf-8")
    assert policy_markdown(read(small), language) == expected


@pytest.mark.parametrize("style", ["html", "md"])
def test_the_same_rules_give_the_same_bytes(read: Read, small: str, style: str) -> None:
    assert FORMATS[style](read(small), "nl") == FORMATS[style](read(small), "nl")


@pytest.mark.parametrize(
    ("as_of", "mark"),
    [("as_of: 2026-01-31", False), ("as_of: 2026-02-01", True), ("as_of: today", False), ("", False)],
)
def test_a_review_is_overdue_from_the_day_after_it_seen_from_the_models_own_day(
    read: Read, small: str, as_of: str, mark: bool
) -> None:
    text = policy_markdown(read(small.replace("as_of: 2026-06-30", as_of)), "en")
    assert ("- To be reviewed by: 31 Jan 2026 (has passed)" in text) == mark
    assert "- To be reviewed by: 31 Jan 2026" in text


@pytest.mark.parametrize(
    ("as_of", "told"), [("as_of: today", "the day of each run"), ("", "given at each run")]
)
def test_the_reference_date_is_told_where_it_is_no_date(
    read: Read, small: str, as_of: str, told: str
) -> None:
    assert f"- Reference date: {told}\n" in policy_markdown(
        read(small.replace("as_of: 2026-06-30", as_of)), "en"
    )
