"""The whole way of a run: rules and data in, results out; and a run's folder with its files."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .findings import Finding, SiktaError
from .plan import Plan
from .progress import Progress, silent
from .rules.model import Ruleset

if TYPE_CHECKING:
    from .analysis.forecast import Forecast
    from .carriers import Choice, Limits
    from .data.opening import Opened
    from .data.quality import Quality
    from .data.tables import DataSet
    from .evaluation.blockwise import Evaluation
    from .evaluation.rehearsal import Rehearsal
    from .evaluation.results import Results
    from .incremental import Increment, Leaving
    from .incremental.reasons import Story
    from .reporting.briefs.facts import Facts
    from .sinks import Outlets, Sending, Sent
    from .spark.evaluation import Whole
    from .spark.opening import Given
    from .spark.session import Cluster

BRIEFED = 2_000_000
"""For more accounts than this no briefs are written, as they would have to be held in memory together."""

FACTS = "facts.json"
"""The file in a run's folder that holds what its briefs say, to render them again."""


def day_of(ruleset: Ruleset, as_of: date | None) -> date:
    """The day that the model looks from: the caller's, else the ruleset's. Raises SiktaError where neither says it."""
    chosen = as_of or ruleset.as_of
    if chosen == "today":
        return date.today()  # noqa: DTZ011 - the seller's own calendar day is meant
    if chosen is None:
        raise SiktaError([_no_day(ruleset)])
    return chosen


