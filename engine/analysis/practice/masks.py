"""For whom a condition of the rules is surely true, among the accounts of a run."""

import numpy as np

from ...evaluation.results import Results
from ...expressions.columns import Condition, Mask
from ...expressions.kernel import Kernel
from ...plan.plan import Plan
from ..block import block_of


def true_at(results: Results, plan: Plan, path: str) -> Mask:
    """Where the condition at a path is surely true; everywhere where none stands there.

    A condition that compares accounts with each other was settled among all of them.
    """
    compiled = plan.expressions.get(path)
    if compiled is None:
        return np.ones(len(results), dtype=np.bool_)
    column = results.compared.get(path)
    if column is None:
        column = Kernel(block_of(results, compiled.names), len(results), results.as_of).evaluate(compiled)
    return column.true if isinstance(column, Condition) else np.zeros(len(results), dtype=np.bool_)
