"""The chapter on scores: what counts, how heavily, and how each criterion gives points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...analysis.glossary import Term, term
from ...rules.model import Criterion, Group, Score
from .blocks import Block, Card, Cards, Cell, Chip, Facts, Heading, Paragraph, Table, lean_table
from .decision import decision, measured
from .speaker import Speaker


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion with its `share` of the whole score (0..1) and the titles of the groups that it lies in."""

    criterion: Criterion
    share: float
    groups: tuple[str, ...] = ()


def scores(speaker: Speaker) -> Iterator[Block]:
    for score in speaker.ruleset.scores.values():
        yield Heading(speaker.title(score.title, score.id))
        yield from _about(score, speaker)
        found = parts(score.criteria, speaker)
        yield overview(found, speaker)
        yield cards(found, speaker)


def parts(
    criteria: Mapping[str, Criterion], speaker: Speaker, whole: float = 1.0, groups: tuple[str, ...] = ()
) -> tuple[Part, ...]:
    """All criteria in file order, those of a group after it."""
    total = sum(each.weight for each in criteria.values())
    found: list[Part] = []
    for each in criteria.values():
        share = whole * each.weight / total
        found.append(Part(each, share, groups))
        if isinstance(each.measure, Group):
            inside = (*groups, speaker.title(each.title, each.id))
            found.extend(parts(each.measure.criteria, speaker, share, inside))
    return tuple(found)


def _about(score: Score, speaker: Speaker) -> Iterator[Block]:
    if score.definition:
        yield Paragraph(score.definition)
    if score.owner:
        yield Paragraph(speaker._("Owner: {owner}", owner=score.owner), "soft")


def overview(found: tuple[Part, ...], speaker: Speaker) -> Table:
    """All criteria of a score in a table, those of a group indented."""
    _ = speaker._
    headers = (_("Criterion"), _("Share of the score"), _("Weight"), _("Counts for"))
    return lean_table(headers, tuple(_line(part, speaker) for part in found), (2,))


def _line(part: Part, speaker: Speaker) -> tuple[Cell, ...]:
    criterion = part.criterion
    return (
        Cell(
            speaker.title(criterion.title, criterion.id),
            chips=speaker.judged(criterion.judgement),
            depth=len(part.groups),
        ),
        Cell(speaker.share(part.share), bar=part.share),
        Cell(speaker.number(criterion.weight, f"{criterion.path}.weight")),
        _for_whom(criterion, speaker),
    )


def _for_whom(criterion: Criterion, speaker: Speaker) -> Cell:
    if criterion.applies is None:
        return Cell(speaker._("every account"))
    return speaker.rule(f"{criterion.path}.for", criterion.applies)


def cards(found: tuple[Part, ...], speaker: Speaker) -> Cards:
    """A card for every criterion that has more to tell than the table of all."""
    told = (_card(part, speaker) for part in found)
    return Cards(tuple(each for each in told if len(each.blocks) > 1))


def _card(part: Part, speaker: Speaker) -> Card:
    """One criterion: its table of points, and where its value comes from."""
    criterion = part.criterion
    title = speaker.title(criterion.title, criterion.id)
    chips = (Chip(speaker.share(part.share)), *speaker.judged(criterion.judgement))
    table = decision(criterion, speaker)
    facts = Facts(tuple(speaker.facts(*_facts(part, speaker))))
    blocks: list[Block] = [Heading(" › ".join((*part.groups, title)), 4, chips)]
    blocks += [table] if table else []
    return Card((*blocks, *((facts,) if facts.facts else ())))


def _facts(part: Part, speaker: Speaker) -> Iterator[tuple[str, Cell | str | None]]:
    _, criterion = speaker._, part.criterion
    backed = _backed(criterion, speaker)
    if isinstance(criterion.measure, Group) and criterion.missing is not None:
        yield (
            _("Where nothing of it is known"),
            speaker.points(criterion.missing, f"{criterion.path}.missing"),
        )
    if criterion.applies is not None:
        yield _("Counts for"), _for_whom(criterion, speaker)
    yield _("Measured as"), Cell(code=measured(criterion, speaker).code)
    yield _("Source"), criterion.source or (backed.source if backed else None)
    yield _("Method"), criterion.method or (backed.method if backed else None)
    yield _("Owner"), criterion.owner or (backed.owner if backed else None)
    yield _("To be reviewed by"), speaker.review(criterion.review_by)


def _backed(criterion: Criterion, speaker: Speaker) -> Term | None:
    """The field or metric that a criterion measures as it is: its source is the criterion's too."""
    name = getattr(criterion.measure, "value", "")
    if criterion.path.startswith("rankings.") or name not in speaker.plan.types:
        return None
    return term(speaker.plan, name)
