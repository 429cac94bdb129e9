"""The chapter on the other ways to look at accounts: rules, tiers, flow, recency with frequency and money."""

from collections.abc import Iterator

from ...analysis.standing import meaning
from ...rules.model import AnySegmentation, Flow, Matrix, Rfm, Rules, Segment, Tiers
from ..briefs.gathering.standing import standing_facts
from ..briefs.standing import Speaker as StandingSpeaker
from ..briefs.standing import standing_words
from ..briefs.writer import Writer
from .blocks import Block, Cell, Facts, Heading, Paragraph, Table, lean_table
from .matrix import about, doing
from .opening import way
from .speaker import Speaker
from .tiers import tier

RANGES = ("recency", "frequency", "monetary")


def segmentations(speaker: Speaker) -> Iterator[Block]:
    for each in speaker.ruleset.segmentations.values():
        if not isinstance(each, Matrix):
            yield Heading(speaker.title(each.title, each.id))
            yield Paragraph(way(each, speaker))
            yield Facts((*about(each, speaker), *speaker.facts(*_method(each, speaker))))
            yield _segments(each, speaker)
            if isinstance(each, Tiers) and each.cut != "value":
                yield Paragraph(
                    speaker._(
                        "The account that crosses a line is in the higher segment, and so are its equals."
                    ),
                    "soft",
                )


def _method(segmentation: AnySegmentation, speaker: Speaker) -> Iterator[tuple[str, Cell | str | None]]:
    """What a method looks at, beside the rules of its segments."""
    match segmentation:
        case Flow():
            yield from _periods(segmentation, speaker)
        case Rfm():
            yield from (_classes(segmentation, name, speaker) for name in RANGES)
        case _:
            return


def _periods(flow: Flow, speaker: Speaker) -> Iterator[tuple[str, Cell]]:
    _, path = speaker._, f"segmentations.{flow.id}"
    yield _("This period"), speaker.rule(f"{path}.current", flow.current)
    yield _("The period before"), speaker.rule(f"{path}.previous", flow.previous)
    yield _("The first purchase"), speaker.rule(f"{path}.first", flow.first)
    tolerance = speaker.number(flow.tolerance, f"{path}.tolerance", "percent")
    yield _("Stable"), Cell(_("a difference of at most {share}", share=tolerance))


def _classes(rfm: Rfm, name: str, speaker: Speaker) -> tuple[str, Cell]:
    """What one of the three looks at, and how its classes are made."""
    _, path = speaker._, f"segmentations.{rfm.id}"
    texts = {"recency": rfm.recency, "frequency": rfm.frequency, "monetary": rfm.monetary}
    labels = {"recency": _("How recently"), "frequency": _("How often"), "monetary": _("For how much")}
    told, cuts = speaker.rule(f"{path}.{name}", texts[name]), rfm.cuts.get(name)
    if cuts is None:
        note = _("{count} classes of equal size; the highest is the best", count=speaker.count(rfm.bins))
    else:
        bounds = (speaker.number(cut, f"{path}.cuts.{name}.{index}") for index, cut in enumerate(cuts))
        note = _("classes that begin at: {bounds}", bounds="; ".join(bounds))
    return labels[name], Cell(told.text, told.code, (note,))


def _segments(segmentation: AnySegmentation, speaker: Speaker) -> Table:
    _ = speaker._
    rows = tuple(_row(segmentation, segment, speaker) for segment in segmentation.segments.values())
    return lean_table((_("Segment"), _("Who belongs here"), _("What to do"), _("Owner")), rows)


def _row(segmentation: AnySegmentation, segment: Segment, speaker: Speaker) -> tuple[Cell, ...]:
    definition = speaker.text(segment.definition)
    return (
        Cell(speaker.title(segment.title, segment.id), notes=(definition,) if definition else ()),
        _who(segmentation, segment, speaker),
        doing(segmentation, segment, speaker),
        Cell(segment.owner or ""),
    )


def _who(segmentation: AnySegmentation, segment: Segment, speaker: Speaker) -> Cell:
    if segment.when is not None:
        return speaker.rule(f"segmentations.{segmentation.id}.segments.{segment.id}.when", segment.when)
    if segment.otherwise or isinstance(segmentation, Rules):
        return Cell(speaker._("all other accounts"))
    if isinstance(segmentation, Tiers):
        return Cell(tier(segmentation, segment, speaker))
    meant = meaning(speaker.plan, segmentation, segment)
    figure = Writer(speaker.language, speaker.ruleset.currency).figure
    words = StandingSpeaker(speaker._, speaker.text, figure)
    return Cell(standing_words(standing_facts(meant), words) if meant else "")
