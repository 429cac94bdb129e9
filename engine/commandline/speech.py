"""What the commands say beside their results."""

from collections.abc import Iterable, Sequence

import click

from ..findings import Finding


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


def print_findings(findings: Sequence[Finding], style: str, *, err: bool = False) -> None:
    from ..findings.text import as_text

    if style == "json":
        from ..findings.json import as_json

        click.echo(as_json(findings))
        return
    if style == "github":
        from ..findings.github import as_github

        for finding in findings:
            click.echo(as_github(finding))
        return
    for finding in findings:
        click.echo(as_text(finding) + "\n", err=err)


def verdict(findings: Sequence[Finding], rulesets: int) -> str:
    what = "ruleset" if rulesets == 1 else "rulesets"
    counts = {letter: sum(finding.code.startswith(letter) for finding in findings) for letter in "EWN"}
    words = (("E", "error", "errors"), ("W", "warning", "warnings"), ("N", "note", "notes"))
    parts = [
        f"{counts[letter]} {one if counts[letter] == 1 else many}"
        for letter, one, many in words
        if counts[letter]
    ]
    return f"{rulesets} {what} checked: {', '.join(parts) if parts else 'nothing to mend'}"
