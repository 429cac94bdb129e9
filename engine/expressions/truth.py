"""Conditions that are always or never true, as far as types and bounds tell.

A condition is never true when what it asks cannot all hold, and always true when its opposite cannot. Missing values
stand aside: `employees >= 0` counts as always true where the contract says `min: 0`.
"""

import ast
from collections.abc import Iterator, Mapping

from .draft import Draft
from .ranges import Range
from .types import Kind

_OPPOSITE: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


def always(tree: ast.expr, draft: Draft) -> bool | None:
    """True for a condition that is never false, False for one that is never true; None for all others."""
    if not _possible(tree, draft, wanted=True):
        return False
    return None if _possible(tree, draft, wanted=False) else True


def constant_conditions(tree: ast.expr, draft: Draft) -> Iterator[tuple[ast.expr, bool]]:
    """The largest parts of an expression that are always or never true; a parameter may be a switch."""
    if draft.types[tree].kind is Kind.BOOLEAN:
        verdict = always(tree, draft)
        switch = isinstance(tree, ast.Name) and tree.id in draft.constants
        if verdict is not None and not switch:
            yield tree, verdict
            return
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.keyword):
            child = child.value  # noqa: PLW2901
        if child in draft.types:
            yield from constant_conditions(child, draft)


def _possible(node: ast.expr, draft: Draft, *, wanted: bool) -> bool:
    """Whether a condition can have the wanted outcome."""
    if isinstance(node, ast.UnaryOp):
        return _possible(node.operand, draft, wanted=not wanted)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) != wanted:
        return any(_possible(value, draft, wanted=wanted) for value in node.values)
    if isinstance(node, ast.Compare) and len(node.ops) > 1 and not wanted:
        return any(_fits(link, draft, wanted=False) for link in _links(node))
    if isinstance(node, ast.IfExp):
        return any(_possible(branch, draft, wanted=wanted) for branch in _reachable(node, draft))
    return _fits(node, draft, wanted=wanted)


def _reachable(node: ast.IfExp, draft: Draft) -> Iterator[ast.expr]:
    for branch, outcome in ((node.body, True), (node.orelse, False)):
        if draft.types[branch].kind is Kind.BOOLEAN and _possible(node.test, draft, wanted=outcome):
            yield branch


def _fits(node: ast.expr, draft: Draft, *, wanted: bool) -> bool:
    """Whether all that a conjunction asks can hold at once; alternatives in it are looked at one by one."""
    ranges: dict[str, Range] = {}
    for part, outcome in _conjuncts(node, wanted=wanted):
        if isinstance(part, ast.Compare):
            if not _narrow(ranges, part, draft, outcome=outcome):
                return False
        elif isinstance(part, ast.BoolOp | ast.IfExp):
            if not _possible(part, draft, wanted=outcome):
                return False
        elif not _leaf(part, draft, ranges, outcome=outcome):
            return False
    return True


def _leaf(part: ast.expr, draft: Draft, ranges: dict[str, Range], *, outcome: bool) -> bool:
    """A condition without parts: a fixed one has its own value, any other is not asked to be both true and false."""
    value = draft.constant(part)
    if isinstance(value, bool):
        return value == outcome
    key = ast.dump(part)
    word = frozenset({str(outcome)})
    ranges[key] = ranges.get(key, Range()).within(word)
    return not ranges[key].empty


def _conjuncts(node: ast.expr, *, wanted: bool) -> Iterator[tuple[ast.expr, bool]]:
    if isinstance(node, ast.UnaryOp):
        yield from _conjuncts(node.operand, wanted=not wanted)
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) == wanted:
        for value in node.values:
            yield from _conjuncts(value, wanted=wanted)
    elif isinstance(node, ast.Compare) and len(node.ops) > 1 and wanted:
        yield from ((link, True) for link in _links(node))
    else:
        yield node, wanted


def _links(node: ast.Compare) -> Iterator[ast.Compare]:
    """`a < b < c` as `a < b`, `b < c`."""
    operands = [node.left, *node.comparators]
    for index, operator in enumerate(node.ops):
        yield ast.Compare(operands[index], [operator], [operands[index + 1]])


def _narrow(ranges: dict[str, Range], node: ast.Compare, draft: Draft, *, outcome: bool) -> bool:
    """Takes one comparison into the ranges of what it speaks of; False when nothing is left."""
    if len(node.ops) > 1:
        return any(_fits(link, draft, wanted=False) for link in _links(node))
    left, right = node.left, node.comparators[0]
    operator = type(node.ops[0]) if outcome else _OPPOSITE[type(node.ops[0])]
    if draft.constant(left) is not None and operator in _MIRRORED:
        left, right, operator = right, left, _MIRRORED[operator]
    if (
        draft.types[right].kind is Kind.LIST
        and draft.constant(right) is None
        and not isinstance(right, ast.List)
    ):
        return True
    key = ast.dump(left)
    before = ranges.get(key) or Range.of(draft.types[left], certain=_never_missing(left, draft))
    ranges[key] = before.asked(operator, draft.types[right], exact=draft.constant(right) is not None)
    return not ranges[key].empty


def _never_missing(node: ast.expr, draft: Draft) -> bool:
    return draft.constant(node) is not None or (isinstance(node, ast.Name) and node.id == "as_of")
