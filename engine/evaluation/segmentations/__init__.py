"""Ways to put accounts into segments, one method a file."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from ...expressions.columns import Column, Members, Texts
from ...rules.model import Flow, Matrix, Rfm, Rules, Tiers
from ..accounts import Accounts
from ..notices import Notice
from ..results import SegmentationResult
from .flow import flow
from .matrix import matrix
from .rfm import rfm
from .rules import rules
from .tiers import tiers

Method: TypeAlias = Callable[[Any, Accounts], SegmentationResult]
METHODS: Mapping[type, Method] = {Matrix: matrix, Rules: rules, Tiers: tiers, Flow: flow, Rfm: rfm}


def add_segmentation(id: str, accounts: Accounts) -> None:
    """Segment the accounts and let the segments' ids join their columns."""
    segmentation = accounts.plan.ruleset.segmentations[id]
    result = accounts.survey.segmentations.get(id)
    if result is None:
        result = METHODS[type(segmentation)](segmentation, accounts)
        _tell_of_the_rest(segmentation, result, accounts)
    accounts.segmentations[id] = result
    accounts.columns[id] = segments_column(result)


def segments_column(result: SegmentationResult) -> Column:
    """The ids of the segments: a text per account, or a list of them where they overlap."""
    if result.members is not None:
        return Members(result.members, len(result.codes))
    return Texts(result.codes, result.segments)


def _tell_of_the_rest(segmentation: object, result: SegmentationResult, accounts: Accounts) -> None:
    """A finding for accounts that rules leave over; the other methods say themselves whom they do not place."""
    if not isinstance(segmentation, Rules | Rfm) or result.members is not None:
        return
    path = f"segmentations.{result.id}"
    left = int(np.count_nonzero((result.codes < 0) & accounts.whom_for(path).true))
    if left:
        accounts.notices.append(Notice("without segment", path, left))
