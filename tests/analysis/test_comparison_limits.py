"""How much may move: every form of a limit, at its bound and beyond it."""

from pathlib import Path

import pytest

from sikta.engine.analysis.comparison import Comparison
from sikta.engine.analysis.comparison.limits import (
    GRAMMAR,
    breaches,
    check_limits,
    check_segmentations,
    limits_of,
    without_data,
)
from sikta.engine.findings import SiktaError
from sikta.engine.findings.text import as_text
from tests.analysis.comparing import reviewed

RULES = """
tables:
  accounts: {{file: accounts.csv, key: id, fields: {{id: {{type: text}}, size: {{type: integer}}, spend: {{type: number}}}}}}
metrics: {{money: {{value: spend, {unit}}}}}
segmentations:
  grade: {{method: tiers, rank_by: size, cut: value, segments: {{A: {{from: {bound}}}, B: {{}}}}}}
  pick: {{method: rules, segments: {{rich: {{when: spend >= 300}}, other: {{otherwise: true}}}}}}
"""
ACCOUNTS = "id size spend\n1 90 100\n2 80 200\n3 70 300\n4 10 400"


@pytest.fixture
def told(tmp_path: Path) -> Comparison:
    """From 70 to 85: of three A's, 2 and 3 leave; that is 2 of 4 accounts and 500 of 1,000 euro."""
    old, new = (RULES.format(bound=bound, unit="unit: EUR") for bound in (70, 85))
    found = reviewed(tmp_path, old, new, ACCOUNTS).comparison
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kept", "broken", "value"),
    [
        ("moved>2", "moved>1", 2),
        ("moved>=3", "moved>=2", 2),
        ("moved>50%", "moved>49.9%", 50),
        ("money>500", "money>499.99", 500),
        ("money>50%", "money >= 50 %", 50),
        ("moved[pick]>0", "moved[grade]>0", 2),
        ("leaves:A>2", "leaves:A>0", 2),
        ("leaves:A>66.7%", "leaves[grade]:A>66%", 200 / 3),
        ("joins:A>0", "joins:B>1", 2),
        ("joins:B>200%", "joins: B >= 200%", 200),
    ],
)
def test_a_limit_is_kept_or_broken(told: Comparison, kept: str, broken: str, value: float) -> None:
    found = breaches(told, limits_of((kept, broken)))
    assert [breach.limit.text for breach in found] == [broken]
    assert found[0].value == pytest.approx(value)


def test_of_nothing_any_part_is_more_than_all(tmp_path: Path) -> None:
    old, new = (RULES.format(bound=bound, unit="unit: EUR") for bound in (100, 85))
    found = reviewed(tmp_path, old, new, ACCOUNTS).comparison
    assert found is not None
    assert [breach.value for breach in breaches(found, limits_of(["joins:A>1000%"]))] == [float("inf")]
    assert breaches(found, limits_of(["leaves:A>0%"])) == ()


@pytest.mark.parametrize(
    "text",
    [
        "moved",
        "moved>",
        "moved=5%",
        "moved<5%",
        "leaves>0",
        "moved:A>0",
        "money>5 EUR",
        "moved>-1",
        "",
        "moved>5%%",
    ],
)
def test_what_is_no_limit_says_what_is(text: str) -> None:
    with pytest.raises(SiktaError) as error:
        limits_of([text, "moved>5%"])
    assert as_text(error.value.findings[0]).splitlines()[:2] == [
        f'error E941: "{text}" is not a limit that can be checked',
        f"  expected: {GRAMMAR}",
    ]
    assert len(error.value.findings) == 1


def messages(told: Comparison, *limits: str, money: str | None = "money") -> list[str]:
    with pytest.raises(SiktaError) as error:
        check_limits(limits_of(limits), told.old.plan.ruleset, told.new.plan.ruleset, money)
    return [as_text(finding) for finding in error.value.findings]


def test_limits_on_what_is_not_there(told: Comparison) -> None:
    assert messages(told, "moved[grad]>5%", "leaves:C>0", "leaves[pick]:richh>0") == [
        (
            "error E942: the limit leaves:C>0 is about a segment that neither ruleset has\n"
            "  expected: one of A, B, rich, other\n"
            "  found: C\n"
            "  mend it: name one of the segments"
        ),
        (
            "error E942: the limit leaves[pick]:richh>0 is about a segment that neither ruleset has\n"
            "  expected: one of rich, other\n"
            "  found: richh\n"
            '  mend it: did you mean "rich"?'
        ),
        (
            "error E942: the limit moved[grad]>5% is about a segmentation that neither ruleset has\n"
            "  expected: one of grade, pick\n"
            "  found: grad\n"
            '  mend it: did you mean "grade"?'
        ),
    ]


def test_a_segmentation_that_was_asked_for_and_is_not_there(told: Comparison) -> None:
    with pytest.raises(
        SiktaError, match="--segmentation grad is about a segmentation that neither ruleset has"
    ):
        check_segmentations(["pick", "grad"], told.old.plan.ruleset, told.new.plan.ruleset)


def test_money_where_there_is_none(told: Comparison) -> None:
    assert messages(told, "money>5%", money=None) == [
        (
            'error E943: the limit "money>5%" is about money, and the ruleset does not say what an account is worth\n'
            "  expected: reports: {money: …} in the ruleset, or a metric in its currency\n"
            '  mend it: write "reports: {money: revenue}" with the name of your metric, or limit the accounts: moved>5%'
        )
    ]


def test_without_data_a_limit_cannot_be_judged() -> None:
    assert as_text(without_data(limits_of(["moved>5%", "moved>3"]))) == (
        "error E944: without data nobody can tell whether the limit is kept: moved>5%, moved>3\n"
        "  expected: the data files beside the ruleset, or in the folder given by --data\n"
        "  mend it: name the folder with the data: --data FOLDER; or leave --fail-on out"
    )
