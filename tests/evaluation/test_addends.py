"""Numbers added up as whole numbers come to what their integer parts come to, whatever the blocks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.evaluation.addends import addends, joined, summed, unit_of
from sikta.engine.evaluation.exact import Parts, split, total
from sikta.engine.expressions.rounding import round_half_up

NAN = float("nan")
hundredths = st.integers(-(2**31), 2**31).map(lambda number: number / 100)
numbers = st.one_of(
    hundredths,
    st.integers(-(2**53), 2**53).map(float),
    st.integers(-(2**31), 2**31).map(lambda number: number / 10_000),
    st.floats(-1e3, 1e3),
    st.floats(-(2**62), 2**62),
    st.sampled_from([NAN, -0.0, 1e-10, 0.005, 2**22 - 0.01, 2.0**22 + 0.01, 2.0**31, -(2.0**31), -(2.0**32)]),
)
kinds = st.sampled_from([hundredths, numbers, st.integers(0, 100).map(float)])
blocks = st.lists(kinds.flatmap(lambda kind: st.lists(kind, max_size=6)), max_size=6)


@given(blocks, st.sampled_from([100, 1, 10_000]))
@settings(max_examples=100)
def test_the_sum_is_that_of_the_parts(blocks: list[list[float]], likely: int) -> None:
    sums: dict[str, np.ndarray] = {}
    for block in blocks:
        for name, whole in addends(np.array(block, dtype=np.float64), likely).items():
            sums[name] = sums.get(name, np.zeros(1, dtype=np.int64)) + whole.sum()
    parts = split(np.array([value for block in blocks for value in block]))
    expected = total(Parts(*(np.array([part.sum()]) for part in (parts.high, parts.low, parts.nano))))

    found = summed(sums, 1)

    assert found.tobytes() == expected.tobytes() or np.isnan([found[0], expected[0]]).all()
    assert total(joined(sums, 1)).tobytes() == expected.tobytes() or np.isnan(expected[0])
    # what is added up needs no rounding any more
    assert np.array_equal(round_half_up(found, 6), found, equal_nan=True)


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([], 100),
        ([1.25, -3, NAN], 100),
        ([NAN], 100),
        ([19.99, 2.0**22 - 0.25], 100),
        # beyond 2²² a hundredth and its float may be a billionth apart; whole numbers never are
        ([19.99, 2.0**22], None),
        ([2.0**22, -(2.0**31) + 1], 1),
        ([2.0**31], None),
        ([0.125], 10_000),
        ([0.1234, 1], 10_000),
        ([0.12345], None),
        # not the float64 that is nearest to any hundredth
        ([0.1 + 0.2], None),
    ],
)
def test_what_counts_as_whole(values: list[float], unit: int | None) -> None:
    assert unit_of(addends(np.array(values, dtype=np.float64))) == unit


def test_small_numbers_are_taken_apart_into_two() -> None:
    assert set(addends(np.array([0.1 + 0.2, -1.5]))) == {"low", "nano"}
    assert set(addends(np.array([0.1 + 0.2, -(2.0**31)]))) == {"low", "nano", "high"}


def test_two_to_the_63_is_missing() -> None:
    # 2⁶² = 4611686018427387904 twice; and hundredths beside it
    high = addends(np.array([2.0**62]))
    twice = {name: 2 * whole for name, whole in high.items()}

    assert np.isnan(summed(twice, 1)[0])
    assert summed({**high, **addends(np.array([0.01]))}, 1)[0] == 2.0**62
    assert summed({}, 2).tolist() == [0, 0]
