"""Steps, and contributions: the quick ways against the plain ones."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.evaluation.contributions import contributions
from sikta.engine.evaluation.steps import reached, stepped

known = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0, 7.0])


@settings(max_examples=80)
@given(
    starts=st.lists(st.integers(-50, 50), unique=True, max_size=40).map(sorted),
    values=st.lists(known | st.just(float("nan")) | st.floats(-60, 60), max_size=20),
)
def test_steps_reached_are_the_starts_that_are_not_above(starts: list[int], values: list[float]) -> None:
    counted = [sum(start <= value for start in starts) for value in values]
    assert reached([float(start) for start in starts], np.array(values, dtype=np.float64)).tolist() == counted


@settings(max_examples=80)
@given(
    values=st.lists(known, max_size=20),
    codes=st.dictionaries(known, st.integers(0, 3), min_size=6, max_size=6),
)
def test_a_code_by_value_is_that_of_the_value(values: list[float], codes: dict[float, int]) -> None:
    distinct = np.unique(np.array(values, dtype=np.float64))
    given_codes = np.array([codes[value] for value in distinct.tolist()], dtype=np.int32)
    told = stepped(np.array(values, dtype=np.float64), distinct, given_codes)
    assert told.tolist() == [codes[value] for value in values]


parts_of_accounts = st.lists(
    st.lists(st.none() | st.sampled_from([0.0, 33.333333, 12.345, 50.0, 0.005]), min_size=3, max_size=3),
    max_size=10,
)


@settings(max_examples=80)
@given(accounts=parts_of_accounts)
def test_hundredths_by_largest_remainder_one_account_at_a_time(accounts: list[list[float | None]]) -> None:
    """Each account alone: rounded down, and what is left to the largest remainders, of equals to the first."""
    parts = [
        np.array([account[place] or 0.0 for account in accounts], dtype=np.float64) for place in range(3)
    ]
    known = [
        np.array([account[place] is not None for account in accounts], dtype=np.bool_) for place in range(3)
    ]
    score = np.round(np.sum(parts, axis=0), 2)
    told = np.array(contributions(score, parts, known)).T.tolist()
    for account, whole, cents in zip(accounts, score.tolist(), told, strict=True):
        exact = [(part or 0.0) * 100 for part in account]
        floors = [int(part // 1) for part in exact]
        left = round(whole * 100) - sum(floors)
        order = sorted(
            range(3),
            key=lambda at: -round((exact[at] - floors[at]) * 1e9) if account[at] is not None else 1e9,
        )
        assert cents == [floors[at] + (order.index(at) < left) for at in range(3)]
