"""Which row of an account counts for a field that its accounts take from another table."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.derived import _last_rows
from sikta.engine.data.parents import on_circle

ROW = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.booleans())


@settings(max_examples=100)
@given(st.lists(ROW, max_size=12), st.booleans())
def test_the_row_that_comes_last_by_day_then_by_value(
    rows: list[tuple[int, int, int, bool]], latest: bool
) -> None:
    """Of rows that are equal in both the last of the source counts; of the first ones the first."""
    accounts, days, ranks, known = (np.array(column) for column in zip(*rows, strict=True)) if rows else [
        np.zeros(0)
    ] * 4  # fmt: skip
    chosen = np.full(4, -1)
    found = _last_rows(accounts.astype(np.int64), days * 1.0, ranks * 1.0, known.astype(bool), latest=latest)
    chosen[accounts.astype(np.int64)[found]] = found
    for account in range(4):
        of_account = [
            (day, rank, row)
            for row, (of, day, rank, is_known) in enumerate(rows)
            if is_known and of == account
        ]
        end = (max if latest else min)(of_account, default=(0, 0, -1))
        assert chosen[account] == end[2]


def test_no_account_is_on_a_circle_where_all_lead_to_a_top() -> None:
    assert on_circle(np.array([1, 2, -1, 2])).tolist() == [False] * 4
    assert on_circle(np.array([1, 0, 0, 3])).tolist() == [True, True, False, True]
