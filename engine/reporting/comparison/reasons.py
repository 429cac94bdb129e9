"""Why an account moved, in few words: what it was before, and what it is now."""

from collections.abc import Iterator

from ...analysis.comparison import Comparison, Side
from ...analysis.comparison.grounds import AxisGround, Ground, Reason, Shift
from .borders import level_border, tier_border
from .speaker import Speaker

SHIFTS = 3
"""So many changes in points are told in a line; the others are told as one."""


def reason_words(reason: Reason, told: Comparison, speaker: Speaker) -> str:
    """One line such as `Pain: high (52.50) → low (48.00); Sector -6.50, Size +2.00`."""
    if reason.before is None or reason.after is None:
        return ""
    parts = [*_knockouts(reason, speaker), *_axes(reason, speaker)]
    border = "" if parts else tier_border(reason.before, reason.after, speaker)
    if border:
        parts = [border]
    elif not parts:
        grounds = (_ground(reason.before, told.old, speaker), _ground(reason.after, told.new, speaker))
        parts = [*_change(*grounds, speaker)]
    return "; ".join(parts)


def _knockouts(reason: Reason, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    before, after = (
        ", ".join(speaker.text(title) for title in ground.knockouts) if ground else ""
        for ground in (reason.before, reason.after)
    )
    if after and not before:
        yield _("knocked out: {titles}", titles=after)
    if before and not after:
        yield _("no longer knocked out: {titles}", titles=before)


def _axes(reason: Reason, speaker: Speaker) -> Iterator[str]:
    """The axes of which the level differs; where none does, what is known of them; else those of which the score does."""
    before, after = reason.before, reason.after
    if before is None or after is None or before.knockouts or after.knockouts:
        return
    was = {axis.axis.name: axis for axis in before.axes}
    pairs = [(was[axis.axis.name], axis) for axis in after.axes if axis.axis.name in was]
    for differs, words in ((_level, _moved), (_known, _completeness), (_score, _moved)):
        found = [(old, new) for old, new in pairs if differs(old) != differs(new)]
        if found:
            yield from (line for old, new in found for line in words(old, new, reason, speaker))
            return
    if before.needs != after.needs:
        yield from _needs(before, after, speaker)


def _level(axis: AxisGround) -> object:
    return axis.level


def _known(axis: AxisGround) -> object:
    return axis.completeness


def _score(axis: AxisGround) -> object:
    return axis.score


def _moved(old: AxisGround, new: AxisGround, reason: Reason, speaker: Speaker) -> Iterator[str]:
    """From which level to which, where a boundary moved that too, and what changed the points."""
    title, border = speaker.text(new.axis.title), level_border(old, new, speaker)
    if old.score == new.score and border:
        yield f"{title}: {speaker.score(new.score)}"
    else:
        before, after = (f"{speaker.level(axis.level)} ({speaker.score(axis.score)})" for axis in (old, new))
        yield f"{title}: {before} → {after}"
    if border:
        yield border
    if old.score != new.score:
        yield from filter(None, (_shifts(new.axis.name, reason, speaker),))


def _completeness(old: AxisGround, new: AxisGround, _: Reason, speaker: Speaker) -> Iterator[str]:
    before, after = (speaker.percent(axis.completeness) for axis in (old, new))
    yield speaker._(
        "{score}: {before} known → {after} known",
        score=speaker.text(new.axis.title),
        before=before,
        after=after,
    )


def _needs(before: Ground, after: Ground, speaker: Speaker) -> Iterator[str]:
    """How much has to be known now, with the axes of which less is known than before or now is asked."""
    short = [axis for axis in after.axes if axis.completeness < max(before.needs, after.needs)]
    told = (f"{speaker.text(axis.axis.title)} {speaker.percent(axis.completeness)}" for axis in short)
    yield speaker._(
        "known: {known}; {new} is asked now (was {old})",
        known=", ".join(told),
        new=speaker.percent(after.needs),
        old=speaker.percent(before.needs),
    )


def _shifts(score: str, reason: Reason, speaker: Speaker) -> str:
    """The changes in points behind that of a score; contributions sum exactly to their score, so these do as well."""
    shifts = [shift for shift in reason.shifts if shift.score == score]
    named = shifts if len(shifts) <= SHIFTS else shifts[: SHIFTS - 1]
    told = [f"{speaker.text(each.title)} {speaker.signed(_change_of(each), 'score')}" for each in named]
    rest = round(sum(map(_change_of, shifts[len(named) :])), 2)
    others = speaker._("the rest {change}", change=speaker.signed(rest, "score"))
    return ", ".join([*told, *([others] if rest else [])])


def _change_of(shift: Shift) -> float:
    return round(shift.after - shift.before, 2)


def _ground(ground: Ground, side: Side, speaker: Speaker) -> str:
    """What put the account there: its rules, or what stands for them."""
    rules = "; ".join(speaker.rule(rule, side) for rule in ground.rules)
    if rules or ground.standing is None:
        return rules
    return speaker.standing(ground.standing)


def _change(before: str, after: str, speaker: Speaker) -> Iterator[str]:
    """Both, and what they begin with only once."""
    _ = speaker._
    what, _gap, was = before.partition("; ")
    same, _gap, now = after.partition("; ")
    if before == after or not (before or after):
        yield from filter(None, (after,))
    elif not after:
        yield _("no longer: {rule}", rule=before)
    elif not before:
        yield _("now: {rule}", rule=after)
    elif what == same and was and now:
        yield f"{what}: {was} → {now}"
    else:
        yield f"{before} → {after}"
