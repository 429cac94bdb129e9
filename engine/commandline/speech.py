"""What the commands say beside their results."""

import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from ..findings import Finding

if TYPE_CHECKING:
    from ..incremental.reasons import Story


def say(text: str) -> None:
    click.echo(text, err=True)


def say_missing_texts(languages: tuple[str, ...], known: tuple[str, ...]) -> None:
    for language in languages:
        if language not in known:
            say(
                f'The ruleset has no texts in "{language}" (it has {", ".join(known)}); its own titles appear in "{known[0]}".'
            )


def say_not_computed(findings: Iterable[Finding]) -> None:
    """Nobody should wait for what this version only reads and checks."""
    sections = [finding.path for finding in findings if finding.code == "N901"]
    if sections:
        say(f"Read and checked, but not computed by this version: {', '.join(sections)}.")


def say_since(story: "Story | None") -> None:
    """One line on what a run took over from an earlier one, where it was to."""
    if story is not None:
        from ..incremental import in_words

        click.echo(in_words(story))


def say_rules(findings: Iterable[Finding], check: str) -> None:
    """One line on what rules do not decide; a run is not the place to list it."""
    found = [one for one in findings if one.code.startswith(("W42", "W43", "N42", "W561", "N56"))]
    if found:
        what = "1 remark" if len(found) == 1 else f"{len(found)} remarks"
        say(f"{what} on rules that decide nothing, or overlap: {check} shows them.")


def print_findings(findings: Sequence[Finding], style: str, *, err: bool = False) -> None:
    if style == "json":
        from ..findings.json import as_json

        click.echo(as_json(findings))
    elif style == "sarif":
        from importlib.metadata import version

        from ..findings.sarif import as_sarif

        click.echo(as_sarif(findings, version("sikta")))
    elif style == "github":
        from ..findings.github import as_github

        for finding in findings:
            click.echo(as_github(finding))
    else:
        _print_text(findings, err=err)


def _print_text(findings: Sequence[Finding], *, err: bool) -> None:
    """For people; on a terminal as wide as that is."""
    from ..findings.text import as_text

    stream = sys.stderr if err else sys.stdout
    wide = {"width": max(get_terminal_size().columns - 6, 40)} if stream.isatty() else {}
    for finding in findings:
        click.echo(as_text(finding, **wide) + "\n", err=err)


def verdict(findings: Sequence[Finding], rulesets: int) -> str:
    """One line that tells how many findings of each kind there are."""
    what = "ruleset" if rulesets == 1 else "rulesets"
    counts = {letter: sum(finding.code.startswith(letter) for finding in findings) for letter in "EWN"}
    words = (("E", "error", "errors"), ("W", "warning", "warnings"), ("N", "note", "notes"))
    parts = [
        f"{counts[letter]} {one if counts[letter] == 1 else many}"
        for letter, one, many in words
        if counts[letter]
    ]
    return f"{rulesets} {what} checked: {', '.join(parts) if parts else 'nothing to mend'}"
