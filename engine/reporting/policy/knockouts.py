"""The chapter on knock-outs: who is out, whatever the scores."""

from collections.abc import Iterator

from ...rules.model import Knockout
from .blocks import Block, Cell, Paragraph, lean_table
from .speaker import Speaker


def knockouts(speaker: Speaker) -> Iterator[Block]:
    _, found = speaker._, speaker.ruleset.knockouts
    if not found:
        return
    yield Paragraph(
        _(
            "An account is out when one of these holds for certain. Where the facts are missing it stays in, and is listed as not checked."
        )
    )
    headers = (_("Knock-out"), _("Out where"), _("Reason that is given"), _("Owner"), _("To be reviewed by"))
    yield lean_table(headers, tuple(_row(each, speaker) for each in found.values()))


def _row(knockout: Knockout, speaker: Speaker) -> tuple[Cell, ...]:
    return (
        Cell(speaker.title(knockout.title, knockout.id)),
        speaker.rule(f"knockouts.{knockout.id}.when", knockout.when),
        Cell(speaker.named(knockout.reason)),
        Cell(knockout.owner or ""),
        speaker.review(knockout.review_by),
    )
