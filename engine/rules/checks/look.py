"""What every check looks at: the ruleset, the places of its parts, and what was left out of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...findings import Finding, Place
from ...findings.nearest import nearest
from ..model import Criterion, Group, Ruleset
from ..shape.wording import one_of


@dataclass(frozen=True, slots=True)
class Look:
    ruleset: Ruleset
    left_out: frozenset[str]

    def place(self, path: str) -> Place:
        """The place of a part's value where it is a plain one, else of its key."""
        scalar = self.ruleset.positions.scalars.get(path)
        return scalar.place if scalar else self.ruleset.positions.place(path)

    def key_place(self, path: str) -> Place:
        return self.ruleset.positions.place(path)

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion of scores and rankings, groups before their members."""
        for score in self.ruleset.scores.values():
            yield from _unfolded(score.criteria)
        for ranking in self.ruleset.rankings.values():
            yield from _unfolded(ranking.criteria)

    def missing_name(
        self, name: str | None, names: Iterable[str], kind: str, path: str, *, where: str = ""
    ) -> Iterator[Finding]:
        """A finding when `name` is given and none of `names`, nor left out because of its own faults."""
        known = list(names)
        if name is None or name in known or name in self.left_out:
            return
        near = nearest(name, known)
        yield Finding(
            "E402",
            f'there is no {kind} "{name}" {where}'.rstrip(),
            self.place(path),
            path=path,
            expected="" if near else one_of(known),
            fix=f'did you mean "{near}"?'
            if near
            else ""
            if known
            else f"the ruleset has no {kind} yet; add it",
        )

    def names_of_accounts(self) -> list[str]:
        """The names that an account has: fields, metrics, scores and segmentations."""
        rules = self.ruleset
        return [*rules.accounts.fields, *rules.metrics, *rules.scores, *rules.segmentations]


def _unfolded(criteria: Mapping[str, Criterion]) -> Iterator[Criterion]:
    for criterion in criteria.values():
        yield criterion
        if isinstance(criterion.measure, Group):
            yield from _unfolded(criterion.measure.criteria)
