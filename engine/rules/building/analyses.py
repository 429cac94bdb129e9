"""Opportunities, best customers, rankings and the buying committee."""

from typing import Any, cast

from ..model import BestCustomers, BuyingCommittee, Gaps, Opportunity, Ranking, RankingMetric, Study
from .part import Part, as_text
from .scores import build_criteria


def build_opportunity(key: str, part: Part) -> Opportunity:
    return Opportunity(
        key,
        title=part.text("title"),
        when=part.string("when"),
        amount=part.string("amount"),
        gaps=_gaps(part.part("gaps")) if "gaps" in part else None,
        owner=part.string("owner"),
    )


def _gaps(part: Part) -> Gaps:
    return Gaps(
        part.required("from"),
        part.required("item"),
        part.required("measure"),
        part.required("peers"),
        part.share("bought_by") or 0.0,
        cast("Any", part.string("expected") or "median"),
        part.duration("last"),
    )


def build_best_customers(part: Part) -> BestCustomers:
    return BestCustomers(
        part.required("are"), part.strings("traits"), part.string("among"), part.integer("keep") or 3
    )


def build_ranking(key: str, part: Part) -> Ranking:
    return Ranking(
        key,
        part.required("of"),
        part.part("metrics").each(_metric),
        build_criteria(part),
        title=part.text("title"),
        apart=part.string("apart"),
        shortlist=part.integer("shortlist"),
    )


def _metric(key: str, part: Part) -> RankingMetric:
    return RankingMetric(
        key,
        title=part.text("title"),
        share=part.string("share"),
        average=part.string("average"),
        relative_to=cast("Any", part.string("relative_to")),
        table=part.string("from"),
        weighted=part.string("weighted"),
        by=part.string("by"),
    )


def build_buying_committee(part: Part) -> BuyingCommittee:
    study, interview = part.part("study"), part.part("interview")
    return BuyingCommittee(
        part.required("contacts"),
        part.required("deals"),
        part.required("involvement"),
        part.required("won"),
        {role: evidence.required("when") for role, evidence in part.part("roles").parts()},
        Study(
            cast("Any", study.string("pick") or "latest"), study.integer("deals") or 10, study.string("per")
        ),
        {role: tuple(as_text(text) for text in interview.listed(role)) for role in interview.node.entries},
    )
