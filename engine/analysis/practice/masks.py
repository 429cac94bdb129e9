"""For whom a condition of the rules is surely true, among the accounts of a run."""

import numpy as np

from ...evaluation.results import Results
from ...expressions.columns import Condition, Mask, Numbers
from ...expressions.kernel import Kernel
from ...findings.money import money_in_words
from ...plan.plan import Plan
from ..block import block_of
from ..totals import Summable


def true_at(results: Results, plan: Plan, path: str) -> Mask:
    """Where the condition at a path is surely true; everywhere where none stands there."""
    compiled = plan.expressions.get(path)
    if compiled is None:
        return np.ones(len(results), dtype=np.bool_)
    column = Kernel(block_of(results, compiled.names), len(results), results.as_of).evaluate(compiled)
    return column.true if isinstance(column, Condition) else np.zeros(len(results), dtype=np.bool_)


def worth(results: Results, mask: Mask) -> str:
    """`14 of 620 accounts, with €120,000`; without money where the ruleset names none."""
    count = int(np.count_nonzero(mask))
    accounts = f"{count:,} of {len(results):,} accounts"
    column = results.values.get(results.money or "")
    if not count or not isinstance(column, Numbers):
        return accounts
    total = Summable.of(column.values).total(np.flatnonzero(mask))
    return f"{accounts}, with {money_in_words(total, results.ruleset.currency)}"
