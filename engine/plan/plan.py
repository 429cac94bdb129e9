"""What has to be computed, typed and in order."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..expressions.compiled import Compiled
from ..expressions.types import Type
from ..rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Plan:
    """A ruleset ready to run.

    `expressions` holds every expression by its path in the ruleset, such as `metrics.big_orders.where`,
    `knockouts.sanctioned.when`, `scores.pain.criteria.urgency.value`, `scores.pain.criteria.usp.for`,
    `scores.potential.criteria.entry.rules.0.when`, `segmentations.market.segments.benelux.when`,
    `segmentations.market.for`, `segmentations.value_pyramid.rank_by`, `segmentations.customer_flow.current`,
    `playbooks.invest.for`. `order` lists what is computed per account, each after what it needs: `metrics.ID`,
    `knockouts`, `scores.ID`, `segmentations.ID`. `types` holds the type of every name of the accounts' scope.
    `money` is the metric or field that stands for an account's money; `measures` the expression over a linked
    table's row that is its money, for tables that have one.
    """

    ruleset: Ruleset
    expressions: Mapping[str, Compiled]
    order: tuple[str, ...]
    types: Mapping[str, Type]
    money: str | None
    measures: Mapping[str, Compiled]
