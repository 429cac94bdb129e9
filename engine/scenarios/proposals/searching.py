"""Walks along each value that a part reads, to find where its outcome changes."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

import numpy as np

from ...evaluation.results import Results
from .constants import Constants, constants_of, expressions_of
from .proposal import Side, Turn
from .stand import Givens, Stand
from .values import Value, Variable, variable_of
from .walks import Outcomes, Walk

MOST_OTHERS = 2
"""At most so many other values are given to let a bound show."""
MOST_ROWS = 60_000


def turns(stand: Stand, walk: Walk) -> tuple[Turn, ...]:
    """Where the outcome of a part changes, each with as little given as possible."""
    as_of = stand.blank.batch.as_of
    names = {name for path in expressions_of(stand.plan, walk) for name in stand.plan.expressions[path].names}
    order = [
        name for name in (*stand.plan.ruleset.accounts.fields, *stand.plan.ruleset.metrics) if name in names
    ]
    variables = [each for name in order if (each := variable_of(stand.plan, name, as_of)) is not None]
    constants = constants_of(stand.plan, walk)
    found = [turn for each in variables for turn in _along(stand, walk, each, variables, constants)]
    # A level is reached by every value behind its score: one way to each is enough.
    return tuple(_one_way_each(found)) if walk.score else tuple(found)


def _one_way_each(found: Sequence[Turn]) -> Iterator[Turn]:
    """Of the turns between two levels the one where the score moves least, so that the bound is held tightly."""
    seen: set[tuple[float, ...]] = set()
    for turn in sorted(found, key=lambda turn: (turn.values[0][0] == "one", turn.gap, len(turn.others))):
        crossed = tuple(sorted(set(turn.outcomes)))
        if crossed not in seen and -1.0 not in crossed:
            seen.add(crossed)
            yield turn


def _along(
    stand: Stand, walk: Walk, variable: Variable, variables: Sequence[Variable], constants: Constants
) -> tuple[Turn, ...]:
    """The turns along one value, beside the fewest others with which there are any."""
    grid: list[Value] = (
        [variable.plain(each) for each in variable.grid(constants)]
        if variable.ordered
        else list(variable.choices(constants))
    )
    others = [each for each in variables if each is not variable]
    seen: set[float] = set()
    found: list[Turn] = []
    for count in range(MOST_OTHERS + 1):
        contexts = [*_contexts(others, count, constants)][: max(1, MOST_ROWS // max(len(grid), 1))]
        accounts = [{**context, variable.name: value} for context in contexts for value in grid]
        outcomes = _outcomes(stand, walk, variables, accounts).reshape(len(contexts), len(grid))
        for context, row in zip(contexts, outcomes.tolist(), strict=True):
            if len(set(row)) > 1 and not set(row) <= seen:
                along = _turns_of(stand, walk, variable, variables, constants, context, grid, row)
                found += [turn for turn in along if not set(turn.outcomes) <= seen]
                seen |= set(row)
        if found and walk.score:
            break
    return tuple(found)


def _contexts(others: Sequence[Variable], count: int, constants: Constants) -> Iterator[Givens]:
    for chosen in combinations(others, count):
        for values in product(*(each.typical(constants) for each in chosen)):
            yield {each.name: value for each, value in zip(chosen, values, strict=True)}


def _outcomes(
    stand: Stand, walk: Walk, variables: Sequence[Variable], accounts: Sequence[Givens]
) -> Outcomes:
    return (
        walk.outcome(stand.results(accounts, _given(variables, accounts), walk.section))
        if accounts
        else np.zeros(0)
    )


def _given(variables: Sequence[Variable], accounts: Sequence[Givens]) -> list[Variable]:
    named = {name for account in accounts for name in account}
    return [each for each in variables if each.name in named]


def _gap(walk: Walk, results: Results) -> float:
    """How far the score moves over the values; nothing to hold tightly where there is none."""
    if walk.score is None:
        return 0.0
    scores = results.scores[walk.score].score
    return float(np.nanmax(scores) - np.nanmin(scores)) if not np.isnan(scores).all() else 100.0


def _turns_of(
    stand: Stand,
    walk: Walk,
    variable: Variable,
    variables: Sequence[Variable],
    constants: Constants,
    context: Givens,
    grid: Sequence[Value],
    outcomes: Sequence[float],
) -> tuple[Turn, ...]:
    if not variable.ordered:
        first: dict[float, Value] = {}
        for value, outcome in zip(grid, outcomes, strict=True):
            first.setdefault(outcome, value)
        values: tuple[tuple[Side, Value], ...] = tuple(("one", value) for value in first.values())
        return (Turn(walk.path, variable.name, values, None, context, tuple(first)),)
    found = []
    for (low, before), (high, after) in pairwise(zip(grid, outcomes, strict=True)):
        if before != after:
            closer = _closer(stand, walk, variable, variables, context, low, high)
            around = _around(variable, constants, *closer)
            accounts = [{**context, variable.name: value} for _, value in around]
            results = stand.results(accounts, _given(variables, accounts), walk.section)
            told = tuple(walk.outcome(results).tolist())
            in_value = any(side == "above" for side, _ in around)
            bound = next((value for side, value in around if side == "at" and in_value), None)
            found.append(Turn(walk.path, variable.name, around, bound, context, told, _gap(walk, results)))
    return tuple(found)


def _closer(
    stand: Stand,
    walk: Walk,
    variable: Variable,
    variables: Sequence[Variable],
    context: Givens,
    low: Value,
    high: Value,
) -> tuple[float, float]:
    """The two neighbouring values between which the outcome first changes."""
    fine = variable.closely(_number(variable, low), _number(variable, high))
    accounts = [{**context, variable.name: variable.plain(each)} for each in fine]
    outcomes = _outcomes(stand, walk, variables, accounts)
    at = int(np.flatnonzero(outcomes[1:] != outcomes[:-1])[0])
    return float(fine[at]), float(fine[at + 1])


def _number(variable: Variable, value: Value) -> float:
    numbers = variable.column([value])
    return float(numbers.values[0])  # type: ignore[union-attr]


def _around(
    variable: Variable, constants: Constants, low: float, high: float
) -> tuple[tuple[Side, Value], ...]:
    """Just below, at and just above the bound; where that lies in a score, only the two values beside it."""
    step = variable.step
    around: tuple[tuple[Side, float], ...] = (("below", low), ("at", high))
    if variable.field.type == "date" or _is(high, constants):
        around = (*around, ("above", high + step))
    elif _is(low, constants):
        around = (("below", low - step), ("at", low), ("above", high))
    allowed = set(variable.bounded(np.array([value for _, value in around])).tolist())
    kept = [(side, round(value, 6)) for side, value in around if round(value, 6) in allowed]
    return tuple((side, variable.plain(value)) for side, value in kept)


def _is(value: float, constants: Constants) -> bool:
    return any(abs(value - each) < 1e-9 for each in constants.numbers)  # noqa: PLR2004 - float noise
