"""In which rows of a linked table rules look at a field: a deal that is still open need not have its final price."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..expressions.compiled import Compiled
from ..rules.model import Aggregate, Metric, Ruleset

Conditions: TypeAlias = Mapping[str, Mapping[str, tuple[Compiled, ...]]]


def conditions_of(ruleset: Ruleset, expressions: Mapping[str, Compiled]) -> Conditions:
    """Per linked table the fields that metrics look at in some rows only, with the `where:` of each of these metrics.

    Any one that holds makes the field count in a row. A field that is not named here counts in every row.
    """
    found: dict[str, dict[str, list[Compiled | None]]] = defaultdict(lambda: defaultdict(list))
    for metric in ruleset.metrics.values():
        if isinstance(metric.source, Aggregate):
            where = expressions.get(f"metrics.{metric.id}.where")
            for name in _measured(metric, metric.source, ruleset, expressions):
                found[metric.source.table][name].append(where)
            for name in where.names if where else ():
                found[metric.source.table][name].append(None)
    return {
        table: {name: tuple(filter(None, each)) for name, each in fields.items() if None not in each}
        for table, fields in found.items()
    }


def _measured(
    metric: Metric, source: Aggregate, ruleset: Ruleset, expressions: Mapping[str, Compiled]
) -> Iterator[str]:
    """The fields of a row that a metric takes its value from, and the date where its window looks at it."""
    of = expressions.get(f"metrics.{metric.id}.{source.aggregation}")
    yield from of.names if of else ()
    date = ruleset.tables[source.table].date
    if date and source.last:
        yield date
