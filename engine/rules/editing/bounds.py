"""How far values go at all: no share is above 100%, so nothing is turned to there."""

import ast
from collections.abc import Mapping
from typing import TypeAlias

from ..model import Aggregate, Field, Lookup, Metric, Ruleset, Value
from .dial import Limits

Known: TypeAlias = Mapping[str, tuple[float | None, float | None]]
"""The least and the most that an account's expression can be, by its text; None where there is no such bound."""

EVERYWHERE = Limits()
SHARE = Limits(low=0.0, high=1.0)

_BETWEEN = frozenset({"average", "median", "min", "max", "latest", "earliest"})
"""What these make of values lies between the least and the most of them."""
_DEPTH = 3


def reach(text: str, ruleset: Ruleset, known: Known, table: str = "accounts", depth: int = 0) -> Limits:
    """What an expression over the rows of a table can be: by the data contract, by what it is made of, by `known`."""
    name = text.strip()
    declared = ruleset.tables.get(table)
    if declared is not None and name in declared.fields:
        return _of_field(declared.fields[name])
    if table != "accounts":
        return EVERYWHERE
    if name in ruleset.metrics and depth < _DEPTH:
        return _of_metric(ruleset.metrics[name], ruleset, known, depth + 1)
    return SHARE if _is_part_of_whole(name, known) else _limits(*known.get(name, (None, None)))


def as_percentage(text: str, value: float, ruleset: Ruleset) -> Limits:
    """Up to 100% for a number of at most that which a percentage is compared with; growth begins above it, if anywhere."""
    name = text.strip()
    field, metric = ruleset.accounts.fields.get(name), ruleset.metrics.get(name)
    unit = field.unit if field else metric.unit if metric else None
    whole = 100.0 if unit == "%" else 1.0 if metric and metric.format == "percent" else None
    return Limits(high=whole) if whole is not None and 0 < value <= whole else EVERYWHERE


def _of_field(field: Field) -> Limits:
    return _limits(field.min, field.max)


def _limits(low: float | None, high: float | None) -> Limits:
    return Limits(float("-inf") if low is None else low, float("inf") if high is None else high)


def _of_metric(metric: Metric, ruleset: Ruleset, known: Known, depth: int) -> Limits:
    match metric.source:
        case Aggregate(aggregation="share"):
            return SHARE
        case Aggregate(aggregation="count" | "count_distinct"):
            return Limits(low=0.0)
        case Aggregate(aggregation=how) as source if how in _BETWEEN:
            return reach(source.of, ruleset, known, source.table, depth)
        case Lookup() as source:
            return reach(source.field, ruleset, known, source.table, depth)
        case Value(over=None) as source:
            return reach(source.expression, ruleset, known, depth=depth)
        case _:
            return EVERYWHERE


def _is_part_of_whole(text: str, known: Known) -> bool:
    """Whether it divides a number by a sum that the number is part of, such as `won / (won + lost)`, none below 0."""
    try:
        tree = ast.parse(f"({' '.join(text.split())})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)):
        return False
    parts = [ast.unparse(part) for part in _addends(tree.right)]
    return ast.unparse(tree.left) in parts and all(_never_negative(part, known) for part in parts)


def _never_negative(text: str, known: Known) -> bool:
    least, _ = known.get(text, (None, None))
    return least is not None and least >= 0


def _addends(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_addends(node.left), *_addends(node.right)]
    return [node]
