"""The results as columns that expressions can be evaluated over once more."""

from collections.abc import Iterable

import numpy as np

from ..evaluation.results import Results, SegmentationResult
from ..expressions.columns import Block, Column, Condition, Dates, Floats, Members, Numbers, Texts
from ..expressions.kernel import Kernel
from ..plan.plan import Plan


def block_of(results: Results, names: Iterable[str]) -> Block:
    """The names that are in the accounts' scope with their columns."""
    found = ((name, _column(results, name)) for name in names)
    return {name: column for name, column in found if column is not None}


def _column(results: Results, name: str) -> Column | None:
    if name in results.scores:
        return Numbers(results.scores[name].score)
    if name in results.segmentations:
        return segment_column(results.segmentations[name])
    if name == "knocked_out":
        return Condition(results.knocked_out, ~results.knocked_out)
    return results.values.get(name)


def segment_column(result: SegmentationResult) -> Column:
    """The segments as text, or as a list of ids where they overlap."""
    if result.members is not None:
        return Members(result.members, len(result.codes))
    return Texts(result.codes, result.segments)


def evaluated(results: Results, plan: Plan, path: str, row: int) -> Column:
    """The expression at a path for one account, as a column of one; the others are read only where it needs them."""
    compiled = plan.expressions[path]
    everyone = block_of(results, compiled.names)
    if compiled.population:
        return Kernel(everyone, len(results), results.as_of).evaluate(compiled).take(slice(row, row + 1))
    alone = {name: column.take(slice(row, row + 1)) for name, column in everyone.items()}
    return Kernel(alone, 1, results.as_of).evaluate(compiled)


def numbers_at(results: Results, plan: Plan, path: str) -> Floats:
    """The numbers (or days since 1970-01-01) of the expression at a path for all accounts; NaN where missing."""
    compiled = plan.expressions[path]
    column = Kernel(block_of(results, compiled.names), len(results), results.as_of).evaluate(compiled)
    return column.values if isinstance(column, Numbers | Dates) else np.full(len(results), np.nan)
