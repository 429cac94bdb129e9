"""What has to be looked at over all accounts, and what must be known of them before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..plan.dependence import compares
from ..plan.order import part_of
from ..plan.plan import Plan
from ..rules.model import Aggregate
from .parts import Parts


@dataclass(frozen=True, slots=True)
class Stage:
    """Things to find out over all accounts once what they rest on is known of each, the stages before it included.

    `subjects` are paths of expressions, metrics that add up over groups (`metrics.ID`) and segmentations
    (`segmentations.ID`). `names` are the fields, metrics, scores and segmentations that they rest on; of all accounts
    no other column is needed. `parts` are what has to be computed of each account for these names, in order.
    """

    subjects: tuple[str, ...]
    names: frozenset[str]
    parts: tuple[str, ...]


def stages(plan: Plan) -> tuple[Stage, ...]:
    """The stages of a plan in order; none where every account stands for itself."""
    return _Staging(plan).found()


class _Staging:
    """How many stages lie before each part of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._parts = Parts(plan)
        self._height: dict[str, int] = {}
        self._subjects: dict[str, int] = {}
        for part in (*plan.order, *(f"playbooks.{id}" for id in plan.ruleset.playbooks)):
            self._enter(part)

    def found(self) -> tuple[Stage, ...]:
        return tuple(
            self._stage([subject for subject, at in self._subjects.items() if at == height])
            for height in sorted(set(self._subjects.values()))
        )

    def _enter(self, part: str) -> None:
        found = {subject: self._above(self._names(subject)) for subject in self._subjects_of(part)}
        self._subjects |= found
        heights = (height + 1 for height in found.values())
        self._height[part] = max((self._above(self._parts.names(part)), *heights))

    def _above(self, names: Iterable[str]) -> int:
        """The first stage at which all of the names are known."""
        parts = (part_of(name, self._plan.ruleset) for name in names)
        return max((self._height[part] for part in parts if part is not None), default=0)

    def _subjects_of(self, part: str) -> Iterator[str]:
        if compares(self._plan.ruleset, part):
            yield part
            return
        paths = self._parts.paths.get(part, ())
        yield from (path for path in paths if self._plan.expressions[path].population)

    def _names(self, subject: str) -> frozenset[str]:
        compiled = self._plan.expressions.get(subject)
        return self._parts.names(subject) if compiled is None else compiled.names

    def _stage(self, subjects: Sequence[str]) -> Stage:
        names = frozenset(name for subject in subjects for name in self._names(subject))
        needed = self._closure(names)
        return Stage(tuple(subjects), names, tuple(part for part in self._plan.order if part in needed))

    def _closure(self, names: Iterable[str]) -> set[str]:
        """The parts that have to be computed for the names; metrics over linked rows are there already."""
        ruleset = self._plan.ruleset
        found: set[str] = set()
        queue = list(names)
        while queue:
            part = part_of(queue.pop(), ruleset)
            if part is not None and part not in found and not is_aggregate(self._plan, part):
                found.add(part)
                queue += self._parts.names(part)
        return found


def is_aggregate(plan: Plan, part: str) -> bool:
    """Whether a part is a metric over linked rows."""
    section, _, id = part.partition(".")
    return section == "metrics" and isinstance(plan.ruleset.metrics[id].source, Aggregate)
