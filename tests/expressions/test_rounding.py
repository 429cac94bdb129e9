"""Rounding half up, against decimal arithmetic on the number as people write it."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.expressions.rounding import round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.675, 2, 2.68),  # held as 2.67499999999999982
        (1.005, 2, 1.01),
        (-2.5, 0, -3.0),
        (2.5, 0, 3.0),
        (0.1 + 0.2, 1, 0.3),
        (2.4999, 0, 2.0),
        (1234.5, -2, 1200.0),
        (1250.0, -2, 1300.0),
        (1e15, 6, 1e15),
        (2.0**53, 0, 2.0**53),
        (2.0**52 - 1, 0, 2.0**52 - 1),
    ],
)
def test_halves_go_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert round_half_up(np.array([value]), decimals).tolist() == [expected]


def test_missing_stays_missing_and_no_zero_is_negative() -> None:
    rounded = round_half_up(np.array([np.nan, -0.2]), 0)
    assert np.isnan(rounded[0])
    assert np.copysign(1, rounded[1]) == 1


@settings(max_examples=100, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(0, 5), st.integers(0, 3))
def test_as_decimal_arithmetic_does(units: int, places: int, decimals: int) -> None:
    written = Decimal(units).scaleb(-places)
    expected = float(written.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
    assert round_half_up(np.array([float(written)]), decimals).tolist() == [expected]


@settings(max_examples=50, deadline=None)
@given(st.floats(-1e12, 1e12), st.integers(0, 6))
def test_rounding_twice_changes_nothing(value: float, decimals: int) -> None:
    once = round_half_up(np.array([value]), decimals)
    assert round_half_up(once, decimals).tolist() == once.tolist()
