"""What came out of a test, beside what was expected."""

from dataclasses import dataclass

from ..analysis.case import Case
from ..plan.scenarios import Expectation, Subject
from ..plan.wants import Consists, Differs, Includes, Plain, Want
from ..rules.model import Scenario


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation with what was found."""

    expectation: Expectation
    found: Plain
    holds: bool


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A test that was run: its account in the results, and every expectation checked."""

    scenario: Scenario
    case: Case
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.holds)


def judged(scenario: Scenario, case: Case, expectations: tuple[Expectation, ...]) -> Trial:
    """Look at everything that a test expects."""
    return Trial(scenario, case, tuple(_check(case, each) for each in expectations))


def _check(case: Case, expectation: Expectation) -> Check:
    found = found_value(case, expectation.subject, expectation.want)
    return Check(expectation, found, expectation.want.holds(found))


def found_value(case: Case, subject: Subject, want: Want) -> Plain:
    """What a subject is for an account: ids of knock-outs where they are asked for by id."""
    row, results = case.row, case.results
    match subject.aspect:
        case "knocked_out":
            fired = tuple(id for id, each in results.knockouts.items() if each.true[row])
            return fired if isinstance(want, Consists | Includes | Differs) else bool(fired)
        case "playbook":
            code = int(results.playbooks[row])
            return list(results.ruleset.playbooks)[code] if code >= 0 else None
        case "completeness":
            return case.number(results.scores[subject.name].completeness)
        case "level":
            return level_of(case, subject)
        case "certain":
            certain = results.segmentations[subject.name].certain
            return certain is not None and bool(certain[row])
        case _:
            return case.value(subject.name)


def level_of(case: Case, subject: Subject) -> str | None:
    levels = case.results.segmentations[subject.name].levels or {}
    code = int(levels[subject.axis][case.row])
    return subject.ids[code] if code >= 0 else None
