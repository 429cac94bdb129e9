"""Sums by integer parts against Python's own decimals and fractions."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from sikta.engine.evaluation.exact import Parts, average, split, total
from tests.evaluation.workshop import numbers


def summed(values: list[float]) -> Parts:
    parts = split(np.array(values))
    return Parts(*(np.array([part.sum()]) for part in (parts.high, parts.low, parts.nano)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], 0),
        ([0.1, 0.2], 0.3),
        ([0.1] * 10, 1),
        ([1e18, 0.5, -1e18], 0.5),
        ([9e18, -9e18, 9e18, -9e18, 0.25], 0.25),
        ([5e18, 5e18], None),
        ([-5e18, -5e18], None),
        ([5e18, 5e18, -5e18], 5e18),
        ([-2.5, 0.25], -2.25),
        # half of a millionth, away from zero
        ([0.0000005], 0.000001),
        ([-0.0000005], -0.000001),
        ([-0.0000004], 0),
        ([1e-20, -1e-20], 0),
        ([12345678901.12], 12345678901.12),
        ([float("nan"), 3], 3),
    ],
)
def test_total(values: list[float], expected: float | None) -> None:
    assert numbers(total(summed(values))) == [expected]
    assert not np.signbit(total(summed([-0.0000004]))[0])


def test_a_million_amounts() -> None:
    amounts = np.random.default_rng(1).integers(-10_000_000, 10_000_000, 1_000_000)

    parts = summed((amounts / 100).tolist())

    assert Decimal(repr(float(total(parts)[0]))) == Decimal(int(amounts.sum())) / 100


@pytest.mark.parametrize(
    "values",
    [[1, 2], [1, 1, 2], [0.1, 0.2, 0.3], [-1, -1, -2], [1e15, 1, 1], [2e18, 2e18, 1e18], [0.000001, 0]],
)
def test_average(values: list[float]) -> None:
    exact = sum((Decimal(repr(value)) for value in values), Decimal(0)) / len(values)
    expected = float(exact.quantize(Decimal("0.000001"), ROUND_HALF_UP))

    assert numbers(average(summed(values), np.array([len(values)]))) == [expected]


def test_an_average_of_nothing_is_missing() -> None:
    assert numbers(average(summed([]), np.array([0]))) == [None]
