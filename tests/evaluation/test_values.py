"""Metrics from other values, over corporate groups and from reference tables."""

import numpy as np
import pytest

from sikta.engine.evaluation.groups import group_sum, tops
from tests.evaluation.workshop import evaluated, numbers, shown

TABLES = """
tables:
  accounts:
    file: a.csv
    key: id
    parent: above
    fields: {id: {type: text}, above: {type: text}, x: {type: number}, trade: {type: category}, since: {type: date}}
  trades:
    file: t.csv
    key: name
    fields: {name: {type: category}, outlook: {type: number}, open: {type: boolean}, until: {type: date}, code: {type: text}}
segmentations: {all: {method: rules, segments: {all: {otherwise: true}}}}
"""


def test_values_are_rounded_half_up() -> None:
    results = evaluated(
        TABLES + "metrics: {third: {value: x / 3}, half: {value: x * 0.0000005}, joined: {value: since}}",
        accounts="id x since\na 2 2026-01-31\nb 1 -\nc -1 -\nd - -",
    )

    assert shown(results.values["third"]) == [0.666667, 0.333333, -0.333333, None]
    # 0.0000005 is half of a millionth
    assert shown(results.values["half"]) == [0.000001, 0.000001, -0.000001, None]
    assert shown(results.values["joined"]) == ["2026-01-31", None, None, None]


@pytest.mark.parametrize("carrier", ["pandas", "polars"])
def test_over_the_corporate_group(carrier: str) -> None:
    results = evaluated(
        TABLES + "metrics: {whole: {value: x, over: group}}",
        carrier=carrier,
        accounts="""
        id      above   x
        top     -       0.1
        left    top     0.2
        right   top     -
        below   left    0.4
        alone   -       5
        lost    nobody  6
        empty   -       -
        """,
    )

    whole = dict(zip(results.keys.to_list(), shown(results.values["whole"]), strict=True))
    assert whole == {
        "top": 0.7,  # 0.1 + 0.2 + 0.4
        "left": 0.7,
        "right": 0.7,
        "below": 0.7,
        "alone": 5,
        "lost": 6,  # its parent is no account
        "empty": None,
    }


def test_a_circle_of_parents_holds_together_nothing() -> None:
    # 0 → 1 → 2 → 0 is a circle, 3 is below 2, 4 is its own parent, 5 and 6 stand below 7
    parent = np.array([1, 2, 0, 2, 4, 6, 7, -1])

    assert tops(parent).tolist() == [0, 1, 2, 2, 4, 7, 7, 7]


def test_a_long_chain_has_one_top() -> None:
    assert set(tops(np.arange(-1, 999)).tolist()) == {0}


def test_a_group_that_is_too_large_is_missing() -> None:
    values = np.array([5e18, 5e18, 1.0])

    assert numbers(group_sum(values, np.array([0, 0, 2]))) == [None, None, 1]

    results = evaluated(
        TABLES + "metrics: {whole: {value: x, over: group}}", accounts="id above x\na - 5e18\nb a 5e18\nc - 1"
    )
    assert shown(results.values["whole"]) == [None, None, 1]
    assert [(finding.code, finding.message) for finding in results.findings] == [
        ("W551", "a result was too large to compute and is missing for 2 accounts")
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("outlook", [7, None, None, None]),
        ("open", [True, False, None, None]),
        ("until", ["2027-01-01", None, None, None]),
        ("code", ["f", "w", None, None]),
    ],
)
def test_lookup(field: str, expected: list[object]) -> None:
    results = evaluated(
        TABLES + f"metrics: {{m: {{lookup: trades.{field}, by: trade}}}}",
        accounts="id trade\na food\nb wood\nc steel\nd -",
        trades="""
        name  outlook  open   until       code
        wood  -        false  -           w
        food  7        true   2027-01-01  f
        """,
    )

    assert shown(results.values["m"]) == expected
    assert [(finding.code, finding.message, finding.path) for finding in results.findings] == [
        ("W555", "1 account with a value that trades does not have", "metrics.m")
    ]


def test_no_parent_is_a_group_of_its_own() -> None:
    results = evaluated(
        TABLES.replace("parent: above", "") + "metrics: {whole: {value: x, over: group}}",
        accounts="id above x\na - 1\nb a 2",
    )

    assert shown(results.values["whole"]) == [1, 2]
