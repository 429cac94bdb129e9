"""What the goals promise: few segments, reviews in time, a source and a method for everything."""

from collections.abc import Iterator
from datetime import date

from ...findings import Finding
from ..model import Group
from .look import Look


def check_goals(look: Look) -> Iterator[Finding]:
    yield from _segments(look)
    yield from _reviews(look)
    if look.ruleset.goals.research_plan:
        yield from _research(look)


def _segments(look: Look) -> Iterator[Finding]:
    most = look.ruleset.goals.max_segments
    for segmentation in look.ruleset.segmentations.values():
        # The eight segments of a customer flow are given by the method, not chosen.
        written = f"segmentations.{segmentation.id}.segments"
        count = len(segmentation.segments)
        if most is not None and count > most and written in look.ruleset.positions.places and count != _FLOW:
            yield Finding(
                "W401",
                f'"{segmentation.id}" has {count} segments; the goals allow {most}',
                look.key_place(written),
                path=written,
                fix="join segments that are treated alike, or raise goals.max_segments",
            )


_FLOW = 8


def _reviews(look: Look) -> Iterator[Finding]:
    """Dates are held against the day that the model looks from, never against the clock."""
    as_of = look.ruleset.as_of
    if not isinstance(as_of, date):
        return
    dates = [("goals", "the ruleset", look.ruleset.goals.review_by)]
    dates += [
        (f"knockouts.{key}", f'"{key}"', rule.review_by) for key, rule in look.ruleset.knockouts.items()
    ]
    dates += [(criterion.path, f'"{criterion.id}"', criterion.review_by) for criterion in look.criteria()]
    for path, name, day in dates:
        if day is not None and day < as_of:
            yield Finding(
                "W402",
                f"{name} was to be reviewed by {day.isoformat()}, which is before as_of {as_of.isoformat()}",
                look.place(f"{path}.review_by"),
                path=f"{path}.review_by",
                fix="review it, and set the next date",
            )


def _research(look: Look) -> Iterator[Finding]:
    """A criterion is backed by its own source and method, or by those of the field that it measures."""
    for criterion in look.criteria():
        field = look.ruleset.accounts.fields.get(getattr(criterion.measure, "value", ""))
        source = criterion.source or (field.source if field else None)
        method = criterion.method or (field.method if field else None)
        lacking = [word for word, given in (("source", source), ("method", method)) if not given]
        if lacking and not isinstance(criterion.measure, Group):
            yield Finding(
                "W403",
                f'"{criterion.id}" does not say its {" and ".join(lacking)}; the goals ask for a research plan',
                look.key_place(criterion.path),
                path=criterion.path,
                fix=" and ".join(f"add {word}:" for word in lacking) + ", here or at the field",
            )
