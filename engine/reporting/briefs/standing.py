"""Why an account stands where it does, and what a segment means, in words: tiers, flow, bins, the others."""

from collections.abc import Callable
from dataclasses import dataclass

from ...rules.model.texts import Text
from ..languages import Translator
from .facts import Figure, StandingFacts


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words of one language: sikta's own, the ruleset's texts, and figures."""

    say: Translator
    text: Callable[[Text], str]
    figure: Callable[[Figure], str]


def standing_words(facts: StandingFacts, speaker: Speaker) -> str:
    """One sentence without a full stop, such as `Employees 300, at least 250`."""
    if facts.by == "otherwise":
        return _left_over(facts, speaker)
    if facts.by == "rfm":
        return _bins(facts, speaker)
    if facts.by == "flow":
        return _flow(facts, speaker)
    return _tier(facts, speaker)


def _left_over(facts: StandingFacts, speaker: Speaker) -> str:
    _ = speaker.say
    measures = ", ".join(
        f"{speaker.text(each.title)} {speaker.figure(each.figure)}" for each in facts.measures
    )
    if facts.beyond and facts.at_least:
        segment, start = speaker.text(facts.beyond), speaker.figure(facts.at_least)
        return _("{measures}; {segment} begins at {start}", measures=measures, segment=segment, start=start)
    generic = _("no rule of another segment holds for certain")
    return f"{generic}: {measures}" if measures else generic


def _tier(facts: StandingFacts, speaker: Speaker) -> str:
    _, bounds = speaker.say, _bounds(facts, speaker)
    (measure,) = facts.measures
    what = speaker.text(measure.title)
    if facts.about == "account":
        what = f"{what} {speaker.figure(measure.figure)}"
    if not bounds:
        return what
    if facts.by == "cumulative_share":
        return _("{what}; the larger accounts bring {bounds} of the total", what=what, bounds=bounds)
    if facts.by == "share_of_accounts":
        return _("{what}; {bounds} of the accounts have more", what=what, bounds=bounds)
    return _("{what}, {bounds}", what=what, bounds=bounds)


def _bounds(facts: StandingFacts, speaker: Speaker) -> str:
    _ = speaker.say
    least = speaker.figure(facts.at_least) if facts.at_least else None
    below = speaker.figure(facts.below) if facts.below else None
    if least and below:
        return _("at least {least} and less than {below}", least=least, below=below)
    if least:
        return _("at least {value}", value=least)
    return _("less than {value}", value=below) if below else ""


def _flow(facts: StandingFacts, speaker: Speaker) -> str:
    if facts.about == "segment":
        tolerance = speaker.figure(Figure(facts.tolerance, "percent"))
        return _flow_meanings(speaker.say, tolerance)[facts.flow]
    current, previous, first = (speaker.figure(each.figure) for each in facts.measures)
    return speaker.say(
        "this period {current}, the period before {previous}, first time {first}",
        current=current,
        previous=previous,
        first=first,
    )


def _flow_meanings(_: Translator, tolerance: str) -> dict[str, str]:
    return {
        "new": _("bought this period, and never before"),
        "reactivated": _("bought this period, not in the period before, but earlier"),
        "growing": _("bought in both periods, this period over {tolerance} more", tolerance=tolerance),
        "stable": _(
            "bought in both periods, this period at most {tolerance} more or less", tolerance=tolerance
        ),
        "shrinking": _("bought in both periods, this period over {tolerance} less", tolerance=tolerance),
        "lost": _("bought in the period before, not in this one"),
        "dormant": _("bought in neither period, but earlier"),
        "never": _("never bought"),
    }


def _bins(facts: StandingFacts, speaker: Speaker) -> str:
    _ = speaker.say
    names = (_("recency"), _("frequency"), _("money"))
    told = [f"{name} {_span(_, span)}" for name, span in zip(names, facts.bins, strict=True) if span]
    return _("{bins} (of {most})", bins=", ".join(told), most=facts.most) if told else _("any")


def _span(_: Translator, span: tuple[int, int]) -> str:
    low, high = span
    if high == 0:
        return _("missing")
    return str(low) if low == high else f"{low}–{high}"
