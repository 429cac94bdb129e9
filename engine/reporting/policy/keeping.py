"""The last chapters: who keeps what, what is due for review, and where each part stands in the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...rules.model import Criterion, Group
from .blocks import Block, Cell, Facts, lean_table
from .place_names import place_name
from .speaker import Speaker


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of the ruleset that somebody keeps: its path, its owner, the day by which it is to be looked at again."""

    path: str
    owner: str | None = None
    review_by: date | None = None


def keeping(speaker: Speaker) -> Iterator[Block]:
    """By owner what is theirs, a row for each kind of part; then what is to be reviewed, the earliest first."""
    _ = speaker._
    found = [*kept(speaker)]
    owners: dict[tuple[str, str], list[str]] = {}
    for each in sorted((each for each in found if each.owner), key=lambda each: each.owner or ""):
        owners.setdefault((each.owner or "", _kind(each, speaker)), []).append(_named(each, speaker))
    if owners:
        rows = tuple(
            (Cell(owner), Cell(kind), Cell("; ".join(parts))) for (owner, kind), parts in owners.items()
        )
        yield lean_table((_("Owner"), _("Keeps"), ""), rows)
    due = sorted((each for each in found if each.review_by), key=lambda each: each.review_by or date.max)
    if due:
        lines = tuple(_due(each, speaker) for each in due)
        yield lean_table((_("Part"), _("Owner"), _("To be reviewed by")), lines)


def _due(each: Kept, speaker: Speaker) -> tuple[Cell, ...]:
    return Cell(_named(each, speaker)), Cell(each.owner or ""), speaker.review(each.review_by)


def _kind(each: Kept, speaker: Speaker) -> str:
    """What sort of part it is, as its chapter is called."""
    _ = speaker._
    known = {
        "scores": _("Scores"), "segmentations": _("Segments"), "knockouts": _("Knock-outs"), "metrics": _("Metrics"),
        "tables": _("Data"), "opportunities": _("Opportunities"), "rankings": _("Rankings"), "playbooks": _("Playbooks"),
    }  # fmt: skip
    return known.get(each.path.partition(".")[0], "")


def _named(each: Kept, speaker: Speaker) -> str:
    return place_name(each.path, speaker) if each.path else speaker._("the ruleset itself")


def kept(speaker: Speaker) -> Iterator[Kept]:
    """Every part that can have an owner, in the order of the document."""
    rules = speaker.ruleset
    yield Kept("", rules.owner, rules.goals.review_by)
    for score in rules.scores.values():
        yield Kept(f"scores.{score.id}", score.owner)
        for criterion in score.criteria.values():
            yield from _criteria(criterion)
    for id_, segmentation in rules.segmentations.items():
        yield Kept(f"segmentations.{id_}", segmentation.owner)
        yield from (
            Kept(f"segmentations.{id_}.segments.{each.id}", each.owner)
            for each in segmentation.segments.values()
        )
    yield from (Kept(f"knockouts.{each.id}", each.owner, each.review_by) for each in rules.knockouts.values())
    yield from (Kept(f"metrics.{each.id}", each.owner) for each in rules.metrics.values())
    yield from (Kept(f"parameters.{id_}") for id_ in rules.parameters)
    for table in rules.tables.values():
        yield Kept(f"tables.{table.id}")
        yield from (Kept(f"tables.{table.id}.fields.{each.id}", each.owner) for each in table.fields.values())
    yield from (Kept(f"opportunities.{each.id}", each.owner) for each in rules.opportunities.values())
    if rules.best_customers:
        yield Kept("best_customers")
    for ranking in rules.rankings.values():
        yield Kept(f"rankings.{ranking.id}")
        for criterion in ranking.criteria.values():
            yield from _criteria(criterion)
    if rules.buying_committee:
        yield Kept("buying_committee")
    yield from (Kept(f"playbooks.{each.id}", each.owner) for each in rules.playbooks.values())
    yield from (Kept(f"tests.{id_}") for id_ in rules.scenarios)


def _criteria(criterion: Criterion) -> Iterator[Kept]:
    yield Kept(criterion.path, criterion.owner, criterion.review_by)
    if isinstance(criterion.measure, Group):
        for each in criterion.measure.criteria.values():
            yield from _criteria(each)


def results(speaker: Speaker) -> Iterator[Block]:
    """What goes along into the results and reports."""
    _, reports = speaker._, speaker.ruleset.reports
    money = speaker.plan.money
    facts = speaker.facts(
        (_("What stands for the money of an account"), speaker.name(money) if money else None),
        (_("Columns that go along"), speaker.listed(speaker.name(each) for each in reports.carry)),
        (_("Own templates in"), reports.templates),
    )
    found = tuple(facts)
    if found:
        yield Facts(found)


def whereabouts(speaker: Speaker) -> Iterator[Block]:
    """File and line of each part."""
    _, positions = speaker._, speaker.ruleset.positions
    parts = ((each, positions.place(each.path)) for each in kept(speaker) if each.path)
    rows = tuple(
        (Cell(place_name(each.path, speaker)), Cell(code=each.path), Cell(f"{place.file}:{place.line}"))
        for each, place in parts
        if place.file
    )
    if rows:
        yield lean_table((_("Part"), _("Path"), _("File and line")), rows, look="small")
