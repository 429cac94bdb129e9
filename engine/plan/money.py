"""Which value stands for an account's money, and which expression for a row's."""

from collections.abc import Mapping

from ..expressions.compiled import Compiled
from ..rules.model import Aggregate, Metric, Ruleset


def money_of(ruleset: Ruleset) -> str | None:
    """The value named by `reports.money`; else the first metric in the ruleset's currency; else None."""
    if ruleset.reports.money is not None:
        return ruleset.reports.money
    return next((metric.id for metric in ruleset.metrics.values() if _in_currency(metric, ruleset)), None)


def measures(ruleset: Ruleset, expressions: Mapping[str, Compiled]) -> dict[str, Compiled]:
    """Per linked table the money of a row: what its first sum in the ruleset's currency adds up.

    The metric that stands for an account's money comes first; a table without such a sum has no money.
    """
    found: dict[str, Compiled] = {}
    metrics = sorted(ruleset.metrics.values(), key=lambda metric: metric.id != money_of(ruleset))
    for metric in metrics:
        source = metric.source
        is_money = _in_currency(metric, ruleset) or metric.id == money_of(ruleset)
        if is_money and isinstance(source, Aggregate) and source.aggregation == "sum":
            found.setdefault(source.table, expressions[f"metrics.{metric.id}.sum"])
    return found


def _in_currency(metric: Metric, ruleset: Ruleset) -> bool:
    return metric.unit == ruleset.currency or metric.format == "money"
