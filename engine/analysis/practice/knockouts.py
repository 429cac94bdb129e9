"""Knock-outs that take out nobody, everybody, or only those that another one takes out."""

from collections.abc import Iterator
from itertools import combinations, permutations

from ...evaluation.results import Results
from ...findings import Finding
from ...plan.plan import Plan
from .looking import listed, note
from .worth import Worth


class KnockoutsInUse:
    """Whom each knock-out takes out, and which of them take out some whom another does not."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._worth = {id: Worth() for id in plan.ruleset.knockouts}
        self._within = dict.fromkeys(permutations(self._worth, 2), True)

    def add(self, results: Results) -> None:
        masks = {id: knockout.true for id, knockout in results.knockouts.items()}
        for id, mask in masks.items():
            self._worth[id].add(results, mask)
        for (inner, outer), within in self._within.items():
            if within and (masks[inner] & ~masks[outer]).any():
                self._within[inner, outer] = False

    def notes(self, accounts: int) -> Iterator[Finding]:
        idle = [id for id, worth in self._worth.items() if not worth.accounts]
        if idle:
            yield note(
                self._plan,
                "N561",
                f"knockouts.{idle[0]}",
                f"no account of {accounts:,} is knocked out by {listed(idle)}",
            )
        working = [id for id in self._worth if id not in idle]
        everybody = next((id for id in working if self._worth[id].accounts == accounts), None)
        if everybody is not None:
            told = f'the knock-out "{everybody}" takes out all {accounts:,} accounts'
            yield note(self._plan, "N562", f"knockouts.{everybody}", told)
            return
        for one, other in combinations(working, 2):
            pairs = ((other, one), (one, other))
            yield from (self._inside(*pair, accounts) for pair in [p for p in pairs if self._within[p]][:1])

    def _inside(self, inner: str, outer: str, accounts: int) -> Finding:
        told = self._worth[inner].told(self._plan.ruleset, accounts)
        return note(
            self._plan,
            "N563",
            f"knockouts.{inner}",
            f'all that "{inner}" takes out is taken out by "{outer}" too',
            found=f'"{inner}" takes out {told}',
        )