def _no_day(ruleset: Ruleset) -> Finding:
    return Finding(
        code="E902",
        message="no day is given from which the model looks at the data",
        place=ruleset.positions.place("as_of"),
        path="as_of",
        expected="a date in the ruleset or on the command line",
        found="neither",
        fix='write "as_of: 2026-06-30" in the ruleset, or add --as-of 2026-06-30 to the command ("today" also works)',
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the data comes from: a folder other than the ruleset's, or frames by table.

    `cluster` is where the engine "spark" runs, and `tables` the tables of Spark by table of the ruleset.
    """

    folder: Path | None = None
    frames: Mapping[str, Any] | None = None
    strict: bool = False
    cluster: "Cluster | None" = None
    tables: Mapping[str, str] = field(default_factory=dict)


def _placed(error: SiktaError, ruleset: Ruleset, folder: Path | None) -> SiktaError:
    """Faults of data with the folder that its files are in.

    Those of data that stands in no file, such as a query, get the place of the rules that ask for it; those that no rule
    has to do with, such as a cluster that does not answer, get none.
    """

    def placed(finding: Finding) -> Finding:
        if finding.place.file:
            return replace(finding, place=replace(finding.place, folder=folder))
        return replace(finding, place=ruleset.positions.place(finding.path)) if finding.path else finding

    return SiktaError(placed(finding) for finding in error.findings)


def chosen_engine(
    ruleset: Ruleset, sources: Sources, wanted: str = "auto", limits: "Limits | None" = None
) -> "Choice":
    """The engine that is wanted, or that the data asks for. Raises SiktaError where it is not there."""
    from .carriers import choose
    from .data.needed import streamed_tables, tables_together
    from .rules.data_files import data_files

    handed, folder = sources.frames or {}, sources.folder or ruleset.folder
    written = {id: table.file for id, table in ruleset.tables.items() if table.file and id not in handed}
    files = {id: data_files(folder, name) for id, name in written.items()}
    streamed, together = streamed_tables(ruleset), tables_together(ruleset)
    return choose(
        wanted,
        frames=handed.values(),
        files=[path for id, paths in files.items() if id in together for path in paths],
        held=[path for id, paths in files.items() if id not in streamed | together for path in paths],
        limits=limits,
    )


def evaluate_plan(
    plan: Plan,
    sources: Sources = Sources(),
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
    from .evaluation import evaluate

    day = day_of(plan.ruleset, as_of)
    choice = chosen_engine(plan.ruleset, sources, carrier, limits)
    if choice.name == "spark":
        results = _on_spark(plan, sources, day, progress)
    else:
        opened = open_plan(plan, sources, day, progress)
        results = evaluate(
            plan, opened.data, opened.quality, day, carrier=choice.carrier(), progress=progress
        )
    return replace(results, findings=(*findings, *results.findings))


def _on_spark(
    plan: Plan, sources: Sources, day: date, progress: Progress | None, most: int | None = None
) -> "Results":
    from .spark.session import Cluster
    from .spark.whole_run import results_on

    if progress is not None:
        progress("working on Spark")
    with _placed_faults(plan, sources):
        return results_on(plan, day, given_to_spark(sources), sources.cluster or Cluster(), most)


def given_to_spark(sources: Sources) -> "Given":
    """What a run on a cluster is given."""
    from .spark.opening import Given

    return Given(sources.folder, sources.frames or {}, sources.tables, sources.strict)


def write_on_spark(
    plan: Plan,
    sources: Sources,
    out: Path,
    into: str,
    *,
    as_of: date | None = None,
    columns: Collection[str] | None = None,
) -> "Whole":
    """The accounts into a table of Spark, or with `parquet` into files that the workers write, for any number of them.

    Segments, quality, losses and run.json are beside them in the folder `out`. `columns` are those of the accounts to
    write, all by default. Gives what they tell as a whole.
    Raises SiktaError where the cluster, the data or the folder is at fault.
    """
    from .spark.session import Cluster
    from .spark.whole_run import write_on

    day = day_of(plan.ruleset, as_of)
    with _placed_faults(plan, sources):
        given = replace(given_to_spark(sources), columns=columns)
        return write_on(plan, day, given, sources.cluster or Cluster(), out, into)


def rehearse_plan(
    plan: Plan,
    sources: Sources = Sources(),
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    progress: Progress | None = None,
) -> "Rehearsal":
    """Read the data and evaluate, ready for other plans over the same data. Raises SiktaError as `evaluate_plan` does."""
    from .evaluation.rehearsal import Rehearsal

    day = day_of(plan.ruleset, as_of)
    engine = chosen_engine(plan.ruleset, sources, carrier).carrier()
    data, quality = _read(plan, sources, day, progress)
    return Rehearsal(plan, data, quality, day, carrier=engine)


def open_plan(plan: Plan, sources: Sources, day: date, progress: Progress | None = None) -> "Opened":
    """The data of a plan's rules; linked tables are streamed. Raises SiktaError where it cannot be used.

    Faults in the rows of streamed tables are raised when somebody walks through them, or asks for the quality.
    """
    from .data import open_data
    from .plan.horizons import horizons

    if progress is not None:
        progress("reading data")
    since = {id: first for id, first in horizons(plan.ruleset, day).items() if first is not None}
    with _placed_faults(plan, sources):
        return open_data(
            plan.ruleset,
            day,
            since=since,
            error=lambda faults: _placed(SiktaError(faults), plan.ruleset, sources.folder),
            **_asked(plan, sources),
        )


def foresee_plan(
    plan: Plan,
    sources: Sources = Sources(),
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    limits: "Limits | None" = None,
) -> "Forecast":
    """What a run would do and cost; sources are opened, and no row is evaluated. Raises SiktaError as `evaluate_plan` does."""
    from .analysis.forecast import foresee
    from .data.needed import needed_fields
    from .data.sources import open_sources
    from .plan.horizons import horizons

    day = day_of(plan.ruleset, as_of)
    choice = chosen_engine(plan.ruleset, sources, carrier, limits)
    since = {id: first for id, first in horizons(plan.ruleset, day).items() if first is not None}
    needed = needed_fields(plan.ruleset, _asked(plan, sources).get("fields"), plan.measures)
    with _placed_faults(plan, sources):
        scans = open_sources(plan.ruleset, needed, sources.folder, sources.frames or {}, os.environ, since)
    asked = carrier != "auto"
    return foresee(plan, scans, needed, since, choice, day, asked=asked, folder=sources.folder)


def _read(plan: Plan, sources: Sources, day: date, progress: Progress | None) -> "tuple[DataSet, Quality]":
    from .data import read_data

    if progress is not None:
        progress("reading data")
    with _placed_faults(plan, sources):
        return read_data(plan.ruleset, day, **_asked(plan, sources))


def _asked(plan: Plan, sources: Sources) -> dict[str, Any]:
    """What a plan asks of the data."""
    from .plan.conditions import conditions_of

    return {
        "folder": sources.folder,
        "frames": sources.frames,
        "measures": plan.measures,
        "conditions": conditions_of(plan.ruleset, plan.expressions),
        "strict": sources.strict,
    }


@contextmanager
def _placed_faults(plan: Plan, sources: Sources) -> Iterator[None]:
    try:
        yield
    except SiktaError as error:
        raise _placed(error, plan.ruleset, sources.folder) from error.__cause__


def findings_with_data(results: "Results", plan: Plan, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings about rules with the accounts and money concerned, and what the rules do not decide in this data."""
    from .analysis.practice import Practice

    practice = Practice.about(plan, findings)
    practice.add(results)
    return practice.findings()


def findings_of_data(results: "Results", folder: Path | None = None) -> tuple[Finding, ...]:
    """What reading the data and computing with it gave reason to say; places are those of files in `folder`."""
    of_reading = frozenset(results.quality.findings)
    placed = (replace(each, place=replace(each.place, folder=folder)) for each in results.quality.findings)
    return (*placed, *(each for each in results.findings if each not in of_reading))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: formats of the results and of the documents, languages (none: the ruleset's own).

    `columns` are those of the tables of accounts, all where it is left out.
    """

    results: Collection[str] = ("csv", "parquet", "xlsx")
    documents: Sequence[str] = ("html", "md")
    languages: Sequence[str] = ()
    raw: bool = False
    columns: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Upon:
    """The folder of an earlier run to build on, and whether a memory is left for later ones; one that builds on another leaves one too."""

    since: Path | None = None
    remember: bool = False

    @property
    def leaves(self) -> bool:
        """Whether the run leaves a memory."""
        return self.remember or self.since is not None


@dataclass(frozen=True, slots=True)
class Written:
    """What a run left in its folder: the facts of its briefs, and the document to begin with (None without any).

    `sent` tells what became of the accounts that were to go elsewhere too; `findings` are those of the run; `story` tells
    what it took over from an earlier one, where it was to build on one.
    """

    facts: "Facts"
    start: Path | None
    sent: "Sent | None" = None
    findings: tuple[Finding, ...] = ()
    story: "Story | None" = None


def write_run(
    results: "Results",
    plan: Plan,
    target: Path,
    wanted: Wanted = Wanted(),
    progress: Progress | None = None,
    outlets: "Outlets | None" = None,
    leaving: "Leaving | None" = None,
) -> "Written":
    """Results and briefs into a folder that appears whole or not at all; accounts to the outlets, when all is written.

    `leaving` is the memory that is left in it for later runs. Raises SiktaError where the folder cannot be written, a template is at fault or an outlet takes nothing.
    """
    from .reporting.briefs.gathering.gather import gather
    from .reporting.briefs.record import to_json
    from .reporting.briefs.render import render_briefs
    from .reporting.output import OutputFolder
    from .reporting.results import accounts_in, write_results

    tell = progress or silent
    with _sending(outlets, plan) as way, OutputFolder(target) as folder:
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


def run_plan(
    plan: Plan,
    sources: Sources,
    target: Path,
    wanted: Wanted = Wanted(),
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    limits: "Limits | None" = None,
    findings: Sequence[Finding] = (),
    progress: Progress | None = None,
    outlets: "Outlets | None" = None,
    upon: Upon = Upon(),
) -> "Written":
    """Read the data, compute everything and write it; of what is to be built `upon`, only what has changed.

    Where briefs are wanted, all accounts are held in memory. Without them, and for more accounts than `BRIEFED`, they
    are computed and written in stretches: the results are the same, but there are no briefs. `findings` are those about
    the rules. Raises SiktaError as `evaluate_plan` and `write_run` do.
    """
    day, tell = day_of(plan.ruleset, as_of), progress or silent
    choice = chosen_engine(plan.ruleset, sources, carrier, limits)
    if choice.name == "spark":
        found = _on_spark(plan, sources, day, progress, BRIEFED)
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
    from .incremental.reasons import Reason, Story

    return Story(accounts, accounts, Reason("cluster"))


def _evaluation(
    plan: Plan, sources: Sources, opened: "Opened", choice: "Choice", day: date, tell: Progress, upon: Upon
) -> "Increment":
    """The evaluation of the data, with what holds of an earlier run."""
    from .evaluation.blockwise import evaluate_in_stretches
    from .incremental import Recall, continued, recalled, remembered
    from .incremental.reasons import Reason

    recall = Recall(Reason("no memory"))
    if upon.since is not None:
        with _placed_faults(plan, sources):
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
    from .incremental import Leaving

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
    from .analysis.census import Census
    from .analysis.practice import InPractice
    from .reporting.briefs.gathering.glance import glance
    from .reporting.output import OutputFolder
    from .reporting.results import accounts_written, write_stretches

    plan, census = evaluation.plan, Census()
    without = (without_briefs(len(evaluation)),) if wanted.documents else ()
    run = InPractice.of(evaluation, (*findings, *without))
    with _sending(outlets, plan) as way, OutputFolder(target) as folder:
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


def without_briefs(accounts: int) -> Finding:
    """What is said where briefs were wanted for more accounts than `BRIEFED`."""
    return Finding(
        code="W602",
        message=f"no briefs are written for {accounts:,} accounts",
        expected=f"at most {BRIEFED:,} accounts, which a computer can hold in memory together",
        found="all results, without documents",
        fix="give --documents '' to run without briefs, or run the ruleset over one country or team at a time",
    )


def _sending(outlets: "Outlets | None", plan: Plan) -> "AbstractContextManager[Sending | None]":
    if outlets is None:
        return nullcontext()
    from .sinks import sending

    return sending(outlets, plan, os.environ)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Documents that were written: how many, into which folder, and the one to begin with."""

    count: int
    folder: Path
    start: Path


def render_again(
    run: Path,
    target: Path | None = None,
    *,
    languages: Sequence[str] = (),
    formats: Collection[str] = ("html", "md"),
    templates: Path | None = None,
) -> Rendered:
    """The briefs of a finished run once more, from what it kept; no rule is evaluated and no data read.

    They replace the briefs of the run, whose other files stay as they are; or go into a folder of their own.
    """
    from .reporting.briefs.record import from_json, to_json
    from .reporting.briefs.render import render_briefs
    from .reporting.output import OutputFolder

    facts = from_json(_facts_text(run), (run / FACTS).as_posix())
    with OutputFolder(target or run) as folder:
        if target is None:
            shutil.copytree(run, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("briefs"))
        else:
            (folder / FACTS).write_text(to_json(facts), encoding="utf-8", newline="\n")
        written = render_briefs(
            replace(facts, templates=templates.as_posix()) if templates else facts,
            folder,
            languages=languages or (facts.header.languages[0],),
            formats=tuple(formats),
            templates=templates,
        )
        start = written[0].relative_to(folder)
    return Rendered(len(written), target or run, (target or run) / start)


def _facts_text(run: Path) -> str:
    try:
        return (run / FACTS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SiktaError([_without_facts(run)]) from error


def _without_facts(run: Path) -> Finding:
    finished = (run / "run.json").is_file() and not (run / FACTS).exists()
    told = "is a run without briefs" if finished else "is not the folder of a finished run"
    again = "run the ruleset again, with --documents html"
    return Finding(
        code="E903",
        message=f'"{run}" {told}',
        expected=f"a folder that sikta run wrote, with {FACTS} in it",
        fix=again if finished else "run the ruleset first, or name the folder that was given with --out",
    )
