"""Tiers: accounts sorted by a value, high first, and cut."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ...expressions.columns import Codes, Floats, Index, Mask
from ...rules.model import Segment, Tiers
from ..accounts import Accounts
from ..exact import NANO, split
from ..results import SegmentationResult
from ..steps import stepped

SHARE_DECIMALS = 12
"""Shares are compared to this many decimals, so that 0.1 + 0.7 is not below 80%."""


def tiers(segmentation: Tiers, accounts: Accounts) -> SegmentationResult:
    """The tier of each account that the segmentation is for and whose value is known."""
    path = f"segmentations.{segmentation.id}"
    there = accounts.whom_for(path)
    values = accounts.numbers(f"{path}.rank_by")
    ranked: Mask = there.true & ~np.isnan(values)
    codes = np.full(accounts.size, -1, dtype=np.int32)
    codes[ranked] = CUTS[segmentation.cut](values[ranked], list(segmentation.segments.values()))
    unknown = there.missing | (there.true & np.isnan(values))
    return SegmentationResult(segmentation.id, tuple(segmentation.segments), codes, unknown=unknown)


def by_cumulative_share(values: Floats, segments: Sequence[Segment]) -> Codes:
    """The first tier whose `up_to` exceeds the share of the total that larger values have.

    So the account that crosses the line is in the better tier, equal values share a tier, and a value of 0 or less
    is in the last one.
    """
    capped = np.maximum(values, 0.0)
    distinct, count = np.unique(capped, return_counts=True)
    parts = split(distinct)
    # Whole numbers and billionths are added apart, as integers: the sum of a share does not depend on the order.
    above = [_before(part * count) for part in (parts.high, parts.low, parts.nano)]
    whole = [int((part * count).sum()) for part in (parts.high, parts.low, parts.nano)]
    total = _joined(*whole)
    larger = _joined(*above)
    share = larger / total if total > 0 else np.ones(len(distinct))
    return stepped(capped, distinct, _first_above(share, segments))


def by_share_of_accounts(values: Floats, segments: Sequence[Segment]) -> Codes:
    """The first tier whose `up_to` exceeds the share of the accounts that have a larger value."""
    distinct, count = np.unique(values, return_counts=True)
    share = _before(count.astype(np.int64)) / max(len(values), 1)
    return stepped(values, distinct, _first_above(share, segments))


def by_value(values: Floats, segments: Sequence[Segment]) -> Codes:
    """The first tier whose `from` (inclusive) the value reaches; one without `from` takes the rest."""
    codes = np.full(len(values), -1, dtype=np.int32)
    for index, segment in enumerate(segments):
        start = -np.inf if segment.start is None else segment.start
        codes[(codes < 0) & (values >= start)] = index
    return codes


CUTS: Mapping[str, Callable[[Floats, Sequence[Segment]], Codes]] = {
    "cumulative_share": by_cumulative_share,
    "share_of_accounts": by_share_of_accounts,
    "value": by_value,
}


def _before(ascending: Index) -> Index:
    """What comes before each when sorted high first: the sum of all later ones in ascending order."""
    descending = ascending[::-1]
    return (np.cumsum(descending) - descending)[::-1]


def _joined(high: Index | int, low: Index | int, nano: Index | int) -> Floats:
    return np.asarray(high, dtype=np.float64) * 2.0**32 + (np.asarray(low) + np.asarray(nano) / NANO)


def _first_above(share: Floats, segments: Sequence[Segment]) -> Codes:
    limits = np.array([1.0 if segment.up_to is None else segment.up_to for segment in segments])
    first = np.searchsorted(limits, np.round(share, SHARE_DECIMALS), side="right")
    return np.minimum(first, len(segments) - 1).astype(np.int32)
