"""Every expression of a ruleset with its path, the rows it runs over, and the kinds it may give."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..expressions.types import Kind
from ..rules.model import (
    Aggregate,
    AnySegmentation,
    Bands,
    Criterion,
    Flow,
    Group,
    Metric,
    PointsMap,
    PointsRules,
    Rfm,
    Ruleset,
    Scale,
    Tiers,
    Value,
)

Kinds: TypeAlias = tuple[Kind, ...]

CONDITION: Kinds = (Kind.BOOLEAN,)
NUMBER: Kinds = (Kind.NUMBER,)
ORDERED: Kinds = (Kind.NUMBER, Kind.DATE)
PLAIN: Kinds = (Kind.NUMBER, Kind.DATE, Kind.TEXT, Kind.BOOLEAN)
ROLES = "buying_committee.roles"
"""The part of rules about people: they see what is known of a contact and of their share in a deal."""
RANKINGS = "rankings."
"""With the id of a ranking: its criteria, which see the figures of a segment."""

AGGREGATED = {
    "sum": NUMBER,
    "average": NUMBER,
    "median": NUMBER,
    "share": CONDITION,
    "min": ORDERED,
    "max": ORDERED,
}


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression: where it stands, its text, whose rows it sees (a table's id, or None for accounts).

    `kinds` are what it may give. `part` is what is computed as a whole and needs it: `metrics.ID`, `knockouts`,
    `scores.ID`, `segmentations.ID`, or another path for what nothing depends on.
    """

    path: str
    text: str
    kinds: Kinds
    part: str
    table: str | None = None


def formulas(ruleset: Ruleset) -> Iterator[Formula]:
    """All expressions in file order."""
    for metric in ruleset.metrics.values():
        yield from _of_metric(metric)
    for id, knockout in ruleset.knockouts.items():
        yield Formula(f"knockouts.{id}.when", knockout.when, CONDITION, "knockouts")
    for id, score in ruleset.scores.items():
        for criterion in score.criteria.values():
            yield from _of_criterion(criterion, f"scores.{id}")
    for segmentation in ruleset.segmentations.values():
        yield from _of_segmentation(segmentation)
    for id, playbook in ruleset.playbooks.items():
        yield Formula(f"playbooks.{id}.for", playbook.applies, CONDITION, f"playbooks.{id}")
    yield from _of_analyses(ruleset)


def _of_metric(metric: Metric) -> Iterator[Formula]:
    part = f"metrics.{metric.id}"
    source = metric.source
    if isinstance(source, Value):
        kinds = NUMBER if source.over else PLAIN
        yield Formula(f"{part}.value", source.expression, kinds, part)
    if isinstance(source, Aggregate):
        if source.aggregation != "count":
            kinds = AGGREGATED.get(source.aggregation, PLAIN)
            yield Formula(f"{part}.{source.aggregation}", source.of, kinds, part, source.table)
        if source.where is not None:
            yield Formula(f"{part}.where", source.where, CONDITION, part, source.table)


def _of_criterion(criterion: Criterion, part: str) -> Iterator[Formula]:
    path, measure = criterion.path, criterion.measure
    if criterion.applies is not None:
        yield Formula(f"{path}.for", criterion.applies, CONDITION, part)
    if isinstance(measure, Bands | Scale):
        yield Formula(f"{path}.value", measure.value, NUMBER, part)
    if isinstance(measure, PointsMap):
        yield Formula(f"{path}.value", measure.value, (Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN), part)
    if isinstance(measure, PointsRules):
        for index, rule in enumerate(measure.rules):
            yield Formula(f"{path}.rules.{index}.when", rule.when, CONDITION, part)
    if isinstance(measure, Group):
        for member in measure.criteria.values():
            yield from _of_criterion(member, part)


def _of_segmentation(segmentation: AnySegmentation) -> Iterator[Formula]:
    part = f"segmentations.{segmentation.id}"
    if segmentation.applies is not None:
        yield Formula(f"{part}.for", segmentation.applies, CONDITION, part)
    for id, segment in segmentation.segments.items():
        if segment.when is not None:
            yield Formula(f"{part}.segments.{id}.when", segment.when, CONDITION, part)
    match segmentation:
        case Tiers():
            yield Formula(f"{part}.rank_by", segmentation.rank_by, NUMBER, part)
        case Flow():
            yield Formula(f"{part}.current", segmentation.current, NUMBER, part)
            yield Formula(f"{part}.previous", segmentation.previous, NUMBER, part)
            yield Formula(f"{part}.first", segmentation.first, (Kind.DATE,), part)
        case Rfm():
            yield Formula(f"{part}.recency", segmentation.recency, (Kind.DATE,), part)
            yield Formula(f"{part}.frequency", segmentation.frequency, NUMBER, part)
            yield Formula(f"{part}.monetary", segmentation.monetary, NUMBER, part)
        case _:
            return


def _of_analyses(ruleset: Ruleset) -> Iterator[Formula]:
    for id, chance in ruleset.opportunities.items():
        path = f"opportunities.{id}"
        yield from _if_given(f"{path}.when", chance.when, CONDITION, path)
        yield from _if_given(f"{path}.amount", chance.amount, NUMBER, path)
    best = ruleset.best_customers
    if best is not None:
        yield Formula("best_customers.are", best.are, CONDITION, "best_customers")
        yield from _if_given("best_customers.among", best.among, CONDITION, "best_customers")
    for id, ranking in ruleset.rankings.items():
        for name, metric in ranking.metrics.items():
            path = f"rankings.{id}.metrics.{name}"
            yield from _if_given(f"{path}.share", metric.share, CONDITION, path)
            yield from _if_given(f"{path}.average", metric.average, NUMBER, path)
        for criterion in ranking.criteria.values():
            yield from _of_criterion(criterion, f"{RANKINGS}{id}")
    committee = ruleset.buying_committee
    if committee is not None and committee.deals in ruleset.tables:
        yield Formula("buying_committee.won", committee.won, CONDITION, "buying_committee", committee.deals)
    if committee is not None and {committee.contacts, committee.deals, committee.involvement} <= {
        *ruleset.tables
    }:
        for role, when in committee.roles.items():
            yield Formula(f"{ROLES}.{role}.when", when, CONDITION, ROLES)


def _if_given(path: str, text: str | None, kinds: Kinds, part: str) -> Iterator[Formula]:
    if text is not None:
        yield Formula(path, text, kinds, part)
