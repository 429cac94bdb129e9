"""What holds for tiers, flow and bins, whatever the values."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.evaluation.segmentations.flow import flow_codes
from sikta.engine.evaluation.segmentations.rfm import cut_bins, quantile_bins
from sikta.engine.evaluation.segmentations.tiers import by_cumulative_share, by_share_of_accounts
from sikta.engine.rules.model import FLOW_SEGMENTS, Segment

SEGMENTS = [Segment("A", up_to=0.5), Segment("B", up_to=0.8), Segment("C", up_to=1.0)]
laws = settings(max_examples=100, deadline=None)
money = st.integers(-50, 500).map(lambda cents: cents / 10)
amounts = st.lists(money, min_size=1, max_size=60)


@given(amounts)
@laws
def test_equal_values_share_a_tier_and_more_is_never_worse(values: list[float]) -> None:
    for cut in (by_cumulative_share, by_share_of_accounts):
        codes = cut(np.array(values), SEGMENTS)
        order = np.argsort(values, kind="stable")[::-1]
        assert (np.diff(codes[order]) >= 0).all()
        assert all(
            len({code for code, other in zip(codes, values, strict=True) if other == value}) == 1
            for value in values
        )


@given(amounts)
@laws
def test_the_account_that_crosses_the_line_is_in_the_better_tier(values: list[float]) -> None:
    codes = by_cumulative_share(np.array(values), SEGMENTS)
    positive = np.maximum(np.array(values), 0)
    # The best tier holds at least half of the money, and without its smallest value less than half.
    best = positive[codes == 0]
    if positive.sum() > 0:
        assert best.sum() >= positive.sum() * 0.5 - 1e-9
        assert best[best > best.min()].sum() < positive.sum() * 0.5 + 1e-9


@given(st.lists(st.tuples(money, money, st.one_of(st.none(), st.integers(0, 100))), min_size=1, max_size=60))
@laws
def test_flow_reconciles_in_accounts_and_money(rows: list[tuple[float, float, int | None]]) -> None:
    current, previous = np.maximum(np.array([row[:2] for row in rows], dtype=np.float64).T, 0)
    first = np.array([np.nan if row[2] is None else row[2] for row in rows], dtype=np.float64)

    codes = flow_codes(current, previous, first, 0.1, 50)

    def accounts(*names: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
        return np.isin(codes, [FLOW_SEGMENTS.index(name) for name in names])

    opening, closing = previous > 0, current > 0
    assert opening.sum() + accounts("new", "reactivated").sum() - accounts("lost").sum() == closing.sum()
    moved = current - previous
    bars = [moved[accounts(name)].sum() for name in FLOW_SEGMENTS]
    assert np.isclose(previous.sum() + sum(bars), current.sum())
    assert (moved[accounts("growing")] > 0).all()
    assert (moved[accounts("shrinking")] < 0).all()
    assert not current[accounts("lost", "dormant", "never")].any()


@given(amounts, st.integers(1, 12))
@laws
def test_quantiles(values: list[float], bins: int) -> None:
    found = quantile_bins(np.array(values), bins)

    # by its definition: 1 + ⌊n · (number strictly smaller) ÷ (number known)⌋
    assert found.tolist() == [
        1 + bins * sum(other < value for other in values) // len(values) for value in values
    ]


@given(amounts)
@laws
def test_cuts_count_the_bounds_that_are_reached(values: list[float]) -> None:
    found = cut_bins(np.array(values), [0, 10, 20], 4, downward=False)

    assert found.tolist() == [1 + (value >= 0) + (value >= 10) + (value >= 20) for value in values]
    assert cut_bins(np.array(values), [0, 10, 20], 4, downward=True).tolist() == (5 - found).tolist()
    # with a bound for each bin, what is below the first is in the first
    assert (
        cut_bins(np.array(values), [0, 10, 20], 3, downward=False).tolist()
        == np.maximum(found - 1, 1).tolist()
    )
