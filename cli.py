"""The command line: arguments in, wiring, exit codes and what is printed out.

Exit codes: 0 fine, 1 findings, 2 wrong use, 3 a fault of the program itself.
"""

from datetime import date
from importlib.resources import as_file
from pathlib import Path

import click

from sikta.engine.commandline.choosing import chosen, example
from sikta.engine.commandline.options import (
    as_of_option,
    choices,
    data_option,
    engine_option,
    known_languages,
    language_option,
    ruleset_argument,
)
from sikta.engine.commandline.outcome import FINDINGS, FINE, Commands
from sikta.engine.commandline.speech import print_findings, say_missing_texts, say_not_computed, verdict
from sikta.engine.findings import Finding


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sikta", message="sikta %(version)s")
def main() -> None:
    """Turn your own rules about which customers matter into segments, reasons and briefs.

    \b
    Examples:
      sikta run                          the embedded example, into the folder out/
      sikta check my-rules               every fault of a ruleset, with the line and how to mend it
      sikta run my-rules --data export   your rules on the files in the folder export/
      sikta explain my-rules "Acme BV"   why this account is where it is
      sikta brief out --language nl      the briefs of a finished run in Dutch
    """


@main.command()
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
    from sikta.engine.running import (
        Sources,
        Wanted,
        check_documents,
        check_ruleset,
        evaluate_plan,
        write_run,
    )

    wanted = Wanted(
        choices(results, ("csv", "parquet", "xlsx"), "--results"),
        choices(documents, ("html", "md"), "--documents"),
        languages,
        raw,
    )
    with as_file(example()) as embedded:
        path = chosen(ruleset, embedded, quiet=quiet or style == "json")
        checked = check_ruleset(path)
        plan = checked.or_raise()
        say_missing_texts(languages, plan.ruleset.languages)
        if not quiet and style == "text":
            say_not_computed(checked.findings)
        from sikta.engine.reporting.progress import stages

        with stages(shown=not quiet and style == "text") as progress:
            sources = Sources(data, None, strict)
            findings = (*checked.findings, *(check_documents(plan.ruleset) if wanted.documents else ()))
            found = evaluate_plan(
                plan, sources, as_of=as_of, carrier=engine, findings=findings, progress=progress
            )
            written = write_run(found, plan, out, wanted, progress)
    if style == "json":
        click.echo((out / "run.json").read_text(encoding="utf-8"), nl=False)
    elif not quiet:
        from sikta.engine.reporting.summary import Summary

        named = [str(ruleset)] if ruleset else []
        explain_words = ["sikta", "explain", *named, *(["--data", str(data)] if data else [])]
        language = languages[0] if languages else plan.ruleset.language
        Summary(written.facts, language).print(out, written.start, explain_words)
    return FINE


@main.command()
@click.argument("rulesets", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of a pull request.",
)
def check(rulesets: tuple[Path, ...], style: str) -> int:
    """Find every fault of a ruleset at once, each with its line and how to mend it.

    \b
    Examples:
      sikta check my-rules
      sikta check rulesets/* --format github
    """
    from sikta.engine.running import check_ruleset

    worst = FINE
    with as_file(example()) as embedded:
        findings: list[Finding] = []
        paths = rulesets or (chosen(None, embedded, quiet=style != "text"),)
        for path in paths:
            checked = check_ruleset(path)
            findings += checked.findings
            worst = max(worst, FINE if checked.plan else FINDINGS)
    print_findings(findings, style)
    if style == "text":
        click.echo(verdict(findings, len(paths)))
    return worst


@main.command()
@click.argument("arguments", nargs=-1, required=True, metavar="[RULESET] ACCOUNT")
@data_option
@as_of_option
@engine_option
@click.option("--language", callback=known_languages, help="Language of the text: en, nl, sv.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="For the terminal, or for a mail or pull request.",
)
def explain(
    arguments: tuple[str, ...],
    data: Path | None,
    as_of: date | None,
    engine: str,
    language: str | None,
    style: str,
) -> int:
    """Show why an account is where it is, what is missing, and what would move it up.

    ACCOUNT is its key or its exact name.

    \b
    Examples:
      sikta explain 00010
      sikta explain my-rules "Acme BV" --language nl --format markdown
    """
    from sikta.engine.analysis.explanation import explain as explained
    from sikta.engine.reporting.explanation import explanation_markdown, explanation_text
    from sikta.engine.running import Sources, check_ruleset, evaluate_plan

    if len(arguments) > 2:  # noqa: PLR2004
        raise click.UsageError(
            'give one ruleset and one account; an account with spaces in its name needs quotes: "Acme BV"'
        )
    ruleset = Path(arguments[0]) if len(arguments) == 2 else None  # noqa: PLR2004
    if ruleset is None and (Path(arguments[0]) / "ruleset.yaml").is_file():
        raise click.UsageError(
            f'"{arguments[0]}" is a ruleset; name the account too: sikta explain {arguments[0]} ACCOUNT'
        )
    with as_file(example()) as embedded:
        plan = check_ruleset(chosen(ruleset, embedded, quiet=style != "text")).or_raise()
        if language:
            say_missing_texts((language,), plan.ruleset.languages)
        results = evaluate_plan(plan, Sources(data), as_of=as_of, carrier=engine)
        explanation = explained(results, plan, arguments[-1])
    write = explanation_markdown if style == "markdown" else explanation_text
    click.echo(write(explanation, language or plan.ruleset.language))
    return FINE


@main.command()
@click.argument("run_folder", type=click.Path(path_type=Path), default=Path("out"))
@language_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "md"]),
    help="Format of the documents; may repeat. Both when left out.",
)
@click.option(
    "--templates", type=click.Path(file_okay=False, path_type=Path), help="Folder with your own templates."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the documents; else the run's own, whose briefs are replaced.",
)
def brief(
    run_folder: Path,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    templates: Path | None,
    out: Path | None,
) -> int:
    """Render the briefs of a finished run again, in a language or with your own templates.

    \b
    Examples:
      sikta brief out --language nl
      sikta brief out --format md --out briefs-in-markdown
    """
    from sikta.engine.running import render_again

    written = render_again(
        run_folder, out, languages=languages, formats=formats or ("html", "md"), templates=templates
    )
    click.echo(f"{written.count} documents in {written.folder}; start with {written.start}")
    return FINE
