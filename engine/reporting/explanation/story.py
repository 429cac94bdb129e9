"""An explanation told as a document: segments first, then why, then what it rests on."""

from collections.abc import Iterator

from ...analysis.case import UsedValue
from ...analysis.explanation import Explanation
from ...analysis.glossary import Term
from ...analysis.knockout_reasons import KnockoutReason
from ...analysis.score_reasons import CriterionReason, ScoreReason
from ...analysis.segmentation_reasons import SegmentationReason
from ...rules.model import Text
from ..values import format_value
from .blocks import Block, Grid, Heading, Item, Paragraph
from .ways import way_items
from .words import Words

INDENT = "  "


def story(explanation: Explanation, language: str) -> tuple[Block, ...]:
    """The blocks of the document in a language."""
    words = Words(explanation, language)
    return (
        *_head(words),
        *_segments(words),
        *_way_up(words),
        *_knockouts(words),
        *(block for score in explanation.scores for block in _score(words, score)),
        *_values(words),
    )


def _head(words: Words) -> Iterator[Block]:
    _, told = words._, words.explanation
    yield Heading(f"{told.name} ({told.key})" if told.name != told.key else told.key, 1)
    day = format_value(told.as_of, "date", words.language)
    yield Paragraph(_("{ruleset}, as of {date}", ruleset=words.title(told.ruleset), date=day))


def _segments(words: Words) -> Iterator[Block]:
    _, told = words._, words.explanation
    yield Heading(_("Segments"))
    for reason in told.segmentations:
        names = ", ".join(words.title(title) for _id, title in reason.segments)
        where = names or _("does not apply" if reason.applies is False else "no segment")
        yield Item(f"{words.title(reason.title)}: {where}", tuple(_segment_notes(words, reason)))
    if told.playbook:
        yield Item(_("Playbook: {title}", title=words.title(told.playbook)))


def _segment_notes(words: Words, reason: SegmentationReason) -> Iterator[str]:
    _ = words._
    if reason.applies is None:
        yield _unchecked(words, reason.title, reason.unsure)
    for level in reason.levels:
        where = words.level(level.level) if level.level else _("missing")
        yield f"{words.title(level.axis.title)}: {where} ({words.number(level.score, 'score')})"
    for rule in reason.rules:
        yield _("because {rule}", rule=words.rule(rule))
    if reason.standing is not None:
        yield words.standing(reason.standing)
    if reason.deciding is not None:
        yield _.plural(
            "not certain: {facts} is missing and could change it",
            "not certain: {facts} are missing and could change it",
            len(reason.deciding.missing) or 1,
            facts=words.titles(reason.deciding.missing) or words.title(reason.deciding.title),
        )
    elif reason.certain is False:
        yield _("not certain: what is missing could change it")
    for unchecked in reason.unchecked:
        yield _unchecked(words, unchecked.title, unchecked.missing)


def _unchecked(words: Words, rule: Text, missing: tuple[Term, ...]) -> str:
    """That a rule could not be checked, and for lack of which facts."""
    return words._.plural(
        "{rule} could not be checked: {facts} is missing",
        "{rule} could not be checked: {facts} are missing",
        len(missing) or 1,
        rule=words.title(rule),
        facts=words.titles(missing) or words._("something"),
    )


def _way_up(words: Words) -> Iterator[Block]:
    items = [item for reason in words.explanation.segmentations for item in way_items(words, reason)]
    if items:
        yield Heading(words._("The nearest way up"))
        yield from items


def _knockouts(words: Words) -> Iterator[Block]:
    _, knockouts = words._, words.explanation.knockouts
    if not knockouts:
        return
    yield Heading(_("Knock-outs"))
    for knockout in knockouts:
        if knockout.state != "clear":
            yield Item(_knockout_text(words, knockout))
    clear = sum(knockout.state == "clear" for knockout in knockouts)
    if clear:
        count = words.number(clear, "integer")
        yield Item(
            _.plural("{count} checked and not met", "{count} checked and none met", clear, count=count)
        )


def _knockout_text(words: Words, knockout: KnockoutReason) -> str:
    if knockout.state == "fired":
        return f"{words.title(knockout.title)}: {words.reason(knockout)}"
    return _unchecked(words, knockout.title, knockout.missing)


def _score(words: Words, score: ScoreReason) -> Iterator[Block]:
    _ = words._
    yield Heading(f"{words.title(score.title)}: {words.number(score.score, 'score')}")
    known = words.number(score.completeness, "percent")
    if score.completeness < 1 and score.low is not None and score.high is not None:
        low, high = words.number(score.low, "score"), words.number(score.high, "score")
        text = _(
            "{share} is known; with the rest it lies between {low} and {high}",
            share=known,
            low=low,
            high=high,
        )
        yield Paragraph(text)
    else:
        yield Paragraph(_("{share} is known", share=known))
    headers = (_("Criterion"), _("Value"), _("Points"), _("Weight"), _("Contribution"), _("Remarks"))
    rows = tuple(_criterion(words, criterion) for criterion in score.criteria)
    total = (_("Score"), "", "", "", words.number(score.score, "score"), "")
    yield Grid(headers, (*rows, total), frozenset({2, 3, 4}))


def _criterion(words: Words, criterion: CriterionReason) -> tuple[str, ...]:
    name = INDENT * criterion.depth + words.title(criterion.title)
    if not criterion.applies:
        return (name, "", "", "", "", words._("does not apply"))
    return (
        name,
        ""
        if not criterion.term.name and criterion.value is None
        else words.value(criterion.value, criterion.term),
        words.number(criterion.points, "score") if criterion.points is not None else "",
        words.number(criterion.weight, "percent"),
        "" if criterion.is_group else words.number(criterion.contribution, "score"),
        "; ".join(_remarks(words, criterion)),
    )


def _remarks(words: Words, criterion: CriterionReason) -> Iterator[str]:
    _ = words._
    others = [term for term in criterion.absent if term.name != criterion.term.name]
    if others:
        told = words.titles(others)
        yield _.plural("{facts} is missing", "{facts} are missing", len(others), facts=told)
    if criterion.assumed:
        yield _("points assumed")
    elif criterion.points is None and criterion.value is not None and not criterion.absent:
        yield _("this value has no points")
    if criterion.judgement:
        yield _("judgement")


def _values(words: Words) -> Iterator[Block]:
    _, values = words._, words.explanation.values
    if values:
        yield Heading(_("Data used"))
        rows = tuple(_value(words, used) for used in values)
        yield Grid((_("What"), _("Value"), _("Source"), _("Remarks")), rows)


def _value(words: Words, used: UsedValue) -> tuple[str, ...]:
    term, _ = used.term, words._
    flags = {
        _("outdated"): used.outdated,
        _("not valid"): used.invalid,
        _("judgement"): term.judgement,
    }
    remarks = "; ".join(flag for flag, holds in flags.items() if holds)
    return (words.title(term.title), words.value(used.value, term), term.source or "", remarks)
