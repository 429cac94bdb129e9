"""Each change tried on the tests' data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...checking import plan_of_tree
from ...evaluation.rehearsal import Rehearsal
from ...plan import Plan
from ...rules import Tree
from ...rules.editing import Edit, applied
from ..staging import Stage
from ..suite import Suite, trials_of
from .deciding import parts_behind
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
    """Every change that leaves a sound ruleset, the most important first.

    `unjudged` were not tried: they touch only what compares accounts, and no test is judged among accounts.
    """

    turned: tuple[Turned, ...]
    unjudged: tuple[Change, ...] = ()

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
    stands = [_Stand.of(stage) for stage in suite.stages]
    every = changes(suite.plan, tree.root)
    unranked = all(scenario.among is None for scenario in suite.scenarios)
    wanted = changes(suite.plan, tree.root, suite.compared) if unranked else every
    tried = {change.name for change in wanted}
    found = []
    for done, change in enumerate(wanted, 1):
        touched = [stand for stand in stands if not change.parts.isdisjoint(stand.parts)]
        outcomes = tuple(
            (to, tests) for to, edit in change.edits if (tests := _noticing(touched, tree, edit)) is not None
        )
        if outcomes:
            found.append(Turned(change, outcomes))
        tell(done, len(wanted))
    return Mutation(tuple(found), tuple(change for change in every if change.name not in tried))


@dataclass(frozen=True, slots=True, eq=False)
class _Stand:
    """A stage that can be played again under other plans, with what held under its own.

    `parts` are those of the plan that its tests look at, or that these rest on.
    """

    stage: Stage
    parts: frozenset[str]
    rehearsal: Rehearsal
    held: tuple[bool, ...]

    @classmethod
    def of(cls, stage: Stage) -> "_Stand":
        rehearsal = Rehearsal(stage.plan, stage.data, stage.quality, stage.batch.as_of, given=stage.given)
        held = tuple(trial.holds for trial in trials_of(stage, rehearsal.first))
        subjects = (each.subject for test in stage.batch.tests for each in test.expectations)
        return cls(stage, parts_behind(stage.plan, subjects), rehearsal, held)

    def noticing(self, plan: Plan) -> tuple[str, ...]:
        trials = trials_of(self.stage, self.rehearsal.results(plan), plan)
        pairs = zip(trials, self.held, strict=True)
        return tuple(trial.scenario.id for trial, held in pairs if trial.holds != held)


def _noticing(stands: Sequence[_Stand], tree: Tree, edit: Edit) -> tuple[str, ...] | None:
    """The tests whose outcome changes with an edit; None where it leaves no sound ruleset."""
    plan = plan_of_tree(replace(tree, root=applied(tree.root, [edit])))
    if plan is None or not all(stand.rehearsal.fits(plan) for stand in stands):
        return None
    return tuple(id for stand in stands for id in stand.noticing(plan))
