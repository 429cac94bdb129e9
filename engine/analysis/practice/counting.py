"""Findings about the rules, with the accounts and the money that they concern in this data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

import numpy as np

from ...evaluation.results import Results
from ...expressions.bits import any_of
from ...expressions.columns import Mask
from ...findings import Finding
from ...plan.plan import Plan
from ..segments import members, outside
from .masks import true_at
from .worth import Worth


@dataclass(slots=True, eq=False)
class Concerned:
    """Findings with whom each of them concerns, of the stretches that were added."""

    plan: Plan
    findings: tuple[Finding, ...]
    _worth: dict[tuple[str, str], Worth] = field(default_factory=dict)

    @classmethod
    def by(cls, plan: Plan, findings: Iterable[Finding]) -> "Concerned":
        told = tuple(findings)
        return cls(plan, told, {(each.code, each.path): Worth() for each in told if each.code in CONCERNED})

    def add(self, results: Results) -> None:
        """Take in the accounts of a stretch."""
        for (code, path), worth in self._worth.items():
            worth.add(results, CONCERNED[code](results, self.plan, path))

    def counted(self, accounts: int) -> tuple[Finding, ...]:
        """The findings, each of which accounts are concerned with their number and money added to what was found."""
        return tuple(self._with_count(finding, accounts) for finding in self.findings)

    def _with_count(self, finding: Finding, accounts: int) -> Finding:
        worth = self._worth.get((finding.code, finding.path))
        if worth is None:
            return finding
        in_this_data = f"in this data: {worth.told(self.plan.ruleset, accounts)}"
        return replace(finding, found=f"{finding.found}; {in_this_data}" if finding.found else in_this_data)


def _in_segment(results: Results, _: Plan, path: str) -> Mask:
    parts = path.split(".")
    return members(results.segmentations[parts[1]], parts[3])


def _in_none(results: Results, plan: Plan, path: str) -> Mask:
    return outside(results.segmentations[path.split(".")[1]]) & true_at(results, plan, f"{path}.for")


def _without_points(results: Results, _: Plan, path: str) -> Mask:
    criterion = results.scores[path.split(".")[1]].criteria[path]
    there = np.ones(len(results), dtype=np.bool_) if criterion.value is None else ~criterion.value.missing
    return criterion.applies & np.isnan(criterion.points) & there


def _of_playbook(results: Results, plan: Plan, path: str) -> Mask:
    chosen: Mask = results.playbooks == list(plan.ruleset.playbooks).index(path.split(".")[1])
    return chosen


def _of_rivals(results: Results, plan: Plan, path: str) -> Mask:
    """Accounts that the playbook fits, and one before it that asks for as much."""
    asked = len(plan.expressions[path].names)
    before = takewhile(lambda one: f"playbooks.{one}.for" != path, plan.ruleset.playbooks)
    paths = [f"playbooks.{id}.for" for id in before]
    rivals = [true_at(results, plan, other) for other in paths if len(plan.expressions[other].names) == asked]
    return true_at(results, plan, path) & any_of(rivals, len(results))


def _knocked_out(results: Results, _: Plan, path: str) -> Mask:
    return results.knockouts[path.split(".")[1]].true


CONCERNED: Mapping[str, Callable[[Results, Plan, str], Mask]] = {
    "W421": _in_segment,
    "W424": _in_none,
    "N424": _in_none,
    "W425": _without_points,
    "W426": _of_playbook,
    "W427": _of_rivals,
    "W428": _knocked_out,
}
"""Which accounts a finding concerns, by its code and the path of the part that it is about."""
