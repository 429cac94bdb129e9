"""Where a level or a tier begins now, for accounts that stand where they stood while the border moved."""

from collections.abc import Iterable

from ...analysis.comparison.grounds import AxisGround, Ground
from ...analysis.plain import Plain
from ..values import format_value
from .speaker import Speaker


def level_border(old: AxisGround, new: AxisGround, speaker: Speaker) -> str:
    """Where the higher of both levels begins, if that changed: `high now begins at 60 (was 50)`."""
    if old.level is None or new.level is None:
        return ""
    higher = _last((old.level, new.level), list(new.starts))
    was, now = old.starts.get(higher), new.starts.get(higher)
    if was is None or now is None or was == now:
        return ""
    figures = {"new": speaker.number(now), "old": speaker.number(was)}
    return speaker._("{level} now begins at {new} (was {old})", level=speaker.level(higher), **figures)


def tier_border(before: Ground, after: Ground, speaker: Speaker) -> str:
    """An account's value, and how far the higher of both tiers goes now; empty where not only that changed."""
    old, new = before.standing, after.standing
    if old is None or new is None or not before.tiers or old.by != new.by or old.values != new.values:
        return ""
    higher = _last((before.tier, after.tier), [*after.tiers][::-1])
    was, now = before.tiers.get(higher), after.tiers.get(higher)
    if was is None or now is None or was == now:
        return ""
    _, term = speaker._, new.terms[0]
    what = f"{speaker.text(term.title)} {_figure(new.values[0], term.shape, term.unit, speaker)}"
    if new.by == "value":
        bounds = {
            "new": _figure(now, term.shape, term.unit, speaker),
            "old": _figure(was, term.shape, term.unit, speaker),
        }
        border = _(
            "{level} now begins at {new} (was {old})", level=speaker.text(after.titles[higher]), **bounds
        )
    else:
        bounds = {"new": speaker.percent(now), "old": speaker.percent(was)}
        border = _(
            "{tier} now runs up to {new} (was {old})", tier=speaker.text(after.titles[higher]), **bounds
        )
    return f"{what}; {border}"


def _last(names: Iterable[str], order: list[str]) -> str:
    """Of some names the one that stands last; those that are not in the order stand before all."""
    return max(names, key=lambda name: order.index(name) if name in order else -1)


def _figure(value: Plain, shape: str, unit: str | None, speaker: Speaker) -> str:
    return format_value(value, shape, speaker.language, speaker.new.currency, unit)
