"""Whether an expression counts in wholes, such as employees or days, so that 10.5 means no more than 11."""

import ast
from collections.abc import Callable

from ..model import Aggregate, Lookup, Ruleset, Value

_COUNTS = frozenset({
    "days_since", "months_since", "years_since", "days_until", "months_until", "days_between", "year", "quarter",
    "month", "length", "rank", "quantile", "months_ago",
})  # fmt: skip
_KEEPS = frozenset({"min", "max", "abs", "coalesce", "clip", "total"})
_COUNTING = frozenset({"count", "count_distinct"})
_KEEPING = frozenset({"sum", "min", "max", "latest", "earliest"})
_DEPTH = 3


def counts_in_wholes(text: str, ruleset: Ruleset, table: str = "accounts", depth: int = 0) -> bool:
    """Whether every value of an expression over the rows of a table is a whole number, as far as its names tell."""
    try:
        tree = ast.parse(f"({' '.join(text.split())})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return _whole(tree, lambda name: _is_whole(name, ruleset, table, depth))


def _whole(node: ast.expr, known: Callable[[str], bool]) -> bool:
    match node:
        case ast.Constant():
            return isinstance(node.value, int)
        case ast.Name():
            return node.id in _COUNTS or known(node.id)
        case ast.UnaryOp():
            return _whole(node.operand, known)
        case ast.BinOp():
            return not isinstance(node.op, ast.Div) and all(
                _whole(side, known) for side in (node.left, node.right)
            )
        case ast.Call(func=ast.Name(id=name)):
            return name in _COUNTS or (name in _KEEPS and all(_whole(each, known) for each in node.args))
        case _:
            return False


def _is_whole(name: str, ruleset: Ruleset, table: str, depth: int) -> bool:
    declared = ruleset.tables.get(table)
    if declared is not None and name in declared.fields:
        return declared.fields[name].type == "integer"
    if name in ruleset.parameters:
        value = ruleset.parameters[name]
        return isinstance(value, int | float) and value == int(value)
    metric = ruleset.metrics.get(name) if table == "accounts" and depth < _DEPTH else None
    return metric is not None and _is_counted(metric.source, ruleset, depth + 1)


def _is_counted(source: Aggregate | Value | Lookup, ruleset: Ruleset, depth: int) -> bool:
    """Whether what a metric is made of gives whole numbers."""
    match source:
        case Aggregate(aggregation=how):
            of_wholes = how in _KEEPING and counts_in_wholes(source.of, ruleset, source.table, depth)
            return how in _COUNTING or of_wholes
        case Lookup():
            return counts_in_wholes(source.field, ruleset, source.table, depth)
        case Value():
            return counts_in_wholes(source.expression, ruleset, depth=depth)
