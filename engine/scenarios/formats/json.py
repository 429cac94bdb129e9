"""Tests for other programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ...plan.wants import Plain
from ..judging import Check, Trial


def as_record(trials: Sequence[Trial]) -> dict[str, Any]:
    """Everything as plain values for JSON; dates as text."""
    return {
        "scenarios": [_trial(trial) for trial in trials],
        "held": sum(trial.holds for trial in trials),
        "failed": sum(not trial.holds for trial in trials),
    }


def _trial(trial: Trial) -> dict[str, Any]:
    place = trial.case.plan.ruleset.positions.place(f"tests.{trial.scenario.id}")
    return {
        "id": trial.scenario.id,
        "title": dict(trial.scenario.title.by_language),
        "file": place.file,
        "line": place.line,
        "holds": trial.holds,
        "expectations": [_check(check) for check in trial.checks],
    }


def _check(check: Check) -> dict[str, Any]:
    subject = check.expectation.subject
    return {
        "path": check.expectation.path,
        "of": subject.label,
        "expected": check.expectation.written,
        "found": _plain(check.found),
        "holds": check.holds,
    }


def _plain(value: Plain) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
