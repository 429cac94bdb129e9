"""What a number of the ruleset is called, short enough for a table: `Weight of Urgency`."""

from collections.abc import Callable, Mapping

from ...analysis.glossary import titled
from ...rules.editing.dial import Dial, DialKind
from .words import Words


def name_of(words: Words, dial: Dial) -> str:
    """The name without the value, which stands beside it."""
    return NAMES[dial.kind](words, dial)


def name_and_value(words: Words, dial: Dial) -> str:
    """The name and what the number is; an expression has its number in it."""
    return name_of(words, dial) if dial.span else f"{name_of(words, dial)} {words.value(dial, dial.value)}"


def _level(words: Words, dial: Dial) -> str:
    return words._(
        "{score}: {level} begins at", score=words.score(dial.path[3]), level=words.level(dial.path[4])
    )


def _weight(words: Words, dial: Dial) -> str:
    return words._("Weight of {criterion}", criterion=words.criterion(dial))


def _band(words: Words, dial: Dial) -> str:
    return words._("{criterion}: band from", criterion=words.criterion(dial))


def _scale(words: Words, dial: Dial) -> str:
    if dial.path[-1] == "0":
        return words._("{criterion}: 0 points at", criterion=words.criterion(dial))
    return words._("{criterion}: 100 points at", criterion=words.criterion(dial))


def _threshold(words: Words, dial: Dial) -> str:
    return f"{words.where(dial)}: {dial.excerpt}"


def _parameter(words: Words, dial: Dial) -> str:
    return words._("Parameter {name}", name=dial.path[1])


def _tier(words: Words, dial: Dial) -> str:
    segmentation = words.found.plan.ruleset.segmentations[dial.path[1]]
    segment = words.text(titled(segmentation.segments[dial.path[3]].title, dial.path[3]))
    if dial.path[-1] == "from":
        return words._("{segment}: from", segment=segment)
    return words._("{segment}: up to", segment=segment)


def _completeness(words: Words, dial: Dial) -> str:
    return words._("{segmentation}: share that must be known", segmentation=words.where(dial))


def _tolerance(words: Words, dial: Dial) -> str:
    return words._("{segmentation}: tolerance", segmentation=words.where(dial))


def _cut(words: Words, dial: Dial) -> str:
    _ = words._
    dimensions = {"recency": _("recency"), "frequency": _("frequency"), "monetary": _("monetary value")}
    return f"{words.where(dial)}: {dimensions[dial.path[3]]} {int(dial.path[4]) + 1}"


def _points(words: Words, dial: Dial) -> str:
    _, criterion, last = words._, words.criterion(dial), dial.path[-1]
    if dial.path[-2] == "points":
        return _("{criterion}: points for {value}", criterion=criterion, value=last)
    if last == "missing":
        return _("{criterion}: points where it is missing", criterion=criterion)
    if last == "otherwise":
        return _("{criterion}: points for the rest", criterion=criterion)
    return _("{criterion}: points of step {number}", criterion=criterion, number=int(dial.path[-2]) + 1)


def _window(words: Words, dial: Dial) -> str:
    if dial.path[-1] == "ending":
        return words._("{metric}: ends before the day", metric=words.where(dial))
    return words._("{metric}: looks back", metric=words.where(dial))


NAMES: Mapping[DialKind, Callable[[Words, Dial], str]] = {
    DialKind.LEVEL: _level,
    DialKind.WEIGHT: _weight,
    DialKind.BAND: _band,
    DialKind.SCALE: _scale,
    DialKind.THRESHOLD: _threshold,
    DialKind.PARAMETER: _parameter,
    DialKind.TIER: _tier,
    DialKind.COMPLETENESS: _completeness,
    DialKind.TOLERANCE: _tolerance,
    DialKind.CUT: _cut,
    DialKind.POINTS: _points,
    DialKind.WINDOW: _window,
}
