"""What sets a segment apart, worked out by hand and by counting every pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.analysis.traits import (
    SMALLEST,
    Comparable,
    Trait,
    comparables,
    defining_names,
    traits,
    traits_of,
)
from tests.evaluation.workshop import evaluated, planned
from tests.reporting.sample import PLAN, sample

RULES = """
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    name: company
    fields:
      id: {type: text}
      company: {type: text}
      sector: {type: category, values: [food, steel]}
      size: {type: integer}
      won: {type: boolean}
      since: {type: date}
scores: {s: {criteria: {c: {weight: 1, value: size, scale: [0, 100]}}}}
segmentations:
  half: {method: rules, segments: {big: {when: size >= 50}, small: {otherwise: true}}}
"""

ROWS = [("food", size, "true", "2020-01-01") for size in (60, 70, 80, 90)] + [
    ("steel", 100, "false", "2024-01-01"),
    ("food", 10, "true", "2024-01-01"),
    *[("steel", size, "false", "2024-01-01") for size in (20, 30, 40, 45)],
]


@pytest.fixture(scope="module")
def found() -> tuple[Trait, ...]:
    names = ("id", "company", "sector", "size", "won", "since")
    rows = [(f"{number:02}", f"C{number}", *map(str, row)) for number, row in enumerate(ROWS)]
    table = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return traits(evaluated(RULES, accounts=table), "half", "big")


def test_traits_stand_strongest_first(found: tuple[Trait, ...]) -> None:
    assert [(trait.name, trait.kind, trait.value) for trait in found] == [
        ("size", "number", None),
        ("since", "date", None),
        ("sector", "share", "food"),
        ("won", "share", None),
    ]


def test_a_number_is_told_by_its_medians(found: tuple[Trait, ...]) -> None:
    """Inside 60, 70, 80, 90, 100; outside 10, 20, 30, 40, 45: every account inside is larger."""
    assert found[0] == Trait("size", "number", None, 80, 30, 5, 5, 1)


def test_a_category_is_told_by_its_share(found: tuple[Trait, ...]) -> None:
    """Four of five inside are in food, one of five outside: 0.8 less 0.2 is the strength."""
    assert found[2] == Trait("sector", "share", "food", 0.8, 0.2, 5, 5, found[2].strength)
    assert found[2].strength == pytest.approx(0.6)


def test_a_name_is_no_trait() -> None:
    assert {each.name for each in comparables(sample())}.isdisjoint({"id", "company"})


def test_fewer_than_five_accounts_have_no_traits() -> None:
    values = Comparable.of("size", "number", np.arange(20.0))
    inside = np.arange(20) < SMALLEST - 1
    assert [*traits_of((values,), inside)] == []
    assert [*traits_of((values,), ~inside)] == []


def test_a_value_of_fewer_than_five_accounts_is_no_trait() -> None:
    rare = Comparable.of("sector", "share", np.array([1.0] * 4 + [0.0] * 16), "gold")
    assert [*traits_of((rare,), np.arange(20) < 10)] == []


@pytest.mark.parametrize(
    ("kind", "values", "compared"),
    [
        ("text", [f"town {n % 4}" for n in range(16)], True),
        ("text", [f"town {n}" for n in range(13)], False),  # more than a dozen: a name
        ("category", [f"town {n}" for n in range(13)], True),
        ("text", ["called twice and asked to be called again in spring", "mail her"] * 6, False),  # remarks
    ],
)
def test_free_text_is_no_trait(kind: str, values: list[str], compared: bool) -> None:
    rules = f"""
        as_of: 2026-06-30
        tables: {{accounts: {{file: a.csv, key: id, fields: {{id: {{type: text}}, place: {{type: {kind}}}}}}}}}
        segmentations: {{all: {{method: rules, segments: {{every: {{otherwise: true}}}}}}}}
    """
    table = {"id": [f"{n:02}" for n in range(len(values))], "place": values}
    found = comparables(evaluated(rules, accounts=table))
    assert ("place" in {each.name for each in found}) == compared


def test_the_names_that_define_a_segment() -> None:
    every = PLAN.ruleset.segmentations

    def names(segmentation: str, segment: str) -> set[str]:
        return set(defining_names(PLAN, segmentation, every[segmentation].segments[segment]))

    assert names("market", "abroad") == {"country"}
    assert names("market", "home_food") == {"country", "industry"}
    assert names("pyramid", "B") == {"revenue"}
    assert names("interest", "big") == {"employees"}
    assert names("priority", "invest") == set()


def test_a_metric_that_rests_on_a_defining_name_alone_defines_too() -> None:
    plan = planned("""
        as_of: 2026-06-30
        tables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}, size: {type: number}, need: {type: number}}}}
        metrics: {half: {value: size / 2}, eighth: {value: half / 4}, mixed: {value: size * need}}
        segmentations: {s: {method: tiers, rank_by: size, cut: value, segments: {large: {from: 50}, small: {}}}}
    """)
    large = plan.ruleset.segmentations["s"].segments["large"]
    assert defining_names(plan, "s", large) == {"size", "half", "eighth"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5) | st.none()), min_size=10, max_size=30))
def test_the_strength_is_the_share_of_pairs_won_less_those_lost(rows: list[tuple[bool, int | None]]) -> None:
    inside = np.array([side for side, _ in rows])
    values = np.array([np.nan if value is None else float(value) for _, value in rows])
    trait = Comparable.of("n", "number", values).compare(inside)
    here = [value for side, value in rows if side and value is not None]
    there = [value for side, value in rows if not side and value is not None]
    if min(len(here), len(there)) < SMALLEST:
        assert trait is None
        return
    wins = sum((one > two) - (one < two) for one in here for two in there)
    assert trait is not None
    assert trait.strength == pytest.approx(wins / (len(here) * len(there)))
    assert (trait.inside, trait.outside) == (np.median(here), np.median(there))
