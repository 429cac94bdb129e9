"""Criteria that give nobody points, or everybody the same, and steps that nobody comes to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from ...evaluation.results import CriterionResult, Results
from ...evaluation.steps import reached
from ...expressions.columns import Numbers
from ...findings import Finding
from ...plan.plan import Plan
from ...rules.model import Bands, Criterion, Group, PointsRules
from .looking import listed, note
from .masks import true_at
from .worth import Worth

_FEWEST = 20
"""Points that so few accounts have may be the same by chance."""


@dataclass(slots=True, eq=False)
class _Use:
    """What is seen of one criterion: to how many it applies, the least and the most of its points, its idle steps.

    `worth` is that of those to whom it applies, added up for as long as nobody has points.
    """

    score: str
    criterion: Criterion
    idle: dict[int, str]
    applies: int = 0
    known: int = 0
    least: float = np.inf
    most: float = -np.inf
    worth: Worth = field(default_factory=Worth)

    def add(self, result: CriterionResult, results: Results, plan: Plan) -> None:
        self.applies += int(np.count_nonzero(result.applies))
        if not self.known:
            self.worth.add(results, result.applies)
        if not self.least < self.most:
            self._add_points(result)
        if self.idle:
            self._add_steps(result, results, plan)

    def _add_points(self, result: CriterionResult) -> None:
        known = result.points[~np.isnan(result.points)]
        self.known += known.size
        if known.size:
            self.least, self.most = min(self.least, float(known.min())), max(self.most, float(known.max()))

    def _add_steps(self, result: CriterionResult, results: Results, plan: Plan) -> None:
        measure = self.criterion.measure
        if isinstance(measure, PointsRules):
            free = result.applies
            for index in range(len(measure.rules)):
                true = true_at(results, plan, f"{self.criterion.path}.rules.{index}.when")
                if index in self.idle and (free & true).any():
                    del self.idle[index]
                free = free & ~true
        elif isinstance(measure, Bands) and isinstance(result.value, Numbers):
            starts = [band.start for band in measure.bands if band.start is not None]
            places = reached(starts, result.value.values)
            seen = np.bincount(places[result.applies & ~result.value.missing], minlength=len(starts) + 1)
            self.idle = {place: step for place, step in self.idle.items() if not seen[place]}
        else:
            self.idle = {}  # what it measures is never known

    def notes(self, plan: Plan, accounts: int) -> Iterator[Finding]:
        id, path = self.criterion.id, self.criterion.path
        if not self.known:
            told = f'the criterion "{id}" has points for no account, so its weight never counts'
            found = f"it applies to {self.worth.told(plan.ruleset, accounts)}"
            yield note(plan, "W561", path, told, found=found)
        elif self.least == self.most and self.known >= _FEWEST:
            told = f'the criterion "{id}" gives {self.least:g} points to each of the {self.known:,} accounts that have any'
            yield note(plan, "N564", path, told)
        elif self.idle:
            steps = "rules" if isinstance(self.criterion.measure, PointsRules) else "bands"
            told = f'no account of {self.applies:,} comes to {listed(list(self.idle.values()))} of "{id}"'
            yield note(plan, "N561", f"{path}.{steps}", told)


class CriteriaInUse:
    """Every criterion that is no group."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._uses = [
            _Use(score.id, criterion, _steps(criterion))
            for score in plan.ruleset.scores.values()
            for criterion in _leaves(score.criteria)
        ]

    def add(self, results: Results) -> None:
        for use in self._uses:
            result = results.scores[use.score].criteria[use.criterion.path]
            use.add(result, results, self._plan)

    def notes(self, accounts: int) -> Iterator[Finding]:
        for use in self._uses:
            yield from use.notes(self._plan, accounts)


def _leaves(criteria: Mapping[str, Criterion]) -> Iterator[Criterion]:
    for criterion in criteria.values():
        if isinstance(criterion.measure, Group):
            yield from _leaves(criterion.measure.criteria)
        else:
            yield criterion


def _steps(criterion: Criterion) -> dict[int, str]:
    """The rules or bands of a criterion by their place, as they are called; none that takes what is left over."""
    measure = criterion.measure
    if isinstance(measure, PointsRules):
        return {index: rule.when for index, rule in enumerate(measure.rules)}
    if isinstance(measure, Bands):
        starts = [band.start for band in measure.bands if band.start is not None]
        return {place: f"from {start:g}" for place, start in enumerate(starts, start=1)}
    return {}
