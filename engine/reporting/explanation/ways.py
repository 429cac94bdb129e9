"""The nearest way up in words."""

from collections.abc import Iterator

from ...analysis.lifts import Lift, Step
from ...analysis.segmentation_reasons import SegmentationReason
from ...analysis.targets import Target
from ...analysis.tier_step import TierStep
from ...analysis.way_up import WayUp
from ...rules.model import Text
from .blocks import Item
from .words import Words

SHOWN = 3
"""So many ways along one axis are told, the smallest change first."""


def way_items(words: Words, reason: SegmentationReason) -> Iterator[Item]:
    """What would move the account up in one segmentation; nothing where there is no up."""
    way, title = reason.way_up, words.title(reason.title)
    if way is None:
        return
    if way.obstacle is not None:
        yield Item(f"{title}: {_obstacle(words, way)}")
    for lift in way.lifts:
        yield Item(f"{title}, {_lift(words, lift)}", tuple(_steps(words, lift)))
    if way.tier is not None:
        yield Item(f"{title}: {_tier(words, way.tier)}")


def _obstacle(words: Words, way: WayUp) -> str:
    if way.obstacle == "knocked_out":
        return words._("no way up while it is knocked out")
    return words._("first find out {facts}", facts=words.titles(way.missing) or words._("something"))


def _lift(words: Words, lift: Lift) -> str:
    return words._(
        "{axis} from {level} ({score}) to {next_level} (from {start}): {segment}",
        axis=words.title(lift.axis.title),
        level=words.level(lift.level),
        score=words.number(lift.score, "score"),
        next_level=words.level(lift.next_level),
        start=words.number(lift.start),
        segment=_segment(words, lift.segment),
    )


def _steps(words: Words, lift: Lift) -> Iterator[str]:
    if not lift.steps:
        yield words._("no criterion can do it alone")
    for step in lift.steps[:SHOWN]:
        beyond = f": {_segment(words, step.segment)}" if step.segment != lift.segment else ""
        yield _step(words, step) + beyond


def _step(words: Words, step: Step) -> str:
    title, goal = words.title(step.title), target_words(words, step)
    if step.points is None:
        return words._("{criterion}, now missing: {target} would be enough", criterion=title, target=goal)
    points, now = words.number(step.target.points), words.number(step.points)
    return words._(
        "{criterion}: {target} ({points} points instead of {now})",
        criterion=title,
        target=goal,
        points=points,
        now=now,
    )


def target_words(words: Words, step: Step) -> str:
    """What the value would have to be, seen from what it is now."""
    target, _ = step.target, words._
    if target.rule is not None:
        return words.rule(target.rule)
    if target.one_of:
        return " / ".join(words.value(value, step.term) for value in target.one_of)
    if target.otherwise:
        return _("any value that is not listed")
    return _bounds(words, step, target)


def _bounds(words: Words, step: Step, target: Target) -> str:
    """The bound that lies nearest: downward where the value is above the stretch, upward otherwise."""
    _ = words._
    if step.term.shape == "rank":
        return _ranked(words, step, target)
    above = isinstance(step.value, float) and target.below is not None and step.value >= target.below
    if target.at_most is not None:
        return _("at most {value}", value=words.value(target.at_most, step.term))
    if target.at_least is None or above:
        return _("below {value}", value=words.value(target.below, step.term))
    return _("at least {value}", value=words.value(target.at_least, step.term))


def _ranked(words: Words, step: Step, target: Target) -> str:
    """A place among all accounts, which says by itself that it is a bound: more than 46% of the accounts."""
    if target.at_least is not None:
        return words.value(target.at_least, step.term)
    most = target.below if target.at_most is None else target.at_most
    return words._("not {value}", value=words.value(most, step.term))


def _tier(words: Words, tier: TierStep) -> str:
    return words._(
        "{what} of {needed} instead of {value}: {segment}",
        what=words.title(tier.term.title),
        needed=words.value(tier.needed, tier.term),
        value=words.value(tier.value, tier.term),
        segment=_segment(words, tier.segment),
    )


def _segment(words: Words, segment: tuple[str, Text] | None) -> str:
    return words.title(segment[1]) if segment else words._("no segment")
