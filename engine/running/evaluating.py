"""A plan evaluated over its data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding
from ..plan import Plan
from ..progress import Progress
from .on_spark import on_spark
from .opening import chosen_engine, open_plan, read_plan
from .sources import BESIDE, Sources, day_of

if TYPE_CHECKING:
    from ..carriers import Limits
    from ..evaluation.rehearsal import Rehearsal
    from ..evaluation.results import Results


def evaluate_plan(
    plan: Plan,
    sources: Sources = BESIDE,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    limits: "Limits | None" = None,
    findings: Sequence[Finding] = (),
    progress: Progress | None = None,
) -> "Results":
    """Read the data and compute everything.

    `carrier` is an engine's name or "auto", which keeps to `limits`. Raises SiktaError where the engine is not there or
    the data cannot be used.
    """
    from ..evaluation import evaluate

    day = day_of(plan.ruleset, as_of)
    choice = chosen_engine(plan.ruleset, sources, carrier, limits)
    if choice.name == "spark":
        results = on_spark(plan, sources, day, progress)
    else:
        opened = open_plan(plan, sources, day, progress)
        results = evaluate(
            plan, opened.data, opened.quality, day, carrier=choice.carrier(), progress=progress
        )
    return replace(results, findings=(*findings, *results.findings))


def rehearse_plan(
    plan: Plan,
    sources: Sources = BESIDE,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    progress: Progress | None = None,
) -> "Rehearsal":
    """Read the data and evaluate, ready for other plans over the same data. Raises SiktaError as `evaluate_plan` does."""
    from ..evaluation.rehearsal import Rehearsal

    day = day_of(plan.ruleset, as_of)
    engine = chosen_engine(plan.ruleset, sources, carrier).carrier()
    data, quality = read_plan(plan, sources, day, progress)
    return Rehearsal(plan, data, quality, day, carrier=engine)


def findings_with_data(results: "Results", plan: Plan, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings about rules with the accounts and money concerned, and what the rules do not decide in this data."""
    from ..analysis.practice import Practice

    practice = Practice.about(plan, findings)
    practice.add(results)
    return practice.findings()


def findings_of_data(results: "Results", folder: Path | None = None) -> tuple[Finding, ...]:
    """What reading the data and computing with it gave reason to say; places are those of files in `folder`."""
    of_reading = frozenset(results.quality.findings)
    placed = (replace(each, place=replace(each.place, folder=folder)) for each in results.quality.findings)
    return (*placed, *(each for each in results.findings if each not in of_reading))
