"""What put an account into its tier, its part of a flow, its bins, or among the others; and what such a segment means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from ..plan.plan import Plan
from ..rules.model import AnySegmentation, Flow, Rfm, Rules, Segment, Tiers
from .case import Case
from .criteria import expression_term
from .glossary import Term
from .plain import EPOCH, Plain

DIMENSIONS = ("recency", "frequency", "monetary")
PERIODS = ("current", "previous", "first")

By = Literal["value", "cumulative_share", "share_of_accounts", "flow", "rfm", "otherwise"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Why an account is in a segment, or what a segment means; `about` tells which.

    Tiers: `by` is how they are cut, `terms` what is ranked, `at_least` and `below` the bounds (a value or a share 0..1
    of what larger accounts have; None where there is none). Flow: `terms` are the current and the previous period and
    the first purchase, `flow` is the kind of segment, `tolerance` a fraction. RFM: `bins` of the account or inclusive
    ranges of the segment, in the order of `DIMENSIONS` (0: missing; None: any), of `most`.
    """

    by: By
    about: Literal["account", "segment"]
    terms: tuple[Term, ...] = ()
    values: tuple[Plain, ...] = ()
    at_least: float | None = None
    below: float | None = None
    flow: str = ""
    tolerance: float = 0.0
    bins: tuple[tuple[int, int] | None, ...] = ()
    most: int = 0


def standing(case: Case, segmentation: AnySegmentation, segment: Segment) -> Standing | None:
    """Why the account is in that segment; None where the rules or levels themselves tell."""
    meant = meaning(case.plan, segmentation, segment)
    if meant is None or isinstance(segmentation, Rules):
        return meant
    path = f"segmentations.{segmentation.id}"
    if isinstance(segmentation, Rfm):
        return Standing("rfm", "account", bins=_bins(case, segmentation), most=segmentation.bins)
    places = ("rank_by",) if isinstance(segmentation, Tiers) else PERIODS
    values = tuple(
        _value(case, f"{path}.{place}", term) for place, term in zip(places, meant.terms, strict=True)
    )
    return Standing(meant.by, "account", meant.terms, values, meant.at_least, meant.below)


def meaning(plan: Plan, segmentation: AnySegmentation, segment: Segment) -> Standing | None:
    """What a segment means by the rules of its method; None where it has a rule or levels of its own."""
    path = f"segmentations.{segmentation.id}"
    if isinstance(segmentation, Tiers):
        at_least, below = _bounds(segmentation)[segment.id]
        return Standing(
            segmentation.cut,
            "segment",
            (expression_term(plan, f"{path}.rank_by"),),
            at_least=at_least,
            below=below,
        )
    if isinstance(segmentation, Flow):
        terms = tuple(expression_term(plan, f"{path}.{period}") for period in PERIODS)
        return Standing("flow", "segment", terms, flow=segment.id, tolerance=segmentation.tolerance)
    if segment.otherwise:
        return Standing("otherwise", "segment")
    if isinstance(segmentation, Rfm):
        spans = (segment.recency, segment.frequency, segment.monetary)
        return Standing("rfm", "segment", bins=spans, most=segmentation.bins)
    return None


def _bounds(tiers: Tiers) -> Mapping[str, tuple[float | None, float | None]]:
    """The bounds of each tier: of a value downwards, of a share upwards; the ends of the whole are no bounds."""
    segments = list(tiers.segments.values())
    if tiers.cut == "value":
        starts = [None, *(segment.start for segment in segments)]
        return {s.id: (start, above) for s, (above, start) in zip(segments, pairwise(starts), strict=True)}
    ends = [None, *(segment.up_to for segment in segments[:-1]), None]
    return {s.id: bounds for s, bounds in zip(segments, pairwise(ends), strict=True)}


def _bins(case: Case, rfm: Rfm) -> tuple[tuple[int, int], ...]:
    found = case.results.segmentations[rfm.id].bins or {}
    each = (int(found[dimension][case.row]) for dimension in DIMENSIONS)
    return tuple((of, of) for of in each)


def _value(case: Case, path: str, term: Term) -> Plain:
    value = case.number(case.everyone(path))
    return EPOCH + timedelta(days=int(value)) if value is not None and term.shape == "date" else value
