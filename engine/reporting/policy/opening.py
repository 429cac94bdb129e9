"""The first chapters: what the rules are for, and in a few lines how an account gets its segment."""

from collections.abc import Iterator
from datetime import date

from ...rules.model import AnySegmentation, Flow, Goals, Matrix, Rules, Score, Task, Tiers
from .blocks import Block, Cell, Facts, Items, Paragraph, lean_table
from .speaker import Speaker

HEAVIEST = 3
"""So many criteria of a score are named in the summary."""


def kicker(speaker: Speaker) -> str:
    """Version, owner and day on one line."""
    _, rules = speaker._, speaker.ruleset
    told = [_("Segmentation rules")]
    if rules.version:
        told.append(_("version {version}", version=rules.version))
    if rules.owner:
        told.append(_("kept by {owner}", owner=rules.owner))
    return " · ".join(told)


def goals(speaker: Speaker) -> Iterator[Block]:
    """Why the rules exist, whom they serve, and what is still to be done."""
    _, about = speaker._, speaker.ruleset.goals
    yield Facts(tuple(speaker.facts(*_facts(about, speaker))))
    if about.work_plan:
        rows = tuple(_task(each, speaker) for each in about.work_plan)
        yield lean_table((_("Work plan"), _("Owner"), _("Due")), rows)


def _facts(about: Goals, speaker: Speaker) -> Iterator[tuple[str, Cell | str | None]]:
    _, rules = speaker._, speaker.ruleset
    yield _("Supports"), "; ".join(speaker.text(each) for each in about.supports)
    yield _("Sponsor"), about.sponsor
    yield _("Used by"), speaker.listed(about.users)
    yield _("Reference date"), _day(rules.as_of, speaker)
    yield _("Currency"), rules.currency
    yield _("To be reviewed by"), speaker.review(about.review_by)
    yield _("Most segments in one view"), speaker.count(about.max_segments) if about.max_segments else None
    yield _("Sources"), _("every criterion is to name its source and method") if about.research_plan else None
    yield _("Languages"), ", ".join(rules.languages)


def _day(day: date | str | None, speaker: Speaker) -> str:
    _ = speaker._
    if isinstance(day, date):
        return speaker.day(day)
    return _("the day of each run") if day == "today" else _("given at each run")


def _task(task: Task, speaker: Speaker) -> tuple[Cell, ...]:
    return Cell(speaker.text(task.task)), Cell(task.owner or ""), speaker.review(task.due)


def summary(speaker: Speaker) -> Iterator[Block]:
    """How an account gets its segment: knock-outs, scores, matrices, other views, playbooks."""
    yield Items(tuple(_steps(speaker)), ordered=True)
    yield Paragraph(
        speaker._(
            "What is not known does not count against an account: a rule works only where it holds for certain, and a score is the weighted average of what is known."
        ),
        "soft",
    )


def _steps(speaker: Speaker) -> Iterator[Cell]:
    _, rules = speaker._, speaker.ruleset
    if rules.knockouts:
        names = speaker.listed(speaker.title(each.title, each.id) for each in rules.knockouts.values())
        yield Cell(_("Knock-outs take an account out, whatever its scores: {names}.", names=names))
    for score in rules.scores.values():
        yield Cell(_scored(score, speaker))
    for each in rules.segmentations.values():
        if isinstance(each, Matrix):
            yield _crossed(each, speaker)
    others = [each for each in rules.segmentations.values() if not isinstance(each, Matrix)]
    if others:
        names = speaker.listed(speaker.title(each.title, each.id) for each in others)
        yield Cell(
            _("Every account is looked at in these ways too, each by rules of its own: {names}.", names=names)
        )
    if rules.playbooks:
        yield Cell(
            _("What to do with an account stands in its playbook: the first one that is meant for it.")
        )


def _scored(score: Score, speaker: Speaker) -> str:
    _, total = speaker._, sum(each.weight for each in score.criteria.values())
    heavy = sorted(score.criteria.values(), key=lambda each: -each.weight)[:HEAVIEST]
    named = (
        _(
            "{title} ({share})",
            title=speaker.title(each.title, each.id),
            share=speaker.share(each.weight / total),
        )
        for each in heavy
    )
    count = len(score.criteria)
    return _.plural(
        "The score {score} (0 to 100) comes from one criterion: {names}.",
        "The score {score} (0 to 100) comes from {count} criteria. The heaviest: {names}.",
        count,
        score=speaker.quoted(speaker.title(score.title, score.id)),
        count=speaker.count(count),
        names=", ".join(named),
    )


def _crossed(matrix: Matrix, speaker: Speaker) -> Cell:
    """A matrix: its axes, and below that who has no place on them."""
    _ = speaker._
    axes = speaker.listed(speaker.name(axis) for axis in matrix.axes)
    title = speaker.title(matrix.title, matrix.id)
    told = _(
        "“{title}” gives an account its segment by the level of these scores together: {axes}.",
        title=title,
        axes=axes,
    )
    notes = []
    for segment in matrix.segments.values():
        name = speaker.title(segment.title, segment.id)
        if segment.state == "knocked_out":
            notes.append(_("{segment}: {condition}", segment=name, condition=_("a knock-out holds")))
        elif segment.state == "unrated":
            notes.append(_("{segment}: {condition}", segment=name, condition=unrated(matrix, speaker)))
    return Cell(told, notes=tuple(notes))


def unrated(matrix: Matrix, speaker: Speaker) -> str:
    """When too little is known of an account to place it."""
    _ = speaker._
    if not matrix.needs_completeness:
        return _("nothing is known for one of the scores")
    needed = speaker.number(
        matrix.needs_completeness, f"segmentations.{matrix.id}.needs_completeness", "percent"
    )
    return _("less than {share} of the weight of one of the scores is known", share=needed)


def way(segmentation: AnySegmentation, speaker: Speaker) -> str:
    """In one sentence how a segmentation that is no matrix places an account."""
    _, path = speaker._, f"segmentations.{segmentation.id}"
    match segmentation:
        case Rules(overlapping=True):
            return _("An account is in every segment whose rule holds for certain.")
        case Rules():
            return _("An account is in the first segment whose rule holds for certain.")
        case Tiers(rank_by=text):
            told = speaker.rule(f"{path}.rank_by", text)
            return _(
                "Accounts in order of this value, the highest first: {value}.", value=told.text or told.code
            )
        case Flow():
            return _("What was bought in this period is held against the period before.")
        case _:
            return _("Accounts by how recently, how often and for how much they bought.")
