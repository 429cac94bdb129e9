"""All tests of a ruleset run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..analysis.case import Case
from ..evaluation import evaluate
from ..evaluation.results import Results
from ..findings import SiktaError
from ..plan import Plan
from ..plan.dependence import compared_names
from ..plan.scenarios import expectations
from ..rules.model import Ruleset, Scenario
from ..running import day_of
from .batches import Trialled, batches
from .judging import Trial, judged
from .linking import Linker
from .references import read_references
from .staging import Stage, staged
from .values import typed_values

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Suite:
    """The tests of a ruleset with their data, ready to be run under any plan over the same tables.

    `compared` are the names whose values depend on all accounts, so that a test alone tells nothing of them.
    """

    plan: Plan
    stages: tuple[Stage, ...]
    compared: frozenset[str]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(test.test.scenario for test in self.tests)

    @property
    def tests(self) -> tuple[Trialled, ...]:
        found = (test for stage in self.stages for test in stage.batch.tests)
        return tuple(sorted(found, key=lambda test: test.index))

    def run(self) -> tuple[Trial, ...]:
        """Every test evaluated and judged, in the order of the ruleset."""
        trials = [trial for stage in self.stages for trial in trials_of(stage, self.evaluated(stage))]
        order = {test.test.id: test.index for test in self.tests}
        return tuple(sorted(trials, key=lambda trial: order[trial.scenario.id]))

    @staticmethod
    def evaluated(stage: Stage) -> Results:
        return evaluate(stage.plan, stage.data, stage.quality, stage.batch.as_of)


def trials_of(stage: Stage, results: Results, plan: Plan | None = None) -> tuple[Trial, ...]:
    """The tests of a stage judged by results over its data; `plan` is what gave them, the stage's own by default."""
    pairs = zip(stage.batch.tests, stage.rows, strict=True)
    used = plan or stage.plan
    return tuple(
        judged(test.test.scenario, Case(results, used, row), test.expectations) for test, row in pairs
    )


def make_suite(
    plan: Plan,
    scenarios: Sequence[Scenario] | None = None,
    *,
    as_of: date | None = None,
    folder: Path | None = None,
) -> Suite:
    """The tests of a ruleset with their data; `scenarios` are some of them, or others.

    `folder` is where reference tables are looked for. Raises SiktaError with every value that does not fit, every row
    that belongs nowhere, and every reference table that is not there.
    """
    ruleset = plan.ruleset
    chosen = tuple(ruleset.scenarios.values()) if scenarios is None else tuple(scenarios)
    linker = Linker(ruleset)
    linked = [linker.linked(scenario) for scenario in chosen]
    references = read_references(ruleset, folder)
    values, misfits = typed_values(plan, linked)
    faults = [*linker.findings, *misfits, *references.faults(ruleset, chosen)]
    if faults:
        raise SiktaError(faults)
    compared = compared_names(ruleset, plan.expressions, plan.order)
    tests = [
        Trialled(
            test,
            index,
            _day(ruleset, test.scenario, as_of),
            frozenset(name for name in test.scenario.given if name in ruleset.metrics),
            expectations(ruleset, plan.types, test.scenario),
        )
        for index, test in enumerate(linked)
    ]
    found = batches(ruleset, tests, compared)
    return Suite(plan, tuple(staged(plan, batch, values, references) for batch in found), compared)


def _day(ruleset: Ruleset, scenario: Scenario, as_of: date | None) -> date:
    return day_of(replace(ruleset, as_of=scenario.as_of), None) if scenario.as_of else day_of(ruleset, as_of)
