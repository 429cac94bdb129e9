"""What a run says of the run that it builds on, in one line."""

import pytest

from sikta.engine.incremental import in_words
from sikta.engine.incremental.reasons import Reason, Story


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (Story(620, 12, None, ("orders",)), "12 of 620 accounts were computed anew. Not read again, as nothing in it has changed: orders."),
        (
            Story(1_200_000, 1, None, ("orders", "lines", "visits")),
            "1 of 1,200,000 accounts was computed anew. Not read again, as nothing in them has changed: orders, lines and visits.",
        ),
        (Story(1, 1, Reason("all changed")), "The 1 account was computed: something has changed for each of them."),
        (
            Story(2, 2, Reason("compared", "segmentations.abc metrics.group")),
            "All 2 accounts were computed: segmentations.abc, metrics.group look at all accounts at once.",
        ),
        (
            Story(2, 2, Reason("compared", "metrics.a metrics.b metrics.c metrics.d metrics.e")),
            "All 2 accounts were computed: metrics.a, metrics.b, metrics.c and 2 more look at all accounts at once.",
        ),
        (Story(3, 3, Reason("cluster")), "All 3 accounts were computed: Spark computes all accounts, and leaves no memory of them."),
        (Story(3, 3, Reason("other columns")), "All 3 accounts were computed: the data has other columns than before."),
        (
            Story(9, 2, None, (), {"orders": Reason("changed"), "lines": Reason("rests on", "orders"), "visits": Reason("no file")}),
            (
                "2 of 9 accounts were computed anew. Read again: orders (it has changed), lines (orders has changed), "
                "visits (only of files is known beforehand whether they have changed)."
            ),
        ),
    ],
)  # fmt: skip
def test_story(story: Story, words: str) -> None:
    assert in_words(story) == words
