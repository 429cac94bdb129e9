"""Segments by rules: the first that is certainly true, or every one."""

import numpy as np

from ...expressions.bits import any_of
from ...expressions.columns import Codes, Mask
from ...rules.model import Rules
from ..accounts import Accounts
from ..results import SegmentationResult
from ..thin import spread


def rules(segmentation: Rules, accounts: Accounts) -> SegmentationResult:
    """The segment of each account; an unknown rule does not stop a later one, but is marked in `unknown`."""
    return (
        _overlapping(segmentation, accounts)
        if segmentation.overlapping
        else _exclusive(segmentation, accounts)
    )


def _exclusive(segmentation: Rules, accounts: Accounts) -> SegmentationResult:
    path = f"segmentations.{segmentation.id}"
    there = accounts.whom_for(path)
    codes: Codes = np.full(accounts.size, -1, dtype=np.int32)
    unknown: Mask = there.missing
    for index, segment in enumerate(segmentation.segments.values()):
        if segment.otherwise:
            continue
        condition = accounts.condition(f"{path}.segments.{segment.id}.when")
        free = there.true & (codes < 0)
        unknown = unknown | (free & condition.missing)
        codes[free & condition.true] = index
    for index, segment in enumerate(segmentation.segments.values()):
        if segment.otherwise:
            codes[there.true & (codes < 0)] = index
    unknown = spread(unknown, accounts.size)
    return SegmentationResult(segmentation.id, tuple(segmentation.segments), codes, unknown=unknown)


def _overlapping(segmentation: Rules, accounts: Accounts) -> SegmentationResult:
    path = f"segmentations.{segmentation.id}"
    there = accounts.whom_for(path)
    members: dict[str, Mask] = {}
    unknown: Mask = there.missing
    for segment in segmentation.segments.values():
        if not segment.otherwise:
            condition = accounts.condition(f"{path}.segments.{segment.id}.when")
            members[segment.id] = there.true & condition.true
            unknown = unknown | (there.true & condition.missing)
    taken = any_of(list(members.values()), accounts.size)
    in_order = {id: members.get(id, there.true & ~taken) for id in segmentation.segments}
    unknown = spread(unknown, accounts.size)
    none = np.full(accounts.size, -1, dtype=np.int32)
    return SegmentationResult(segmentation.id, tuple(segmentation.segments), none, in_order, unknown=unknown)
