"""What the evaluation of an account begins with, as columns that can be kept and compared."""

from collections.abc import Iterator, Mapping

from ..data.tables import DataSet
from ..expressions.columns import Column
from ..plan.plan import Plan
from ..rules.model import Lookup
from .columns import Part
from .needs import used_fields

FIELDS, IDS, ROWS = "fields.", "ids.", "rows."


def inputs(plan: Plan, data: DataSet, aggregates: Mapping[str, Column]) -> Iterator[tuple[str, Part]]:
    """Fields that rules use, those that look something up also as texts, and metrics over linked rows; each with its name."""
    accounts = data.accounts
    for id in used_fields(plan):
        if id in accounts.columns:
            yield f"{FIELDS}{id}", accounts.columns[id]
    for id in _seeking(plan):
        if id in accounts.columns:
            yield f"{IDS}{id}", accounts.id_texts(id)
    for id, column in sorted(aggregates.items()):
        yield f"{ROWS}{id}", column


def _seeking(plan: Plan) -> tuple[str, ...]:
    sources = (metric.source for metric in plan.ruleset.metrics.values())
    found = (source.by for source in sources if isinstance(source, Lookup))
    return tuple(dict.fromkeys(name for name in found if name in plan.ruleset.accounts.fields))
