"""What is left after an engine's expressions: weighted averages, the matrix, in plain Python."""

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from rivals import yardstick as y

Scored: TypeAlias = tuple[float | str | None, ...]
"""The points of the criteria, the two scores, the priority."""

SCALES = ("potential.it_budget", "potential.growth")


def half_up(value: float, decimals: int) -> float:
    factor = 10**decimals
    return math.floor(value * (factor * y.UP) + 0.5) / factor


def rounded(points: Mapping[str, float | None]) -> dict[str, float | None]:
    """Points as numbers, those of scales to 6 decimals."""
    return {
        criterion: None
        if value is None
        else half_up(float(value), 6)
        if criterion in SCALES
        else float(value)
        for criterion, value in points.items()
    }


def score(points: Mapping[str, float | None], members: Sequence[str]) -> float:
    known = [(points[each], y.WEIGHTS[each]) for each in members]
    above = sum(value * weight for value, weight in known if value is not None)
    return half_up(above / sum(weight for value, weight in known if value is not None), 2)


MEMBERS = {name: y.criteria(name) for name in y.SCORES}


def finished(points: Mapping[str, float | None], *, out: bool) -> Scored:
    """The scores and the priority of an account, with its points."""
    pain, potential = (score(points, MEMBERS[name]) for name in y.SCORES)
    return (*points.values(), pain, potential, priority(pain, potential, out=out))


def priority(pain: float, potential: float, *, out: bool) -> str:
    won, develop, care, maintain, excluded = y.PRIORITIES
    if out:
        return excluded
    if potential >= y.HIGH:
        return won if pain >= y.HIGH else develop
    return care if pain >= y.HIGH else maintain
