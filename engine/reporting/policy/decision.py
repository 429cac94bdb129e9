"""How a criterion gives points, as a table: what is found, and the points for it."""

from collections.abc import Iterator
from itertools import pairwise

from ...rules.model import Bands, Criterion, Group, PointsMap, PointsRules, Scale
from ...rules.model.scores import Measure
from ..values import format_value
from .blocks import Cell, Table
from .speaker import Speaker

Row = tuple[Cell, ...]


def decision(criterion: Criterion, speaker: Speaker) -> Table | None:
    """The table, with a last row for accounts of which the value is not known; None for a group of criteria."""
    _, measure = speaker._, criterion.measure
    if isinstance(measure, Group):
        return None
    rows = (*_rows(measure, criterion.path, speaker), _unknown(criterion, speaker))
    return Table((_header(measure, criterion.path, speaker).text, _("Points")), rows, (1,), "points")


def measured(criterion: Criterion, speaker: Speaker) -> Cell:
    """What a criterion looks at; nothing for a group of criteria."""
    if isinstance(criterion.measure, Group):
        return Cell()
    return _header(criterion.measure, criterion.path, speaker)


def _header(measure: Measure, path: str, speaker: Speaker) -> Cell:
    if isinstance(measure, Bands | Scale | PointsMap):
        if measure.value in speaker.plan.types and not path.startswith("rankings."):
            return Cell(speaker.name(measure.value))
        told = speaker.rule(f"{path}.value", measure.value)
        return Cell(_raised(told.text or told.code), told.code)
    return Cell(speaker._("The first rule that holds for certain"))


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rows(measure: Measure, path: str, speaker: Speaker) -> Iterator[Row]:
    match measure:
        case Bands():
            yield from _of_bands(measure, path, speaker)
        case Scale():
            yield from _of_scale(measure, path, speaker)
        case PointsMap():
            yield from _of_values(measure, path, speaker)
        case PointsRules():
            yield from _of_rules(measure, path, speaker)
        case _:
            return


def _of_bands(measure: Bands, path: str, speaker: Speaker) -> Iterator[Row]:
    _, (kind, unit) = speaker._, speaker.shape(f"{path}.value", measure.value)
    starts = [
        None if band.start is None else speaker.number(band.start, f"{path}.bands.{index}.from", kind, unit)
        for index, band in enumerate(measure.bands)
    ]
    if starts[0] is not None:
        yield Cell(_("below {value}", value=starts[0])), Cell(_("counts as missing"))
    for index, (start, end) in enumerate(pairwise([*starts, None])):
        points = speaker.number(measure.bands[index].points, f"{path}.bands.{index}.points")
        yield Cell(_stretch(start, end, speaker)), Cell(points)


def _stretch(start: str | None, end: str | None, speaker: Speaker) -> str:
    _ = speaker._
    if start is None:
        return _("any value") if end is None else _("below {value}", value=end)
    return _("{value} or more", value=start) if end is None else _("{low} up to {high}", low=start, high=end)


def _of_scale(measure: Scale, path: str, speaker: Speaker) -> Iterator[Row]:
    _, (kind, unit) = speaker._, speaker.shape(f"{path}.value", measure.value)
    none = speaker.number(measure.low, f"{path}.scale.0", kind, unit)
    full = speaker.number(measure.high, f"{path}.scale.1", kind, unit)
    rising = measure.low < measure.high
    low, high = (none, full) if rising else (full, none)
    line = _("0 to 100, in a straight line") if rising else _("100 down to 0, in a straight line")
    yield Cell(_("{value} or less", value=low)), Cell(speaker.figure(0 if rising else 100))
    yield Cell(_("between {low} and {high}", low=low, high=high)), Cell(line)
    yield Cell(_("{value} or more", value=high)), Cell(speaker.figure(100 if rising else 0))


def _of_values(measure: PointsMap, path: str, speaker: Speaker) -> Iterator[Row]:
    kind, unit = speaker.shape(f"{path}.value", measure.value)
    for value, points in measure.points.items():
        yield Cell(_value(value, kind, unit, speaker)), Cell(speaker.number(points, f"{path}.points.{value}"))
    yield Cell(speaker._("any value that is not listed")), _rest(measure.otherwise, path, speaker)


def _value(value: str, kind: str, unit: str | None, speaker: Speaker) -> str:
    """A value that earns points; the words true and false, and numbers, as the language writes them."""
    if kind == "boolean":
        return format_value(value == "true", "boolean", speaker.language)
    try:
        return value if kind in ("text", "list") else speaker.figure(float(value), kind, unit)
    except ValueError:
        return value


def _of_rules(measure: PointsRules, path: str, speaker: Speaker) -> Iterator[Row]:
    for index, rule in enumerate(measure.rules):
        place = f"{path}.rules.{index}"
        yield speaker.rule(f"{place}.when", rule.when), Cell(speaker.number(rule.points, f"{place}.points"))
    yield Cell(speaker._("in every other case")), _rest(measure.otherwise, path, speaker)


def _rest(points: float | None, path: str, speaker: Speaker) -> Cell:
    if points is None:
        return Cell(speaker._("counts as missing"))
    return Cell(speaker.number(points, f"{path}.otherwise"))


def _unknown(criterion: Criterion, speaker: Speaker) -> Row:
    if criterion.missing is None:
        return Cell(speaker._("not known")), Cell(speaker._("left out of the score"))
    return Cell(speaker._("not known")), Cell(speaker.number(criterion.missing, f"{criterion.path}.missing"))
