"""What every check looks at: the ruleset, the places of its parts, and what was left out of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...findings import Finding, Place, Repair
from ...findings.nearest import nearest, unmistakable
from ..model import Criterion, Group, Ruleset
from ..rewriting import rewritten_part
from ..shape.wording import one_of


@dataclass(frozen=True, slots=True)
class Look:
    ruleset: Ruleset
    left_out: frozenset[str]

    def place(self, path: str) -> Place:
        """The place of a part's value where it stands beside its key, else of the key."""
        positions = self.ruleset.positions
        return positions.values.get(path) or positions.place(path)

    def place_of(self, path: str, name: str) -> Place:
        """The place of a name inside the value at a path, such as a table in `table.field`."""
        scalar = self.ruleset.positions.scalars.get(path)
        at = _found(scalar.text, name) if scalar and scalar.text != name else -1
        return self.place(path) if at < 0 else self.ruleset.positions.inside(path, at, len(name))

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
            self.place_of(path, name),
            path=path,
            expected="" if near else one_of(known),
            fix=f'did you mean "{near}"?'
            if near
            else ""
            if known
            else f"the ruleset has no {kind} yet; add it",
            repair=self.respelt(path, name, known),
        )

    def respelt(self, path: str, name: str, names: Iterable[str]) -> Repair | None:
        """The one of some names that a name inside the value at a path can have meant, in its place."""
        scalar, meant = self.ruleset.positions.scalars.get(path), unmistakable(name, names)
        if scalar is None or meant is None:
            return None
        at = _found(scalar.text, name)
        return rewritten_part(scalar, at, len(name), meant) if at >= 0 else None

    def names_of_accounts(self) -> list[str]:
        """The names that an account has: fields, metrics, scores and segmentations."""
        rules = self.ruleset
        return [*rules.accounts.fields, *rules.metrics, *rules.scores, *rules.segmentations]


def _found(text: str, name: str) -> int:
    """Where a name stands in `name`, `name.field` or `table.name`; -1 where it does not."""
    match = re.search(rf"(?<![^.]){re.escape(name)}(?![^.])", text)
    return match.start() if match else -1


def _unfolded(criteria: Mapping[str, Criterion]) -> Iterator[Criterion]:
    for criterion in criteria.values():
        yield criterion
        if isinstance(criterion.measure, Group):
            yield from _unfolded(criterion.measure.criteria)
