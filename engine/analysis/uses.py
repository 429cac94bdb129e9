"""What rules do with the fields of the data: decide by them, only show them, or nothing."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from ..data.needed import needed_fields
from ..plan.plan import Plan
from ..rules.model import Aggregate, Lookup, Metric

Use: TypeAlias = Literal["decides", "shown", "unused"]

_DECIDING = frozenset(("knockouts", "scores", "segmentations"))


def field_uses(plan: Plan) -> Mapping[tuple[str, str], Use]:
    """By table and field: whether a knock-out, a score or a segmentation rests on it, or something else of the rules.

    What links rows to accounts counts as deciding. A field that is not named here is unused.
    """
    deciding = [rule for path, rule in plan.expressions.items() if path.partition(".")[0] in _DECIDING]
    shown = [rule for path, rule in plan.expressions.items() if path.partition(".")[0] != "metrics"]
    reports = plan.ruleset.reports
    others = (*reports.carry, *plan.ruleset.metrics, *filter(None, (plan.money,)))
    found: dict[tuple[str, str], Use] = dict.fromkeys(
        _fields(plan, {name for rule in shown for name in rule.names} | set(others)), "shown"
    )
    return found | dict.fromkeys(_fields(plan, {name for rule in deciding for name in rule.names}), "decides")


def _fields(plan: Plan, names: set[str]) -> set[tuple[str, str]]:
    """The fields of all tables that some names of the accounts' scope rest on."""
    ruleset = plan.ruleset
    metrics = _behind(plan, names)
    used: dict[str, set[str]] = {table: set() for table in ruleset.tables}
    used["accounts"] |= names & set(ruleset.accounts.fields)
    reached = {"accounts"}
    for metric in metrics:
        source = metric.source
        if isinstance(source, Aggregate):
            reached |= {source.table, *_through(plan, source.table)}
            used[source.table] |= _named(plan, metric)
        elif isinstance(source, Lookup):
            used[source.table].add(source.field)
            used["accounts"].add(source.by)
        else:
            used["accounts"] |= _named(plan, metric) & set(ruleset.accounts.fields)
    needed = needed_fields(ruleset, {table: frozenset(each) for table, each in used.items()}, {})
    holding = needed_fields(ruleset, {}, {})
    reached |= {table for table, each in needed.items() if each - holding[table]}
    return {(table, field) for table in reached for field in needed[table]}


def _behind(plan: Plan, names: Iterable[str]) -> list[Metric]:
    """The metrics among some names, with those that they are made from."""
    metrics, found = plan.ruleset.metrics, dict[str, Metric]()
    fresh = {name for name in names if name in metrics}
    while fresh:
        found |= {name: metrics[name] for name in fresh}
        fresh = {name for each in fresh for name in _named(plan, metrics[each]) if name in metrics} - set(
            found
        )
    return [*found.values()]


def _named(plan: Plan, metric: Metric) -> set[str]:
    """The names in the expressions of a metric."""
    own = f"metrics.{metric.id}."
    return {name for path, rule in plan.expressions.items() if path.startswith(own) for name in rule.names}


def _through(plan: Plan, table: str) -> list[str]:
    """The tables by which the rows of one reach an account."""
    via = plan.ruleset.tables[table].via
    return [via[0], *_through(plan, via[0])] if via else []
