"""The whole way of a run: rules and data in, results out; and a run's folder with its files."""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .findings import Finding, SiktaError
from .plan import Plan
from .rules.model import Ruleset

if TYPE_CHECKING:
    from .data.quality import Quality
    from .data.tables import DataSet
    from .evaluation.rehearsal import Rehearsal
    from .evaluation.results import Results
    from .reporting.briefs import Facts

Progress = Callable[[str], None]

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
    """Where the data comes from: a folder other than the ruleset's, or frames by table."""

    folder: Path | None = None
    frames: Mapping[str, Any] | None = None
    strict: bool = False


def _placed(error: SiktaError, ruleset: Ruleset, folder: Path | None) -> SiktaError:
    """Faults of data with the folder that its files are in.

    Those of data that stands in no file, such as a query, get the place of the rules that ask for it.
    """
    return SiktaError(
        replace(
            finding,
            place=replace(finding.place, folder=folder)
            if finding.place.file
            else ruleset.positions.place(finding.path),
        )
        for finding in error.findings
    )


def evaluate_plan(
    plan: Plan,
    sources: Sources = Sources(),
    *,
    as_of: date | None = None,
    carrier: str = "pandas",
    findings: Sequence[Finding] = (),
    progress: Progress | None = None,
) -> "Results":
    """Read the data and compute everything. Raises SiktaError where the data cannot be used."""
    from .evaluation import evaluate

    day = day_of(plan.ruleset, as_of)
    data, quality = _read(plan, sources, day, progress)
    results = evaluate(plan, data, quality, day, carrier=carrier, progress=progress)
    return replace(results, findings=(*findings, *results.findings))


def rehearse_plan(
    plan: Plan,
    sources: Sources = Sources(),
    *,
    as_of: date | None = None,
    carrier: str = "pandas",
    progress: Progress | None = None,
) -> "Rehearsal":
    """Read the data and evaluate, ready for other plans over the same data. Raises SiktaError as `evaluate_plan` does."""
    from .evaluation.rehearsal import Rehearsal

    day = day_of(plan.ruleset, as_of)
    data, quality = _read(plan, sources, day, progress)
    return Rehearsal(plan, data, quality, day, carrier=carrier)


def _read(plan: Plan, sources: Sources, day: date, progress: Progress | None) -> "tuple[DataSet, Quality]":
    from .data import read_data
    from .plan.conditions import conditions_of

    if progress is not None:
        progress("reading data")
    try:
        return read_data(
            plan.ruleset,
            day,
            folder=sources.folder,
            frames=sources.frames,
            measures=plan.measures,
            conditions=conditions_of(plan.ruleset, plan.expressions),
            strict=sources.strict,
        )
    except SiktaError as error:
        raise _placed(error, plan.ruleset, sources.folder) from error.__cause__


def findings_with_data(results: "Results", plan: Plan, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings about rules with the accounts and money concerned, and what the rules do not decide in this data."""
    from .analysis.practice import counted, in_practice

    told = (*counted(results, plan, findings), *in_practice(results, plan))
    return tuple(sorted(dict.fromkeys(told), key=Finding.sort_key))


def findings_of_data(results: "Results", folder: Path | None = None) -> tuple[Finding, ...]:
    """What reading the data and computing with it gave reason to say; places are those of files in `folder`."""
    of_reading = frozenset(results.quality.findings)
    placed = (replace(each, place=replace(each.place, folder=folder)) for each in results.quality.findings)
    return (*placed, *(each for each in results.findings if each not in of_reading))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: formats of the results and of the documents, languages (none: the ruleset's own)."""

    results: Collection[str] = ("csv", "parquet", "xlsx")
    documents: Sequence[str] = ("html", "md")
    languages: Sequence[str] = ()
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a run left in its folder: the facts of its briefs, and the document to begin with (None without any)."""

    facts: "Facts"
    start: Path | None


def write_run(
    results: "Results", plan: Plan, target: Path, wanted: Wanted = Wanted(), progress: Progress | None = None
) -> "Written":
    """Results and briefs into a folder that appears whole or not at all.

    Raises SiktaError where the folder cannot be written or a template is at fault.
    """
    from .reporting.briefs import render_briefs, to_json
    from .reporting.briefs.gathering import gather
    from .reporting.output import OutputFolder
    from .reporting.results import write_results

    tell = progress or (lambda _: None)
    with OutputFolder(target) as folder:
        tell("writing results")
        write_results(results, plan, folder, formats=wanted.results, raw=wanted.raw)
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
    return Written(facts, start)


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
    from .reporting.briefs import from_json, render_briefs, to_json
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
        finding = Finding(
            code="E903",
            message=f'"{run}" is not the folder of a finished run',
            expected=f"a folder that sikta run wrote, with {FACTS} in it",
            fix="run the ruleset first, or name the folder that was given with --out",
        )
        raise SiktaError([finding]) from error
