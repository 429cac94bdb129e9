"""Flow: where customers came from and went, this period against the one before it."""

from datetime import date

import numpy as np

from ...expressions.columns import Codes, Floats, Mask
from ...expressions.rounding import round_half_up
from ...plan.windows import before, day_number, window_of
from ...rules.model import FLOW_SEGMENTS, Aggregate, Duration, Flow, Value
from ..accounts import Accounts
from ..results import SegmentationResult

YEAR = Duration(12, "months")


def flow(segmentation: Flow, accounts: Accounts) -> SegmentationResult:
    """One of the eight segments for each account of which both periods are known.

    new: buys now, did not in the period before, and for the first time in the current period (or at no known time);
    reactivated: the same, but bought earlier; growing, shrinking: beyond `previous` × (1 ± `tolerance`); stable:
    between; lost: bought in the period before; dormant: bought earlier; never. Less than 0 counts as 0.
    """
    path = f"segmentations.{segmentation.id}"
    there = accounts.whom_for(path)
    current, previous = (accounts.numbers(f"{path}.{part}") for part in ("current", "previous"))
    first = accounts.numbers(f"{path}.first")
    known = ~(np.isnan(current) | np.isnan(previous))
    placed = flow_codes(
        current, previous, first, segmentation.tolerance, period_start(segmentation, accounts)
    )
    codes = _in_order_of(segmentation, np.where(there.true & known, placed, -1))
    unknown = there.missing | (there.true & ~known)
    return SegmentationResult(segmentation.id, tuple(segmentation.segments), codes, unknown=unknown)


def _in_order_of(segmentation: Flow, codes: Codes) -> Codes:
    order = tuple(segmentation.segments)
    place = np.array([*(order.index(id) if id in order else -1 for id in FLOW_SEGMENTS), -1], dtype=np.int32)
    return place[codes]


def flow_codes(current: Floats, previous: Floats, first: Floats, tolerance: float, start: int) -> Codes:
    """Indexes into FLOW_SEGMENTS; the current period begins after day `start` since 1970-01-01."""
    now, then = current > 0, previous > 0
    upper, lower = (round_half_up(previous * (1 + sign * tolerance), 6) for sign in (1, -1))
    earlier: Mask = first <= start
    known = ~np.isnan(first)
    cases: dict[str, Mask] = {
        "new": now & ~then & ~earlier,
        "reactivated": now & ~then,
        "growing": now & then & (current > upper),
        "shrinking": now & then & (current < lower),
        "stable": now & then,
        "lost": then,
        "dormant": known,
    }
    places = [FLOW_SEGMENTS.index(id) for id in cases]
    return np.select(list(cases.values()), places, FLOW_SEGMENTS.index("never")).astype(np.int32)


def period_start(segmentation: Flow, accounts: Accounts) -> int:
    """The day before the current period: where the window of the metric in `current` starts.

    Where `current` has no window, where that of `previous` ends; where neither has one, 12 months before `as_of`.
    """
    path, as_of = f"segmentations.{segmentation.id}", accounts.as_of
    for aggregate in _windows(f"{path}.current", accounts):
        window = window_of(aggregate, as_of)
        if window is not None and window.start is not None:
            return window.start
    for aggregate in _windows(f"{path}.previous", accounts):
        window = window_of(aggregate, as_of)
        if window is not None and aggregate.ending is not None:
            return window.end
    return day_number(_a_year_before(as_of))


def _a_year_before(as_of: date) -> date:
    return before(as_of, YEAR)


def _windows(path: str, accounts: Accounts) -> list[Aggregate]:
    """The metrics over rows that an expression names, also through other metrics, in file order."""
    plan = accounts.plan
    found, open_paths, seen = [], [path], {path}
    while open_paths:
        compiled = plan.expressions[open_paths.pop()]
        for id, metric in plan.ruleset.metrics.items():
            below = f"metrics.{id}.value"
            if id not in compiled.names:
                continue
            if isinstance(metric.source, Aggregate):
                found.append(metric.source)
            if isinstance(metric.source, Value) and below not in seen:
                seen.add(below)
                open_paths.append(below)
    return found
