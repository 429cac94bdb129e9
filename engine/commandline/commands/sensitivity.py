"""`sikta sensitivity`: how far the segments rest on the exact numbers of the rules."""

from datetime import date
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..choosing import chosen, example
from ..delivery import deliver
from ..options import as_of_option, data_option, engine_option, known_languages, ruleset_argument
from ..outcome import FINE
from ..places import from_here
from ..speech import say, say_missing_texts

if TYPE_CHECKING:
    from ...analysis.sensitivity import Question, Sensitivity

KINDS = (
    "level", "weight", "band", "scale", "threshold", "parameter", "tier", "completeness", "tolerance", "cut",
    "points", "window", "all",
)  # fmt: skip
STYLES = ("text", "markdown", "html", "json", "csv")
MOST_SHIFT = 0.9
MANY = 100_000
"""From so many accounts on, it is said beforehand that this takes a while."""


def _shares(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[float, ...]:
    """Shares written `10%` or `0.1`, above 0 and below 90%."""
    return tuple(sorted({_share(text) for text in value}))


def _share(text: str) -> float:
    number = text.strip().removesuffix("%")
    try:
        share = float(f"{number}e-2") if text.strip().endswith("%") else float(number)
    except ValueError:
        share = 0.0
    if not 0 < share <= MOST_SHIFT:
        raise click.BadParameter(f'"{text}" is not a shift; write a share such as 10%, up to 90%')
    return share


@click.command()
@ruleset_argument
@data_option
@as_of_option
@engine_option
@click.option("--segmentation", help="Whose segments to watch, by id; else the first matrix.")
@click.option(
    "--shift", "shifts", multiple=True, callback=_shares, default=("5%", "10%", "20%"), metavar="SHARE",
    help="How far each number is turned, up and down. May repeat; 5%, 10% and 20% by default.",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), metavar="KIND",
    help=f"Which numbers: {', '.join(KINDS)}. May repeat; all but points and windows by default.",
)  # fmt: skip
@click.option("--draws", type=click.IntRange(0, 100_000), default=200, show_default=True,
              help="How often all weights are changed at once, at random; 0: never.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Most lines per list.")
@click.option("--language", callback=known_languages, help="Language of the text: en, nl, sv.")
@click.option("--format", "style", type=click.Choice(STYLES), default="text", show_default=True,
              help="html: a page with a chart; csv: a line per shift.")  # fmt: skip
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else the screen."
)
def sensitivity(
    ruleset: Path | None, data: Path | None, as_of: date | None, engine: str, segmentation: str | None,
    shifts: tuple[float, ...], kinds: tuple[str, ...], draws: int, limit: int, language: str | None, style: str,
    out: Path | None,
) -> int:  # fmt: skip
    """Turn each threshold, weight and band a little, and show who changes segment.

    Nothing is changed: every number is turned in memory only, and the accounts are computed anew. A ruleset is stable
    when few accounts move. A number that moves nobody can do without a precise value, not without being there.

    \b
    Examples:
      sikta sensitivity
      sikta sensitivity my-rules --segmentation priority --shift 10%
      sikta sensitivity my-rules --kind weight --format html --out weights.html
    """
    from ...analysis.sensitivity import Question
    from ...analysis.sensitivity.question import THRESHOLDS
    from ...rules.editing.dial import DialKind

    wanted = frozenset(DialKind) if "all" in kinds else frozenset(DialKind(kind) for kind in kinds)
    question = Question(segmentation, shifts, wanted or THRESHOLDS, draws=draws)
    with as_file(example()) as embedded:
        path = chosen(ruleset, embedded, quiet=style != "text")
        with from_here(path):
            found = _found(path, data, as_of, engine, question)
    if language:
        say_missing_texts((language,), found.plan.ruleset.languages)
    deliver(_written(found, style, language or found.plan.ruleset.language, limit), out, style=style)
    return FINE


def _found(
    path: Path, data: Path | None, as_of: date | None, engine: str, question: "Question"
) -> "Sensitivity":
    from ...analysis.sensitivity import sensitivity as answer
    from ...checking import check_ruleset, dials_of, replanner
    from ...reporting.progress import counted, stages
    from ...running import Sources, rehearse_plan

    checked = check_ruleset(path)
    plan = checked.or_raise()
    with stages(shown=True) as tell:
        rehearsal = rehearse_plan(plan, Sources(data), as_of=as_of, carrier=engine, progress=tell)
    if len(rehearsal.first) >= MANY:
        say(f"{len(rehearsal.first):,} accounts, computed anew for every number: this takes a while.")
    with counted("turning numbers", shown=True) as tell_count:
        return answer(rehearsal, dials_of(checked), replanner(checked), question, tell_count)


def _written(found: "Sensitivity", style: str, language: str, limit: int) -> str:
    from ...reporting import sensitivity as reporting

    match style:
        case "json":
            return reporting.as_json(found)
        case "csv":
            return reporting.as_csv(found)
        case "html":
            return reporting.sensitivity_html(found, language, limit)
        case "markdown":
            return reporting.sensitivity_markdown(found, language, limit)
    return reporting.sensitivity_text(found, language, limit)
