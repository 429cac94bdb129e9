"""`sikta check`: every fault of a ruleset."""

from importlib.resources import as_file
from pathlib import Path

import click

from ...findings import Finding
from ..choosing import chosen, example
from ..outcome import FINDINGS, FINE
from ..speech import print_findings, verdict


@click.command()
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
    from ...running import check_ruleset

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
