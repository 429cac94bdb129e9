"""`sikta run`: rules and data in; segments, reasons and briefs out."""

import shlex
from dataclasses import replace
from datetime import date
from importlib.resources import as_file
from pathlib import Path

import click

from ..choosing import chosen, chosen_columns, example
from ..options import (
    as_of_option,
    choices,
    data_option,
    engine_option,
    language_option,
    memory_option,
    previous_option,
    remember_option,
    ruleset_argument,
    segmentation_option,
    since_option,
    spark_master_option,
    spark_remote_option,
    spark_results_option,
    spark_table_option,
    spill_option,
    table_option,
    to_option,
    upsert_option,
)
from ..outcome import FINE
from ..planning import Asked, say_plan
from ..sinks import outlets_of, say_sent
from ..speech import say, say_missing_texts, say_not_computed, say_rules, say_since


@click.command()
@ruleset_argument
@data_option
@as_of_option
@engine_option
@memory_option
@spill_option
@language_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for the output; it appears whole or not at all.",
)
@click.option("--results", default="csv,parquet,xlsx", show_default=True, help="File formats of the results.")
@click.option(
    "--columns",
    metavar="NAMES",
    help="Columns of the accounts that are written, such as revenue,pain,potential.*; else all.",
)
@click.option(
    "--documents",
    default="html,md",
    show_default=True,
    help="File formats of the briefs; '' for none, which is quicker and takes less memory.",
)
@click.option("--strict", is_flag=True, help="Stop at any value that does not fit its field.")
@click.option(
    "--raw",
    is_flag=True,
    help="Write texts into CSV and Excel as they are, also those that a spreadsheet would run.",
)
@to_option
@table_option
@upsert_option
@previous_option
@segmentation_option
@since_option
@remember_option
@spark_master_option
@spark_remote_option
@spark_table_option
@spark_results_option
@click.option(
    "--plan",
    "foreseen",
    is_flag=True,
    help="Only say what would be done and what it costs; nothing is evaluated or written.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing when all is well.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def run(
    ruleset: Path | None, data: Path | None, as_of: date | None, engine: str, memory: int | None, spill: Path | None,
    languages: tuple[str, ...], out: Path,
    results: str, columns: str | None, documents: str, strict: bool, raw: bool, to: str | None, table: str, upsert: Path | None,
    previous: Path | None, segmentation: str | None, since: Path | None, remember: bool,
    spark_master: str | None, spark_remote: str | None, spark_tables: dict[str, str], spark_results: str | None,
    foreseen: bool, quiet: bool, style: str,
) -> int:  # fmt: skip
    """Read rules and data; write segments, reasons and briefs.

    RULESET is a folder with a ruleset.yaml, or that file. Without it, the ruleset.yaml of this folder is taken,
    and where there is none the embedded example.

    \b
    Examples:
      sikta run
      sikta run my-rules --data export --as-of 2026-06-30 --out monday
      sikta run my-rules --language nl --language sv --results csv
      sikta run my-rules --plan
      sikta run my-rules --to '${CRM_URL}' --table sales.segments
      sikta run my-rules --out june --previous may --upsert changes.csv
      sikta run my-rules --out tuesday --since monday
    """
    from ...carriers import Limits
    from ...checking import check_documents
    from ...running import Sources, Upon, Wanted, chosen_engine, run_plan, write_on_spark
    from ...spark.session import Cluster
    from ..places import checked_from_here, from_here
    from ..spark import say_written

    wanted = Wanted(
        choices(results, ("csv", "parquet", "xlsx"), "--results"),
        choices(documents, ("html", "md"), "--documents"),
        languages,
        raw,
    )
    outlets = outlets_of(to, table, upsert, previous or (since if upsert else None), segmentation, raw=raw)
    with as_file(example()) as embedded:
        path = chosen(ruleset, embedded, quiet=quiet or style == "json")
        checked = checked_from_here(path)
        plan = checked.or_raise()
        say_missing_texts(languages, plan.ruleset.languages)
        if foreseen:
            with from_here(path):
                asked = Asked(as_of, engine, Limits(memory, spill), languages, style)
                return say_plan(plan, Sources(data), asked)
        if not quiet and style == "text":
            say_not_computed(checked.findings)
        from ...reporting.progress import stages

        with from_here(path), stages(shown=not quiet and style == "text") as progress:
            cluster = Cluster(spark_master, spark_remote)
            sources = Sources(data, None, strict, cluster, spark_tables)
            choice = chosen_engine(plan.ruleset, sources, engine, Limits(memory, spill))
            if choice.why and not quiet:
                say(f"Engine {choice.name}: {choice.why}.")
            findings = (*checked.findings, *(check_documents(plan.ruleset) if wanted.documents else ()))
            told = chosen_columns(columns, plan)
            if choice.name == "spark" and spark_results:
                if since and not quiet:
                    say("Spark computes all accounts: nothing is taken over from the run of --since.")
                found = write_on_spark(plan, sources, out, spark_results, as_of=as_of, columns=told)
                return say_written(found, out, spark_results, quiet=quiet, style=style)
            written = run_plan(
                plan,
                sources,
                out,
                replace(wanted, columns=told),
                as_of=as_of,
                carrier=choice.name,
                limits=choice.limits,
                findings=findings,
                progress=progress,
                outlets=outlets,
                upon=Upon(since, remember),
            )
    if style == "json":
        click.echo((out / "run.json").read_text(encoding="utf-8"), nl=False)
    elif not quiet:
        from ...reporting.summary import Summary

        named = [str(ruleset)] if ruleset else []
        explain_words = ["sikta", "explain", *named, *(["--data", str(data)] if data else [])]
        language = languages[0] if languages else plan.ruleset.language
        Summary(written.facts, language).print(out, written.start, explain_words)
        say_sent(written.sent, upsert)
        say_since(written.story)
        say_rules(written.findings, shlex.join(["sikta", "check", *named, "--data", str(data or path)]))
    return FINE
