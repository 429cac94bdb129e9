"""`sikta run`: rules and data in; segments, reasons and briefs out."""

import shlex
from dataclasses import replace
from datetime import date
from importlib.resources import as_file
from pathlib import Path

import click

from ..choosing import chosen, example
from ..options import as_of_option, choices, data_option, engine_option, language_option, ruleset_argument
from ..outcome import FINE
from ..speech import say_missing_texts, say_not_computed, say_rules


@click.command()
@ruleset_argument
@data_option
@as_of_option
@engine_option
@language_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for the output; it appears whole or not at all.",
)
@click.option("--results", default="csv,parquet,xlsx", show_default=True, help="File formats of the results.")
@click.option("--documents", default="html,md", show_default=True, help="File formats of the briefs.")
@click.option("--strict", is_flag=True, help="Stop at any value that does not fit its field.")
@click.option(
    "--raw",
    is_flag=True,
    help="Write texts into CSV and Excel as they are, also those that a spreadsheet would run.",
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
    ruleset: Path | None, data: Path | None, as_of: date | None, engine: str, languages: tuple[str, ...], out: Path,
    results: str, documents: str, strict: bool, raw: bool, quiet: bool, style: str,
) -> int:  # fmt: skip
    """Read rules and data; write segments, reasons and briefs.

    RULESET is a folder with a ruleset.yaml, or that file. Without it, the ruleset.yaml of this folder is taken,
    and where there is none the embedded example.

    \b
    Examples:
      sikta run
      sikta run my-rules --data export --as-of 2026-06-30 --out monday
      sikta run my-rules --language nl --language sv --results csv
    """
    from ...checking import check_documents
    from ...running import Sources, Wanted, evaluate_plan, findings_with_data, write_run
    from ..places import checked_from_here, from_here

    wanted = Wanted(
        choices(results, ("csv", "parquet", "xlsx"), "--results"),
        choices(documents, ("html", "md"), "--documents"),
        languages,
        raw,
    )
    with as_file(example()) as embedded:
        path = chosen(ruleset, embedded, quiet=quiet or style == "json")
        checked = checked_from_here(path)
        plan = checked.or_raise()
        say_missing_texts(languages, plan.ruleset.languages)
        if not quiet and style == "text":
            say_not_computed(checked.findings)
        from ...reporting.progress import stages

        with from_here(path), stages(shown=not quiet and style == "text") as progress:
            sources = Sources(data, None, strict)
            findings = (*checked.findings, *(check_documents(plan.ruleset) if wanted.documents else ()))
            found = evaluate_plan(
                plan, sources, as_of=as_of, carrier=engine, findings=findings, progress=progress
            )
            found = replace(found, findings=findings_with_data(found, plan, found.findings))
            written = write_run(found, plan, out, wanted, progress)
    if style == "json":
        click.echo((out / "run.json").read_text(encoding="utf-8"), nl=False)
    elif not quiet:
        from ...reporting.summary import Summary

        named = [str(ruleset)] if ruleset else []
        explain_words = ["sikta", "explain", *named, *(["--data", str(data)] if data else [])]
        language = languages[0] if languages else plan.ruleset.language
        Summary(written.facts, language).print(out, written.start, explain_words)
        say_rules(found.findings, shlex.join(["sikta", "check", *named, "--data", str(data or path)]))
    return FINE
