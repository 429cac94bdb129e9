"""Which metrics share a way through the rows of a table, and what they have in common."""

from collections.abc import Iterator

from ...carriers import carrier_named
from ...evaluation.linked import measured_by
from ...evaluation.measuring import Tallies, prepared
from ...evaluation.rows import selection
from ...evaluation.tallies import Measured
from ...expressions.types import Kind
from ...plan.plan import Plan
from .forecast import Selection, Walk


def walks(plan: Plan) -> Iterator[Walk]:
    """The ways through linked tables, in the order of the file."""
    by_table: dict[str, list[Measured]] = {}
    for measured in measured_by(plan):
        by_table.setdefault(measured.aggregate.table, []).append(measured)
    for table in plan.ruleset.tables:
        if table in by_table:
            yield _walk(table, by_table[table], plan)


def _walk(table: str, wanted: list[Measured], plan: Plan) -> Walk:
    # What a run would tally is made here for no accounts, so that it is told as it will be.
    tallies = Tallies(0, carrier_named("pandas"))
    for measured in wanted:
        prepared(measured, tallies)
    held = tuple(each.metric.id for each in wanted if _is_held(each, plan))
    return Walk(table, tuple(_selections(wanted)), len(tallies.tallies), held)


def _is_held(measured: Measured, plan: Plan) -> bool:
    """Whether its rows cannot be added up one by one: a median's, or different values of which there may be any number."""
    aggregation = measured.aggregate.aggregation
    if aggregation == "count_distinct":
        return plan.expressions[measured.path].type.kind in (Kind.NUMBER, Kind.DATE)
    return aggregation == "median"


def _selections(wanted: list[Measured]) -> Iterator[Selection]:
    found: dict[tuple[object, ...], list[Measured]] = {}
    for measured in wanted:
        found.setdefault(selection(measured.aggregate), []).append(measured)
    for members in found.values():
        aggregate = members[0].aggregate
        ids = tuple(each.metric.id for each in members)
        yield Selection(aggregate.where, aggregate.last, aggregate.ending, ids)
