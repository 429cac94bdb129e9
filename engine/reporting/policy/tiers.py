"""What puts an account into a tier, in words."""

from ...rules.model import Segment, Tiers
from .speaker import Speaker


def tier(tiers: Tiers, segment: Segment, speaker: Speaker) -> str:
    """Such as `the highest accounts that together bring 80% of the total`."""
    if tiers.cut == "value":
        return _by_value(tiers, segment, speaker)
    _, order = speaker._, list(tiers.segments)
    index = order.index(segment.id)
    if index and segment.up_to == 1:
        return _("all other accounts")
    end = speaker.number(segment.up_to or 0.0, _path(tiers, segment, "up_to"), "percent")
    value = _value(tiers, speaker)
    if tiers.cut == "cumulative_share":
        if index == 0:
            return _("the largest accounts, which together bring {share} of: {value}", share=end, value=value)
        return _("the next accounts, until {share} is reached together", share=end)
    if index == 0:
        return _("the first {share} of the accounts, by {value}", share=end, value=value)
    return _("the next accounts, up to {share} of their number", share=end)


def _by_value(tiers: Tiers, segment: Segment, speaker: Speaker) -> str:
    _, order = speaker._, list(tiers.segments.values())
    higher = order[order.index(segment) - 1] if segment is not order[0] else None
    start, end = (_bound(tiers, each, speaker) if each else "" for each in (segment, higher))
    if start and end:
        return _("{low} up to {high}", low=start, high=end)
    return (
        _("{value} or more", value=start)
        if start
        else _("below {value}", value=end)
        if end
        else _("any value")
    )


def _bound(tiers: Tiers, segment: Segment, speaker: Speaker) -> str:
    if segment.start is None:
        return ""
    kind, unit = speaker.shape(f"segmentations.{tiers.id}.rank_by", tiers.rank_by)
    return speaker.number(segment.start, _path(tiers, segment, "from"), kind, unit)


def _value(tiers: Tiers, speaker: Speaker) -> str:
    told = speaker.rule(f"segmentations.{tiers.id}.rank_by", tiers.rank_by)
    return told.text or told.code


def _path(tiers: Tiers, segment: Segment, key: str) -> str:
    return f"segmentations.{tiers.id}.segments.{segment.id}.{key}"
