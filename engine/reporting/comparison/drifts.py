"""Scores and figures that changed, one line each."""

from collections.abc import Iterator

from ...analysis.comparison import Comparison
from ...analysis.comparison.drift import ScoreDrift, ValueDrift
from ..values import format_value
from .speaker import Speaker

SHOWN = 12
"""So many figures are told; one edit of a metric can change all that rest on it."""


def drift_lines(told: Comparison, speaker: Speaker) -> tuple[str, ...]:
    """What changed beside segments, scores first."""
    values = [_value(drift, speaker) for drift in told.values]
    left = len(values) - SHOWN
    rest = speaker._.plural(
        "and {count} more figure", "and {count} more figures", left, count=speaker.count(left)
    )
    return (
        *(line for drift in told.scores for line in _score(drift, told, speaker)),
        *values[:SHOWN],
        *([rest] if left > 0 else []),
    )


def _score(drift: ScoreDrift, told: Comparison, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    yield _.plural(
        "{score}: {count} account has another score; {stayed} of them move nowhere",
        "{score}: {count} accounts have another score; {stayed} of them move nowhere",
        drift.changed,
        score=speaker.text(drift.title),
        count=speaker.count(drift.changed),
        stayed=speaker.count(drift.stayed),
    ) + _change(drift, told, speaker)


def _change(drift: ScoreDrift, told: Comparison, speaker: Speaker) -> str:
    if drift.account is None:
        return ""
    return "; " + speaker._(
        "on average {average}, at most {largest} ({account})",
        average=speaker.signed(drift.average, "score"),
        largest=speaker.signed(drift.largest, "score"),
        account=told.names[drift.account],
    )


def _value(drift: ValueDrift, speaker: Speaker) -> str:
    _ = speaker._
    line = _.plural(
        "{title}: another value for {count} account",
        "{title}: another value for {count} accounts",
        drift.changed,
        title=speaker.text(drift.title),
        count=speaker.count(drift.changed),
    )
    if drift.before is None or drift.after is None or drift.shape not in {"money", "integer"}:
        return line
    before, after = (
        format_value(each, drift.shape, speaker.language, speaker.new.currency, drift.unit)
        for each in (drift.before, drift.after)
    )
    return f"{line}; " + _("together {before} → {after}", before=before, after=after)
