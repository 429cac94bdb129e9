"""Exact sums, against Python's own exact decimals."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.analysis.totals import Summable

CENTS = st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(CENTS, st.randoms())
def test_a_sum_of_cents_is_exact_in_any_order(cents: list[int], random: "st.randoms") -> None:  # type: ignore[valid-type]
    rows = list(range(len(cents)))
    random.shuffle(rows)  # type: ignore[attr-defined]
    numbers = Summable.of(np.array(cents) / 100)
    assert numbers.total(np.array(rows)) == float(Decimal(sum(cents)) / 100)


@settings(max_examples=60, deadline=None)
@given(CENTS)
def test_an_average_is_rounded_half_up_to_six_decimals(cents: list[int]) -> None:
    exact = Decimal(sum(cents)) / 100 / len(cents)
    expected = float(exact.quantize(Decimal("0.000001"), ROUND_HALF_UP)) + 0.0
    numbers = Summable.of(np.array(cents) / 100)
    assert numbers.average(np.arange(len(cents))) == (expected, len(cents))


@pytest.mark.parametrize(
    ("values", "total", "average"),
    [
        ([0.1, 0.2], 0.3, (0.15, 2)),
        ([1.0, np.nan], 1.0, (1.0, 1)),
        ([np.nan], 0.0, (None, 0)),
        ([], 0.0, (None, 0)),
        ([-0.5, 0.5], 0.0, (0.0, 2)),
    ],
)
def test_a_missing_number_counts_as_nothing(
    values: list[float], total: float, average: tuple[float | None, int]
) -> None:
    numbers, rows = Summable.of(np.array(values, dtype=np.float64)), np.arange(len(values))
    assert (numbers.total(rows), numbers.average(rows)) == (total, average)
