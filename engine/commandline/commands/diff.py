"""`sikta diff`: what differs between two rulesets, who moves, how much money, and by which edit."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..delivery import deliver
from ..options import as_of_option, data_option, engine_option, known_languages
from ..outcome import FINDINGS, FINE
from ..speech import say, say_missing_texts
from ..versions import Version, versions

if TYPE_CHECKING:
    from ...analysis.comparison import Draft, Review
    from ...analysis.comparison.limits import Breach, Limit

STYLES = ("text", "markdown", "html", "json")


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@data_option
@as_of_option
@engine_option
@click.option("--no-data", is_flag=True, help="Tell what changed in words; read no data.")
@click.option(
    "--segmentation", "segmentations", multiple=True, metavar="ID",
    help="Look at the moves in this segmentation only. May repeat; all by default.",
)  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help="Most movers per segmentation in the report."
)
@click.option(
    "--fail-on", "fail_on", multiple=True, metavar="LIMIT",
    help="End with exit code 1 when more moves than this: moved>5%, money>100000, leaves:A>0. May repeat.",
)  # fmt: skip
@click.option("--language", callback=known_languages, help="Language of the report: en, nl, sv.")
@click.option(
    "--format", "style", type=click.Choice(STYLES), default="text", show_default=True,
    help="For the terminal, a pull request, a browser or a program.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else the screen."
)
def diff(
    old: str, new: str | None, data: Path | None, as_of: date | None, engine: str, no_data: bool,
    segmentations: tuple[str, ...], limit: int | None, fail_on: tuple[str, ...], language: str | None, style: str,
    out: Path | None,
) -> int:  # fmt: skip
    """Compare two rulesets: every edit in words, who moves by it, and how much money.

    OLD and NEW are folders with a ruleset.yaml, or versions in a git repository: main, HEAD~3, main:rulesets/x. Without
    NEW it is the ruleset of this folder, or the one that OLD names. Order, comments and layout are no difference. Both
    are computed on the same data, that of NEW.

    \b
    LIMIT is what is counted, ">" or ">=", and a number or a percentage. Quote it.
      moved>5%             accounts that move, of all accounts
      moved>20             the same as a number
      money>100000         the money of the accounts that move (money>3%: of all)
      leaves:A>0           accounts that leave the segment A
      joins:A>10%          accounts that join it, of those that were in it
      moved[priority]>5%   in one segmentation; without it, in any

    \b
    Examples:
      sikta diff main
      sikta diff HEAD~1:rulesets/sales --format html --out diff.html
      sikta diff old-rules new-rules --data export --language nl
      sikta diff main --fail-on "moved>5%" --fail-on "leaves:A>0"
    """
    from ...analysis.comparison.limits import limits_of, without_data
    from ...findings import SiktaError

    limits = limits_of(fail_on)
    with versions(old, new) as (before, after):
        review = _reviewed(before, after, data, as_of, engine, no_data, segmentations, limits)
    if language:
        say_missing_texts((language,), review.new.plan.ruleset.languages)
    deliver(_written(review, style, language or review.new.plan.ruleset.language, limit), out, style=style)
    if limits and review.comparison is None and review.edits:
        raise SiktaError([without_data(limits)])
    return _judged(review, limits)


def _reviewed(
    before: Version, after: Version, data: Path | None, as_of: date | None, engine: str, no_data: bool,
    segmentations: tuple[str, ...], limits: "Sequence[Limit]",
) -> "Review":  # fmt: skip
    from ...checking import check_ruleset
    from ...reporting.progress import stages
    from ...reviewing import drafts, review, words_only
    from ...running import Sources

    pair = drafts(check_ruleset(before.path), check_ruleset(after.path), before.label, after.label)
    _check_names(pair, segmentations, limits)
    if no_data:
        return words_only(*pair)
    with stages(shown=True) as tell:
        return review(
            *pair,
            Sources(data),
            home=after.home,
            as_of=as_of,
            carrier=engine,
            segmentations=segmentations or None,
            tell=tell,
        )


def _judged(review: "Review", limits: "Sequence[Limit]") -> int:
    """The exit code, and aloud which limits are broken."""
    from ...analysis.comparison.limits import breaches

    broken = breaches(review.comparison, limits) if review.comparison else ()
    for breach in broken:
        say(f"beyond the limit {breach.limit.text}: {_told(breach, review)}")
    return FINDINGS if broken else FINE


def _told(breach: "Breach", review: "Review") -> str:
    """What was found, such as `12.5% in priority` or `€120,000`."""
    from ...reporting.values import format_value

    limit = breach.limit
    figure = f"{breach.value:,.2f}".rstrip("0").rstrip(".")
    if limit.percent:
        figure = f"{figure}%"
    elif limit.measure == "money":
        figure = format_value(breach.value, "money", "en", review.new.plan.ruleset.currency)
    return f"{figure} in {breach.segmentation}" if breach.segmentation else figure


def _check_names(
    pair: "tuple[Draft, Draft]", segmentations: Sequence[str], limits: "Sequence[Limit]"
) -> None:
    from ...analysis.comparison.limits import check_limits, check_segmentations

    old, new = (draft.plan for draft in pair)
    check_segmentations(segmentations, old.ruleset, new.ruleset)
    check_limits(limits, old.ruleset, new.ruleset, new.money or old.money)


def _written(review: "Review", style: str, language: str, limit: int | None) -> str:
    from ...reporting.comparison import FORMATS

    write, usual = FORMATS[style]
    return write(review, language, usual if limit is None else limit)
