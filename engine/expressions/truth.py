"""Conditions that are always or never true, as far as types and bounds tell.

A condition is never true when what it asks cannot all hold, and always true when its opposite cannot. Missing values
stand aside: `employees >= 0` counts as always true where the contract says `min: 0`.
"""

import ast
from collections.abc import Iterator

from .claims import Reader
from .demands import Budget, Claim, TooMuchError, solve
from .draft import Draft
from .types import Kind
from .world import Outcome, World

_STEPS = 2_000
"""For one expression; one that takes more is told nothing about."""


def constant_conditions(tree: ast.expr, draft: Draft) -> Iterator[tuple[ast.expr, bool]]:
    """The largest parts of an expression that are always or never true; a parameter may be a switch."""
    yield from constant_parts(tree, Reader(draft.types, draft.scope.constants, World()), Budget(_STEPS))


def constant_parts(tree: ast.expr, reader: Reader, budget: Budget) -> Iterator[tuple[ast.expr, bool]]:
    """As `constant_conditions`, with what a reader knows of the names; none once the budget is spent."""
    if reader.type_of(tree).kind is Kind.BOOLEAN and not reader.is_parameter(tree):
        verdict = always(tree, reader, budget)
        if verdict is not None:
            yield tree, verdict
            return
    for child in ast.iter_child_nodes(tree):
        part = child.value if isinstance(child, ast.keyword) else child
        if isinstance(part, ast.expr) and reader.knows(part):
            yield from constant_parts(part, reader, budget)


def always(tree: ast.expr, reader: Reader, budget: Budget) -> bool | None:
    """True for a condition that is never false, False for one that is never true; None for all others."""
    try:
        if not _can(reader.claim(tree, Outcome.TRUE), budget):
            return False
        return None if _can(reader.claim(tree, Outcome.FALSE), budget) else True
    except TooMuchError:
        return None


def _can(claim: Claim, budget: Budget) -> bool:
    return solve([claim], budget) is not None
