"""Why an account is in a tier, a flow or its bins, and what those segments mean."""

from datetime import date

import pytest

from sikta.engine.analysis.explanation import explain
from sikta.engine.analysis.glossary import term
from sikta.engine.analysis.standing import Standing, meaning
from sikta.engine.rules.model import Text
from tests.evaluation.workshop import planned, results

RULES = """
currency: EUR
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      size: {type: integer}
      now: {type: number, unit: EUR}
      before: {type: number, unit: EUR}
      first: {type: date}
      last: {type: date}
segmentations:
  size_tier: {method: tiers, rank_by: size, cut: value, segments: {L: {from: 250}, M: {from: 50}, S: {}}}
  value_tier: {method: tiers, rank_by: now, segments: {A: {up_to: 50%}, B: {up_to: 80%}, C: {up_to: 100%}}}
  count_tier: {method: tiers, rank_by: now, cut: share_of_accounts, segments: {A: {up_to: 50%}, B: {up_to: 100%}}}
  flow: {method: flow, current: now, previous: before, first: first, tolerance: 10%}
  rfm:
    method: rfm
    recency: last
    frequency: size
    monetary: now
    bins: 2
    segments: {top: {recency: [2, 2], monetary: [1, 2]}, rest: {otherwise: true}}
  kind: {method: rules, segments: {big: {when: size >= 50}, small: {otherwise: true}}}
  named: {method: rules, segments: {big: {title: Big, when: size >= large}, small: {otherwise: true}}}
  above: {method: rules, segments: {big: {when: size > 50}, small: {otherwise: true}}}
  some: {method: rules, segments: {big: {when: size >= 50}, rich: {when: now >= 500}, small: {otherwise: true}}}
parameters: {large: 250}
"""
PLAN = planned(RULES)
FOUND = results(
    PLAN,
    {
        "accounts": {
            "id": ["a", "b", "c"],
            "size": ["300", "60", "20"],
            "now": ["700", "200", "0"],
            "before": ["0", "300", "-"],
            "first": ["2026-01-18", "2020-01-01", "-"],
            "last": ["2026-06-01", "2025-01-01", "-"],
        }
    },
)


def standing(account: str, segmentation: str) -> Standing | None:
    reasons = {each.id: each for each in explain(FOUND, PLAN, account).segmentations}
    return reasons[segmentation].standing


@pytest.mark.parametrize(
    ("account", "segmentation", "value", "at_least", "below"),
    [
        ("a", "size_tier", 300, 250, None),
        ("b", "size_tier", 60, 50, 250),
        ("c", "size_tier", 20, None, 50),
        ("a", "value_tier", 700, None, 0.5),  # nobody has more
        ("b", "value_tier", 200, 0.5, 0.8),  # a alone has 700 of 900: 78%
        ("c", "value_tier", 0, 0.8, None),
        ("b", "count_tier", 200, None, 0.5),  # one of three has more
        ("c", "count_tier", 0, 0.5, None),  # two of three
    ],
)
def test_a_tier_is_told_by_the_value_and_its_bounds(
    account: str, segmentation: str, value: float, at_least: float | None, below: float | None
) -> None:
    told = standing(account, segmentation)
    assert told is not None
    assert (told.about, told.values, told.at_least, told.below) == ("account", (value,), at_least, below)


def test_a_flow_is_told_by_both_periods_and_the_first_time() -> None:
    told = standing("a", "flow")
    assert told is not None
    assert [term.name for term in told.terms] == ["now", "before", "first"]
    assert told.values == (700, 0, date(2026, 1, 18))
    assert standing("c", "flow") is None  # its period before is unknown, so it is in none of them


def test_bins_are_those_of_the_evaluation() -> None:
    """Of a and b, a bought last and most; c has no last order, and the smallest of three sizes and amounts."""
    bins = FOUND.segmentations["rfm"].bins
    assert bins is not None
    assert {name: codes.tolist() for name, codes in bins.items()} == {
        "recency": [2, 1, 0],
        "frequency": [2, 1, 1],
        "monetary": [2, 1, 1],
    }
    assert standing("a", "rfm") == Standing("rfm", "account", bins=((2, 2), (2, 2), (2, 2)), most=2)
    assert standing("c", "rfm") == Standing("rfm", "account", bins=((0, 0), (1, 1), (1, 1)), most=2)


def test_those_who_are_left_over() -> None:
    assert standing("a", "kind") is None  # its rule is the reason
    size, now = term(PLAN, "size"), term(PLAN, "now")
    assert standing("c", "kind") == Standing(
        "otherwise", "account", (size,), (20,), at_least=50, beyond=Text.plain("Big")
    )
    assert standing("c", "named") == Standing(
        "otherwise", "account", (size,), (20,), at_least=250, beyond=Text.plain("Big")
    )
    assert standing("c", "above") == Standing("otherwise", "account", (size,), (20,))
    assert standing("c", "some") == Standing("otherwise", "account", (size, now), (20, 0))


def test_what_segments_mean() -> None:
    every = PLAN.ruleset.segmentations

    def meant(segmentation: str, segment: str) -> Standing | None:
        return meaning(PLAN, every[segmentation], every[segmentation].segments[segment])

    assert meant("rfm", "top") == Standing("rfm", "segment", bins=((2, 2), None, (1, 2)), most=2)
    assert meant("rfm", "rest") == Standing("otherwise", "segment")
    assert meant("kind", "big") is None
    growing = meant("flow", "growing")
    assert growing is not None
    assert (growing.flow, growing.tolerance) == ("growing", 0.1)
