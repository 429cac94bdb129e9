"""What put an account into its tier, its part of a flow, its bins, or among the others; and what such a segment means."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from ..expressions.compiled import Compiled
from ..plan.plan import Plan
from ..rules.model import AnySegmentation, Flow, Rfm, Rules, Segment, Text, Tiers
from .case import Case
from .criteria import expression_term
from .glossary import Term, term, titled
from .plain import EPOCH, Plain

DIMENSIONS = ("recency", "frequency", "monetary")
PERIODS = ("current", "previous", "first")

MOST_TERMS = 3
"""So many of the values that other segments look at are told."""

By = Literal["value", "cumulative_share", "share_of_accounts", "flow", "rfm", "otherwise"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Why an account is in a segment, or what a segment means; `about` tells which.

    Tiers: `by` is how they are cut, `terms` what is ranked, `at_least` and `below` the bounds (a value or a share 0..1
    of what larger accounts have; None where there is none). Flow: `terms` are the current and the previous period and
    the first purchase, `flow` is the kind of segment, `tolerance` a fraction. RFM: `bins` of the account or inclusive
    ranges of the segment, in the order of `DIMENSIONS` (0: missing; None: any), of `most`. Otherwise, for an account:
    `terms` are what the rules of the other segments look at; `beyond` is the one other segment, where its rule is only
    that the one term is `at_least` so much.
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
    beyond: Text | None = None


def standing(case: Case, segmentation: AnySegmentation, segment: Segment) -> Standing | None:
    """Why the account is in that segment; None where the rules or levels themselves tell."""
    meant = meaning(case.plan, segmentation, segment)
    if isinstance(segmentation, Rules):
        return left_over(case, segmentation) if meant else None
    if meant is None:
        return None
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


def left_over(case: Case, segmentation: Rules) -> Standing:
    """Why an account is among the others: what the rules of all other segments look at, and where the only one begins."""
    rules = {
        name: rule
        for name in segmentation.segments
        if (rule := case.plan.expressions.get(f"segmentations.{segmentation.id}.segments.{name}.when"))
    }
    names = list(dict.fromkeys(name for rule in rules.values() for name in sorted(rule.names)))[:MOST_TERMS]
    found = Standing(
        "otherwise", "account", tuple(term(case.plan, name) for name in names), tuple(map(case.value, names))
    )
    if len(rules) != 1:
        return found
    ((only, rule),) = rules.items()
    start = _start(case, rule)
    if start is None:
        return found
    return replace(found, at_least=start, beyond=titled(segmentation.segments[only].title, only))


def _start(case: Case, rule: Compiled) -> float | None:
    """The number from which a rule holds that is no more than `name >= number`."""
    match rule.tree:
        case ast.Compare(ast.Name(), [ast.GtE()], [ast.Constant(value=int() | float() as number)]):
            return float(number)
        case ast.Compare(ast.Name(), [ast.GtE()], [ast.Name(id=parameter)]):
            value = case.value(parameter) if parameter in case.plan.ruleset.parameters else None
            return float(value) if isinstance(value, int | float) else None
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
