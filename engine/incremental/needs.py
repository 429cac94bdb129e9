"""What accounts and tables rest on: by it is told what may be kept when some of it has changed."""

from collections.abc import Iterable, Iterator

from ..evaluation.parts import Parts
from ..evaluation.stages import stages
from ..evaluation.stretches import is_over_accounts
from ..plan.plan import Plan
from ..rules.model import Aggregate, Lookup, Ruleset


def used_fields(plan: Plan) -> tuple[str, ...]:
    """The fields of the accounts that what is computed for an account rests on, in order of the file."""
    parts = Parts(plan)
    named = {name for part in plan.order for name in parts.names(part)}
    named |= {
        name for path, rule in plan.expressions.items() if is_over_accounts(path) for name in rule.names
    }
    return tuple(id for id in plan.ruleset.accounts.fields if id in named)


def compared_rules(plan: Plan) -> tuple[str, ...]:
    """The rules that look at all accounts at once, as paths, in the order in which they are computed."""
    return tuple(subject for stage in stages(plan) for subject in stage.subjects)


def row_metrics(plan: Plan, table: str) -> tuple[str, ...]:
    """The metrics over the rows of a table."""
    metrics = plan.ruleset.metrics.items()
    return tuple(id for id, one in metrics if isinstance(one.source, Aggregate) and one.source.table == table)


def looked_up(ruleset: Ruleset) -> tuple[str, ...]:
    """The tables in which metrics of accounts are looked up, and what these rest on."""
    metrics = ruleset.metrics.values()
    tables = [metric.source.table for metric in metrics if isinstance(metric.source, Lookup)]
    return tuple(dict.fromkeys((*tables, *(below for table in tables for below in rests_on(table, ruleset)))))


def rests_on(table: str, ruleset: Ruleset) -> tuple[str, ...]:
    """The other tables by which the rows of a table are completed: what it looks up, and the rows it goes by way of."""
    found: dict[str, None] = {}
    queue = list(_next(table, ruleset))
    while queue:
        name = queue.pop()
        if name not in found and name != table:
            found[name] = None
            queue += _next(name, ruleset)
    return tuple(sorted(found))


def _next(name: str, ruleset: Ruleset) -> Iterator[str]:
    table = ruleset.accounts if name == "accounts" else ruleset.tables[name]
    yield from (field.lookup[0] for field in table.fields.values() if field.lookup)
    if table.via:
        yield table.via[0]
    if table.derived_from:
        yield table.derived_from


def with_sources(names: Iterable[str], ruleset: Ruleset) -> tuple[str, ...]:
    """Those of the tables that have a source of their own: not accounts that are made from another table."""
    return tuple(name for name in names if name != "accounts" or ruleset.accounts.derived_from is None)
