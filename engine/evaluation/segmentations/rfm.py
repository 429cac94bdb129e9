"""RFM: how recently, how often and for how much, each in bins."""

from collections.abc import Sequence

import numpy as np

from ...expressions.bits import any_of
from ...expressions.columns import Codes, Floats, Mask
from ...plan.windows import day_number
from ...rules.model import Rfm, Segment
from ..accounts import Accounts
from ..results import SegmentationResult
from ..steps import stepped

DIMENSIONS = ("recency", "frequency", "monetary")


def rfm(segmentation: Rfm, accounts: Accounts) -> SegmentationResult:
    """The first segment whose ranges hold the account's bins; a missing value is in no range.

    Bins are 1..`bins` by quantile among the accounts that the segmentation is for, or by cuts. Recency is counted in
    days before `as_of`, so that a bin of 5 is recent: its cuts are days, the fewest first.
    """
    there = accounts.whom_for(f"segmentations.{segmentation.id}")
    bins = {dimension: _bins(dimension, segmentation, accounts, there.true) for dimension in DIMENSIONS}
    codes: Codes = np.full(accounts.size, -1, dtype=np.int32)
    for index, segment in sorted(
        enumerate(segmentation.segments.values()), key=lambda item: item[1].otherwise
    ):
        codes[there.true & (codes < 0) & _fits(segment, bins)] = index
    some_missing = any_of([of == 0 for of in bins.values()], accounts.size)
    unknown = there.missing | (there.true & some_missing)
    return SegmentationResult(
        segmentation.id, tuple(segmentation.segments), codes, unknown=unknown, bins=bins
    )


def _fits(segment: Segment, bins: dict[str, Codes]) -> Mask:
    fits = np.ones(len(bins["recency"]), dtype=np.bool_)
    ranges = {"recency": segment.recency, "frequency": segment.frequency, "monetary": segment.monetary}
    for dimension, span in ranges.items():
        if span is not None:
            fits &= (bins[dimension] >= span[0]) & (bins[dimension] <= span[1])
    return fits


def _bins(dimension: str, segmentation: Rfm, accounts: Accounts, among: Mask) -> Codes:
    """1..bins, 0 where missing or not among those looked at."""
    values = accounts.numbers(f"segmentations.{segmentation.id}.{dimension}")
    cuts = segmentation.cuts.get(dimension)
    if dimension == "recency":
        values = day_number(accounts.as_of) - values
    bins = np.zeros(accounts.size, dtype=np.int32)
    looked_at = among & ~np.isnan(values)
    known = values[looked_at]
    if cuts is None:
        bins[looked_at] = quantile_bins(-known if dimension == "recency" else known, segmentation.bins)
    else:
        bins[looked_at] = cut_bins(known, cuts, segmentation.bins, downward=dimension == "recency")
    return bins


def quantile_bins(values: Floats, bins: int) -> Codes:
    """1 + ⌊bins · (number strictly smaller) ÷ (number known)⌋; equal values share a bin."""
    distinct, count = np.unique(values, return_counts=True)
    smaller = np.cumsum(count) - count
    return stepped(values, distinct, (1 + bins * smaller // max(len(values), 1)).astype(np.int32))


def cut_bins(values: Floats, cuts: Sequence[float], bins: int, *, downward: bool) -> Codes:
    """Bins by lower bounds, inclusive: as many as there are bounds where that is `bins`, else one more below them.

    `downward` counts them from the top.
    """
    reached = np.searchsorted(np.array(cuts), values, side="right")
    each = len(cuts) == bins
    place = np.maximum(reached, 1) if each else reached + 1
    most = len(cuts) if each else len(cuts) + 1
    return (most + 1 - place if downward else place).astype(np.int32)
