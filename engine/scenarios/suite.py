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
from .population import Population, read_population
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
        return evaluate(stage.plan, stage.data, stage.quality, stage.batch.as_of, given=stage.given)


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

    `folder` is where reference tables are looked for, and the data for tests that are judged among accounts. Raises
    SiktaError with every value that does not fit, every row that belongs nowhere, and all data that is not there.
    """
    ruleset = plan.ruleset
    chosen = tuple(ruleset.scenarios.values()) if scenarios is None else tuple(scenarios)
    linker = Linker(ruleset)
    linked = [linker.linked(scenario) for scenario in chosen]
    references = read_references(ruleset, folder)
    compared = compared_names(ruleset, plan.expressions, plan.order)
    values, misfits = typed_values(plan, linked)
    faults = [
        *linker.findings,
        *misfits,
        *references.faults(ruleset, [each for each in chosen if each.among is None]),
    ]
    if faults:
        raise SiktaError(faults)
    population = _population(ruleset, chosen, folder)
    tests = [
        Trialled(
            test,
            index,
            _day(ruleset, test.scenario, as_of),
            expectations(ruleset, plan.types, test.scenario),
        )
        for index, test in enumerate(linked)
    ]
    stages = (staged(plan, batch, values, references, population) for batch in batches(ruleset, tests))
    return Suite(plan, tuple(stages), compared)


def _population(ruleset: Ruleset, chosen: Sequence[Scenario], folder: Path | None) -> Population | None:
    first = next((each for each in chosen if each.among), None)
    return read_population(ruleset, folder, first) if first else None


def _day(ruleset: Ruleset, scenario: Scenario, as_of: date | None) -> date:
    return day_of(replace(ruleset, as_of=scenario.as_of), None) if scenario.as_of else day_of(ruleset, as_of)
