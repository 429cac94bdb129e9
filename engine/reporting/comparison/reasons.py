"""Why an account moved, in few words: what it was before, and what it is now."""

from collections.abc import Iterator

from ...analysis.comparison import Comparison, Side
from ...analysis.comparison.grounds import AxisGround, Ground, Reason
from .speaker import Speaker

SHIFTS = 1
"""So many changes in points are told in a line."""


def reason_words(reason: Reason, told: Comparison, speaker: Speaker) -> str:
    """One line such as `Pain: high (52.50) → low (48.00); Sector −4.50`."""
    if reason.before is None or reason.after is None:
        return ""
    parts = [*_knockouts(reason, speaker), *_axes(reason, speaker)]
    if not parts:
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
    for differs, words in ((_level, _standings), (_known, _completeness), (_score, _standings)):
        found = [(old, new) for old, new in pairs if differs(old) != differs(new)]
        for old, new in found:
            yield words(old, new, speaker)
        if found:
            yield from _shifts(
                reason, {new.axis.name for old, new in found if old.score != new.score}, speaker
            )
            return


def _level(axis: AxisGround) -> object:
    return axis.level


def _known(axis: AxisGround) -> object:
    return axis.completeness


def _score(axis: AxisGround) -> object:
    return axis.score


def _standings(old: AxisGround, new: AxisGround, speaker: Speaker) -> str:
    before, after = (f"{speaker.level(axis.level)} ({speaker.score(axis.score)})" for axis in (old, new))
    return f"{speaker.text(new.axis.title)}: {before} → {after}"


def _completeness(old: AxisGround, new: AxisGround, speaker: Speaker) -> str:
    before, after = (speaker.percent(axis.completeness) for axis in (old, new))
    return speaker._(
        "{score}: {before} known → {after} known",
        score=speaker.text(new.axis.title),
        before=before,
        after=after,
    )


def _shifts(reason: Reason, scores: set[str], speaker: Speaker) -> Iterator[str]:
    """What changed these scores most."""
    shifts = [shift for shift in reason.shifts if shift.score in scores]
    for shift in shifts[:SHIFTS]:
        change = speaker.signed(round(shift.after - shift.before, 2), "score")
        yield f"{speaker.text(shift.title)} {change}"


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
