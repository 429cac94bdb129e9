"""Rulesets from text, as plans and as documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.plan import Plan

Read = Callable[[str], Plan]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The plan of a ruleset that is written out here."""

    def plan(text: str) -> Plan:
        (tmp_path / "ruleset.yaml").write_text(text, encoding="utf-8")
        return check_ruleset(tmp_path).or_raise()

    return plan


@pytest.fixture
def small() -> str:
    """A small ruleset as text."""
    return (Path(__file__).parent / "small" / "ruleset.yaml").read_text(encoding="utf-8")
