"""Playbooks that nobody gets, and those between which only their order decides."""

from collections.abc import Iterator
from itertools import combinations

from ...evaluation.results import Results
from ...findings import Finding
from ...plan.plan import Plan
from .looking import listed, note
from .masks import true_at
from .worth import Worth


class PlaybooksInUse:
    """Which playbooks accounts get, and how many fit two that ask for as much."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._idle = set(plan.ruleset.playbooks)
        names = {id: len(plan.expressions[f"playbooks.{id}.for"].names) for id in plan.ruleset.playbooks}
        alike = [pair for pair in combinations(names, 2) if names[pair[0]] == names[pair[1]]]
        self._both = {pair: Worth() for pair in alike}

    def add(self, results: Results) -> None:
        for index, id in enumerate(self._plan.ruleset.playbooks):
            if id in self._idle and (results.playbooks == index).any():
                self._idle.remove(id)
        asked = dict.fromkeys(id for pair in self._both for id in pair)
        masks = {id: true_at(results, self._plan, f"playbooks.{id}.for") for id in asked}
        for (first, second), worth in self._both.items():
            worth.add(results, masks[first] & masks[second])

    def notes(self, accounts: int) -> Iterator[Finding]:
        idle = [id for id in self._plan.ruleset.playbooks if id in self._idle]
        if idle:
            yield note(
                self._plan,
                "N561",
                f"playbooks.{idle[0]}",
                f"no account of {accounts:,} gets the playbook {listed(idle)}",
            )
        for (first, second), worth in self._both.items():
            if worth.accounts:
                yield note(self._plan, "N565", f"playbooks.{second}.for",
                           f'"{first}" and "{second}" fit the same accounts equally well, and "{first}" stands first',
                           found=worth.told(self._plan.ruleset, accounts))  # fmt: skip
