"""The whole way of a run: rules and data in, a folder with results and briefs out."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding
from ..plan import Plan
from ..progress import Progress, silent
from .evaluating import findings_with_data
from .on_spark import on_spark
from .opening import chosen_engine, open_plan
from .sources import Sources, day_of, placed_faults
from .wanted import BRIEFED, FACTS, NOTHING, USUAL, Upon, Wanted, Written, without_briefs

if TYPE_CHECKING:
    from ..carriers import Choice, Limits
    from ..data.opening import Opened
    from ..evaluation.blockwise import Evaluation
    from ..evaluation.results import Results
    from ..incremental import Increment, Leaving
    from ..incremental.reasons import Story
    from ..sinks import Outlets, Sending


def run_plan(
    plan: Plan,
    sources: Sources,
    target: Path,
    wanted: Wanted = USUAL,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    limits: "Limits | None" = None,
    findings: Sequence[Finding] = (),
    progress: Progress | None = None,
    outlets: "Outlets | None" = None,
    upon: Upon = NOTHING,
) -> "Written":
    """Read the data, compute everything and write it; of what is to be built `upon`, only what has changed.

    Where briefs are wanted, all accounts are held in memory. Without them, and for more accounts than `BRIEFED`, they
    are computed and written in stretches: the results are the same, but there are no briefs. `findings` are those about
    the rules. Raises SiktaError as `evaluate_plan` and `write_run` do.
    """
    day, tell = day_of(plan.ruleset, as_of), progress or silent
    choice = chosen_engine(plan.ruleset, sources, carrier, limits)
    if choice.name == "spark":
        found = on_spark(plan, sources, day, progress, BRIEFED)
        told = findings_with_data(found, plan, (*findings, *found.findings))
        written = write_run(replace(found, findings=told), plan, target, wanted, progress, outlets)
        return replace(written, story=_not_on_spark(len(found)) if upon.since else None)
    opened = open_plan(plan, sources, day, progress)
    increment = _evaluation(plan, sources, opened, choice, day, tell, upon)
    evaluation, leaving = increment.evaluation, _leaving(increment, opened, sources, upon)
    held = outlets is not None and "parquet" not in wanted.results
    if held or (wanted.documents and len(evaluation) <= BRIEFED):
        results = evaluation.whole()
        told = findings_with_data(results, plan, (*findings, *results.findings))
        found = replace(results, findings=told)
        written = write_run(found, plan, target, wanted, progress, outlets, leaving)
    else:
        written = _write_in_stretches(evaluation, target, wanted, findings, tell, outlets, leaving)
    return replace(written, story=increment.story if upon.since else None)


def _not_on_spark(accounts: int) -> "Story":
    from ..incremental.reasons import Reason, Story

    return Story(accounts, accounts, Reason("cluster"))


def _evaluation(
    plan: Plan, sources: Sources, opened: "Opened", choice: "Choice", day: date, tell: Progress, upon: Upon
) -> "Increment":
    """The evaluation of the data, with what holds of an earlier run."""
    from ..evaluation.blockwise import evaluate_in_stretches
    from ..incremental import Recall, continued, recalled, remembered
    from ..incremental.reasons import Reason

    recall = Recall(Reason("no memory"))
    if upon.since is not None:
        with placed_faults(plan, sources):
            recall = recalled(plan, opened, day, remembered(upon.since, plan, day, strict=sources.strict))
    evaluation = evaluate_in_stretches(
        plan,
        opened.data,
        opened.quality,
        day,
        carrier=choice.carrier(),
        progress=tell,
        known=recall.metrics,
    )
    return continued(evaluation, recall)


def _leaving(increment: "Increment", opened: "Opened", sources: Sources, upon: Upon) -> "Leaving | None":
    from ..incremental import Leaving

    if not upon.leaves:
        return None
    return Leaving(increment.evaluation, opened.inventory, sources.strict)


def _write_in_stretches(
    evaluation: "Evaluation",
    target: Path,
    wanted: Wanted,
    findings: Sequence[Finding],
    tell: Progress,
    outlets: "Outlets | None",
    leaving: "Leaving | None",
) -> "Written":
    from ..analysis.census import Census
    from ..analysis.practice import InPractice
    from ..reporting.briefs.gathering.glance import glance
    from ..reporting.output import OutputFolder
    from ..reporting.results import accounts_written, write_stretches

    plan, census = evaluation.plan, Census()
    without = (without_briefs(len(evaluation)),) if wanted.documents else ()
    run = InPractice.of(evaluation, (*findings, *without))
    with way_of(outlets, plan) as way, OutputFolder(target) as folder:
        write_stretches(
            run,
            leaving.along(run.stretches(), folder) if leaving is not None else run.stretches(),
            plan,
            folder,
            formats=wanted.results,
            raw=wanted.raw,
            columns=wanted.columns,
            census=census,
        )
        if way is not None:
            tell("sending accounts")
            way.send(lambda: accounts_written(folder))
    return Written(glance(run, plan, census), None, way.sent if way else None, run.findings)


def write_run(
    results: "Results",
    plan: Plan,
    target: Path,
    wanted: Wanted = USUAL,
    progress: Progress | None = None,
    outlets: "Outlets | None" = None,
    leaving: "Leaving | None" = None,
) -> "Written":
    """Results and briefs into a folder that appears whole or not at all; accounts to the outlets, when all is written.

    `leaving` is the memory that is left in it for later runs. Raises SiktaError where the folder cannot be written, a template is at fault or an outlet takes nothing.
    """
    from ..reporting.briefs.gathering.gather import gather
    from ..reporting.briefs.record import to_json
    from ..reporting.briefs.render import render_briefs
    from ..reporting.output import OutputFolder
    from ..reporting.results import accounts_in, write_results

    tell = progress or silent
    with way_of(outlets, plan) as way, OutputFolder(target) as folder:
        tell("writing results")
        write_results(results, plan, folder, formats=wanted.results, raw=wanted.raw, columns=wanted.columns)
        for _ in leaving.along([results], folder) if leaving is not None else ():
            pass
        tell("gathering what the briefs say")
        facts = gather(results, plan)
        (folder / FACTS).write_text(to_json(facts), encoding="utf-8", newline="\n")
        tell("writing briefs")
        own = plan.ruleset.reports.templates
        documents = render_briefs(
            facts,
            folder,
            languages=wanted.languages or (plan.ruleset.language,),
            formats=wanted.documents,
            templates=plan.ruleset.folder / own if own else None,
        )
        start = documents[0].relative_to(folder) if documents else None
        if way is not None:
            tell("sending accounts")
            way.send(lambda: accounts_in(folder, results, plan, wanted.columns))
    return Written(facts, start, way.sent if way else None, results.findings)


def way_of(outlets: "Outlets | None", plan: Plan) -> "AbstractContextManager[Sending | None]":
    if outlets is None:
        return nullcontext()
    from ..sinks import sending

    return sending(outlets, plan, os.environ)
