"""The command line: arguments in, wiring, exit codes and what is printed out.

Exit codes: 0 fine, 1 findings, 2 wrong use, 3 a fault of the program itself.
"""

import gc
import os
import sys
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import click

from sikta.engine.findings import Finding, SiktaError

FINE, FINDINGS, WRONG_USE, OUR_FAULT = 0, 1, 2, 3
EXAMPLE = "proactive-sales"


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A day as YYYY-MM-DD, or `today`."""
    if value is None:
        return None
    if value == "today":
        return date.today()  # noqa: DTZ011 - the seller's own calendar day is meant
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a day; write it as 2026-06-30, or "today"') from None


LANGUAGES = ("en", "nl", "sv")


def _languages(_: click.Context, __: click.Parameter, value: tuple[str, ...] | str | None) -> Any:
    """A language that sikta speaks, or several."""
    for language in (value,) if isinstance(value, str) else value or ():
        if language not in LANGUAGES:
            raise click.BadParameter(f'"{language}" is not one of {", ".join(LANGUAGES)}')
    return value


class Commands(click.Group):
    """The one handler that turns errors into messages and exit codes."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        # A short process that makes many lasting objects: collecting as often as by default costs a tenth of it.
        gc.set_threshold(100_000, 50, 50)
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            _say("stopped; the last complete output is as it was")
            code = FINDINGS
        except click.ClickException as error:
            error.show()
            code = WRONG_USE
        except SiktaError as error:
            _print_findings(error.findings, "text", err=True)
            code = FINDINGS
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = FINE
        except Exception as error:  # noqa: BLE001 - the one place where a fault of the program becomes a message
            _own_fault(error)
            code = OUR_FAULT
        sys.exit(code if isinstance(code, int) else FINE)


def _own_fault(error: Exception) -> None:
    """Say that the fault is ours and what to report; nobody has to read a traceback."""
    if os.environ.get("SIKTA_DEBUG"):
        raise error
    trace, places = error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} ({code.co_name})")
        trace = trace.tb_next
    _say(f"sikta itself has a fault: {type(error).__name__}: {error}")
    _say(f"  at {' < '.join(reversed(places[-4:]))}")
    _say("  Your rules and data are not to blame. An output folder is only ever replaced as a whole.")
    _say("  Please report these lines; SIKTA_DEBUG=1 in front of the command shows more to a programmer.")


def _say(text: str) -> None:
    click.echo(text, err=True)


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


ruleset_argument = click.argument("ruleset", required=False, type=click.Path(path_type=Path))
data_option = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the data files; else the ruleset's own.",
)
as_of_option = click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help='The day to look from: 2026-06-30 or "today"; else the ruleset\'s own.',
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["pandas", "polars"]),
    default="pandas",
    show_default=True,
    help="What groups and joins rows; the results are equal.",
)
language_option = click.option(
    "--language",
    "languages",
    multiple=True,
    callback=_languages,
    help="Language of what people read: en, nl, sv. May repeat.",
)


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
        _choices(results, ("csv", "parquet", "xlsx"), "--results"),
        _choices(documents, ("html", "md"), "--documents"),
        languages,
        raw,
    )
    with as_file(_example()) as example:
        path = _chosen(ruleset, example, quiet=quiet or style == "json")
        checked = check_ruleset(path)
        plan = checked.or_raise()
        _say_missing_texts(languages, plan.ruleset.languages)
        if not quiet and style == "text":
            _say_not_computed(checked.findings)
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
    with as_file(_example()) as example:
        findings: list[Finding] = []
        paths = rulesets or (_chosen(None, example, quiet=style != "text"),)
        for path in paths:
            checked = check_ruleset(path)
            findings += checked.findings
            worst = max(worst, FINE if checked.plan else FINDINGS)
    _print_findings(findings, style)
    if style == "text":
        click.echo(_verdict(findings, len(paths)))
    return worst


@main.command()
@click.argument("arguments", nargs=-1, required=True, metavar="[RULESET] ACCOUNT")
@data_option
@as_of_option
@engine_option
@click.option("--language", callback=_languages, help="Language of the text: en, nl, sv.")
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
    with as_file(_example()) as example:
        plan = check_ruleset(_chosen(ruleset, example, quiet=style != "text")).or_raise()
        if language:
            _say_missing_texts((language,), plan.ruleset.languages)
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


def _example() -> Any:
    return files("sikta") / "rulesets" / EXAMPLE


def _chosen(ruleset: Path | None, example: Path, *, quiet: bool) -> Path:
    """The ruleset that was named; else the one of this folder; else the embedded example, and say so."""
    if ruleset is not None:
        return ruleset
    if Path("ruleset.yaml").is_file():
        return Path()
    if not quiet:
        _say(f"No ruleset was named, so this is the embedded example, {EXAMPLE}: an invented distributor.")
    return example


def _choices(text: str, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for part in chosen:
        if part not in known:
            raise click.BadParameter(f'"{part}" is not one of {", ".join(known)}', param_hint=option)
    return chosen


def _say_missing_texts(languages: tuple[str, ...], known: tuple[str, ...]) -> None:
    for language in languages:
        if language not in known:
            _say(
                f'The ruleset has no texts in "{language}" (it has {", ".join(known)}); its own titles appear in "{known[0]}".'
            )


def _say_not_computed(findings: tuple[Finding, ...]) -> None:
    """Nobody should wait for what this version only reads and checks."""
    sections = [finding.path for finding in findings if finding.code == "N901"]
    if sections:
        _say(f"Read and checked, but not computed by this version: {', '.join(sections)}.")


def _print_findings(findings: Any, style: str, *, err: bool = False) -> None:
    from sikta.engine.findings.text import as_text

    if style == "json":
        from sikta.engine.findings.json import as_json

        click.echo(as_json(findings))
        return
    if style == "github":
        from sikta.engine.findings.github import as_github

        for finding in findings:
            click.echo(as_github(finding))
        return
    for finding in findings:
        click.echo(as_text(finding) + "\n", err=err)


def _verdict(findings: list[Finding], rulesets: int) -> str:
    what = "ruleset" if rulesets == 1 else "rulesets"
    counts = {letter: sum(finding.code.startswith(letter) for finding in findings) for letter in "EWN"}
    words = (("E", "error", "errors"), ("W", "warning", "warnings"), ("N", "note", "notes"))
    parts = [
        f"{counts[letter]} {one if counts[letter] == 1 else many}"
        for letter, one, many in words
        if counts[letter]
    ]
    return f"{rulesets} {what} checked: {', '.join(parts) if parts else 'nothing to mend'}"
