"""Segments in figures, against plain SQL over the same accounts."""

import duckdb
import pandas as pd
import pytest

from sikta.engine.analysis.plain import plain_values
from sikta.engine.analysis.segments import Average, Money, members, outside, profile_segments
from sikta.engine.expressions.columns import Numbers
from tests.reporting.sample import sample


def frame() -> pd.DataFrame:
    """The accounts with what decides about them, as a table for SQL."""
    found = sample()
    columns = {name: plain_values(column) for name, column in found.values.items()}
    one = {
        name: [r.segments[c] if c >= 0 else None for c in r.codes] for name, r in found.segmentations.items()
    }
    scores = {name: plain_values(Numbers(score.score)) for name, score in found.scores.items()}
    return pd.DataFrame({**columns, **one, **scores, "abroad": found.knockouts["abroad"].true})


@pytest.mark.parametrize("segmentation", ["priority", "market", "pyramid"])
def test_figures_equal_the_sql(segmentation: str) -> None:
    accounts = frame()
    connection = duckdb.connect()
    connection.register("accounts", accounts)
    query = f"""
        select {segmentation}, count(*), round(sum(revenue::decimal(18, 2)), 2)::double, count(employees),
               round(avg(employees), 6), round(avg(potential::decimal(18, 2)), 6), sum(abroad::int)
        from accounts group by 1 having count(*) > 0
    """
    expected = {row[0] or "": row[1:] for row in connection.execute(query).fetchall()}
    profile = profile_segments(sample())[segmentation]
    for each in (*profile.segments, profile.without):
        assert each.money is not None
        averages = each.averages
        figures = (
            each.count,
            each.money.total,
            averages["employees"].known,
            averages["employees"].value,
            averages["potential"].value,
            each.knockouts["abroad"],
        )
        assert each.segment not in expected or figures == expected[each.segment]
        assert each.segment in expected or each.count == 0
    assert len(accounts) == sum(each.count for each in (*profile.segments, profile.without))


def test_one_segment_worked_out() -> None:
    """Qualify holds Alfa and Eta: 1500.30 and 100.00 of the 2599.60 that all accounts brought."""
    profile = profile_segments(sample())["priority"].of("qualify")
    assert profile.count == 2
    assert profile.share == 0.25
    assert profile.money == Money(1600.3, 1600.3 / 2599.6, 800.15, 2)
    assert profile.averages["employees"] == Average(400, 2)
    assert profile.averages["urgency"] == Average(3, 2)
    assert profile.uncertain == 0


def test_segments_that_overlap_count_an_account_in_each() -> None:
    profile = profile_segments(sample())["interest"]
    assert [(each.segment, each.count) for each in profile.segments] == [("big", 3), ("buys", 5)]
    assert profile.without.count == 3  # Gamma, Zeta and Theta
    assert profile.without.uncertain is None


def test_accounts_without_a_segment() -> None:
    result = sample().segmentations["market"]
    assert outside(result).tolist() == [False, True, True, False, False, True, False, True]
    assert members(result, "abroad").tolist() == [False, False, False, True, False, False, False, False]


def test_a_segment_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="nobody"):
        profile_segments(sample())["priority"].of("nobody")
