"""The results as columns that expressions can be evaluated over once more."""

import numpy as np

from ..evaluation.results import Results, SegmentationResult
from ..expressions.columns import Block, Column, Condition, Dates, Floats, Members, Numbers, Texts
from ..expressions.kernel import Kernel
from ..plan.plan import Plan


def block_of(results: Results) -> Block:
    """Every name of the accounts' scope with its column."""
    return {
        **results.values,
        **{name: Numbers(score.score) for name, score in results.scores.items()},
        **{name: segment_column(result) for name, result in results.segmentations.items()},
        "knocked_out": Condition(results.knocked_out, ~results.knocked_out),
    }


def segment_column(result: SegmentationResult) -> Column:
    """The segments as text, or as a list of ids where they overlap."""
    if result.members is not None:
        return Members(result.members, len(result.codes))
    return Texts(result.codes, result.segments)


def evaluated(results: Results, plan: Plan, path: str, row: int) -> Column:
    """The expression at a path for one account, as a column of one; the others are read only where it needs them."""
    compiled, everyone = plan.expressions[path], block_of(results)
    if compiled.population:
        return Kernel(everyone, len(results), results.as_of).evaluate(compiled).take(slice(row, row + 1))
    alone = {name: everyone[name].take(slice(row, row + 1)) for name in compiled.names if name in everyone}
    return Kernel(alone, 1, results.as_of).evaluate(compiled)


def numbers_at(results: Results, plan: Plan, path: str) -> Floats:
    """The numbers (or days since 1970-01-01) of the expression at a path for all accounts; NaN where missing."""
    column = Kernel(block_of(results), len(results), results.as_of).evaluate(plan.expressions[path])
    return column.values if isinstance(column, Numbers | Dates) else np.full(len(results), np.nan)
