"""Each change tried on the tests' data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...evaluation.rehearsal import Rehearsal
from ...plan import Plan
from ...rules import Tree
from ...rules.editing import Edit, applied
from ...running import plan_of_tree
from ..staging import Stage, without_metrics
from ..suite import Suite, trials_of
from .mutants import Change, changes

Counter = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Turned:
    """A change with the ways in which it was tried, and for each the ids of the tests that noticed."""

    change: Change
    noticed: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def unnoticed(self) -> tuple[str, ...]:
        """What it can become without any test minding."""
        return tuple(to for to, tests in self.noticed if not tests)


@dataclass(frozen=True, slots=True)
class Mutation:
    """Every change that leaves a sound ruleset, the most important first."""

    turned: tuple[Turned, ...]

    @property
    def tried(self) -> int:
        return sum(len(each.noticed) for each in self.turned)

    @property
    def found(self) -> int:
        return self.tried - sum(len(each.unnoticed) for each in self.turned)


def mutated(suite: Suite, tree: Tree, tell: Counter = lambda _done, _all: None) -> Mutation:
    """Change one thing at a time and run the tests again, computing only what the change touches.

    `tell` is called with how many changes are done and how many there are.
    """
    rehearsals = [_Stand.of(stage) for stage in suite.stages]
    wanted = changes(suite.plan, tree.root, suite.compared)
    found = []
    for done, change in enumerate(wanted, 1):
        tried = tuple(
            (to, tests)
            for to, edit in change.edits
            if (tests := _noticing(rehearsals, tree, edit)) is not None
        )
        if tried:
            found.append(Turned(change, tried))
        tell(done, len(wanted))
    return Mutation(tuple(found))


@dataclass(frozen=True, slots=True, eq=False)
class _Stand:
    """A stage that can be played again under other plans, with what held under its own."""

    stage: Stage
    rehearsal: Rehearsal
    held: tuple[bool, ...]

    @classmethod
    def of(cls, stage: Stage) -> "_Stand":
        rehearsal = Rehearsal(stage.plan, stage.data, stage.quality, stage.batch.as_of)
        held = tuple(trial.holds for trial in trials_of(stage, rehearsal.first))
        return cls(stage, rehearsal, held)

    def noticing(self, plan: Plan) -> tuple[str, ...]:
        own = without_metrics(plan, self.stage.batch.metrics)
        trials = trials_of(self.stage, self.rehearsal.results(own), own)
        pairs = zip(trials, self.held, strict=True)
        return tuple(trial.scenario.id for trial, held in pairs if trial.holds != held)


def _noticing(stands: Sequence[_Stand], tree: Tree, edit: Edit) -> tuple[str, ...] | None:
    """The tests whose outcome changes with an edit; None where it leaves no sound ruleset."""
    plan = plan_of_tree(replace(tree, root=applied(tree.root, [edit])))
    if plan is None or not all(stand.rehearsal.fits(plan) for stand in stands):
        return None
    return tuple(id for stand in stands for id in stand.noticing(plan))
