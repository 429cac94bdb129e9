"""Expectations that are not met as findings, which appear beside their lines in a pull request."""

from collections.abc import Iterator, Sequence

from ...findings import Finding
from ..judging import Trial
from .saying import difference, title_of, written


def findings_of(trials: Sequence[Trial], language: str) -> Iterator[Finding]:
    """One finding for each expectation that is not met."""
    for trial in trials:
        positions = trial.case.plan.ruleset.positions
        for check in trial.failed:
            path = check.expectation.path
            scalar = positions.scalars.get(path)
            yield Finding(
                "E468",
                f'"{title_of(trial, language)}" does not hold: {difference(check)}',
                scalar.place if scalar else positions.place(path),
                path,
                check.expectation.written,
                written(check.found),
            )
