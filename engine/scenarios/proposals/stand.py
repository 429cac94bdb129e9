"""A population made up to see how the rules answer: many accounts, of which only some values are given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...evaluation import evaluate
from ...evaluation.results import Results
from ...expressions.columns import Texts
from ...plan import Plan
from ...plan.formulas import formulas
from ...plan.order import needs
from ..staging import Stage
from .values import Value, Variable

Givens = Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """Answers for accounts that are like one of which nothing is known, but for what is given."""

    plan: Plan
    blank: Stage
    needed: Mapping[str, tuple[str, ...]]

    @classmethod
    def on(cls, blank: Stage) -> "Stand":
        plan = replace(blank.plan, ruleset=replace(blank.plan.ruleset, playbooks={}))
        used: dict[str, list[str]] = {}
        for formula in formulas(plan.ruleset):
            if formula.table is None and formula.path in plan.expressions:
                used.setdefault(formula.part, []).extend(plan.expressions[formula.path].names)
        return cls(plan, blank, needs(plan.ruleset, used))

    def results(self, accounts: Sequence[Givens], variables: Iterable[Variable], section: str) -> Results:
        """The results of made-up accounts as far as a section needs them."""
        variables, size = list(variables), len(accounts)
        data = self.blank.data
        nobody = np.zeros(size, dtype=np.int64)
        columns = {name: column.take(nobody) for name, column in data.accounts.columns.items()}
        for each in variables:
            columns[each.name] = each.column([account.get(each.name) for account in accounts])
        width = len(str(size))
        keys = Texts.of([f"{row:0{width}d}" for row in range(size)])
        table = replace(data.accounts, columns=columns, size=size, lines=nobody)
        given = frozenset(each.name for each in variables)
        plan = self._only(section, given)
        made = replace(data, tables={**data.tables, "accounts": table}, keys=keys)
        return evaluate(plan, made, self.blank.quality, self.blank.batch.as_of)

    def _only(self, section: str, given: frozenset[str]) -> Plan:
        """The plan of what a section needs, without the metrics that are given: their values are in the data."""
        wanted, found = [section, "knockouts"], set[str]()
        metrics = {f"metrics.{name}" for name in given}
        while wanted:
            part = wanted.pop()
            if part not in found:
                found.add(part)
                wanted += self.needed.get(part, ())
        return replace(self.plan, order=tuple(part for part in self.plan.order if part in found - metrics))
