"""Points: bands that ascend and cover, scales with a length."""

from collections.abc import Iterator
from itertools import pairwise

from ...findings import Finding
from ..model import Bands, Criterion, Scale
from .look import Look
from .thousands import thousands


def check_points(look: Look) -> Iterator[Finding]:
    for criterion in look.criteria():
        if isinstance(criterion.measure, Bands):
            yield from _ascending(look, criterion.path, criterion.measure)
            yield from _covering(look, criterion, criterion.measure)
        elif isinstance(criterion.measure, Scale):
            yield from _length(look, criterion.path, criterion.measure)


def _ascending(look: Look, path: str, bands: Bands) -> Iterator[Finding]:
    for index, (before, band) in enumerate(pairwise(bands.bands), start=1):
        here = f"{path}.bands.{index}.from"
        if band.start is None:
            yield Finding(
                "E403",
                "only the first band may leave from: out",
                look.place(f"{path}.bands.{index}"),
                path=here,
                fix="add from: with the number where this band begins",
            )
        elif before.start is not None and band.start <= before.start:
            follows = bands.bands[index + 1].start if index + 1 < len(bands.bands) else None
            meant = thousands(look, here, before.start, follows)
            yield Finding(
                "E403",
                f"a band from {band.start:g} stands after one from {before.start:g}",
                look.place(here),
                path=here,
                expected="each band begins above the one before it",
                fix=meant[0] if meant else "put the bands in order, the lowest first, and each number once",
                repair=meant[1] if meant else None,
            )


def _covering(look: Look, criterion: Criterion, bands: Bands) -> Iterator[Finding]:
    """Without a first band that is open below, a value that the field allows may lie under all bands."""
    start = bands.bands[0].start
    field = look.ruleset.accounts.fields.get(bands.value)
    if start is None or field is None or (field.min is not None and field.min >= start):
        return
    lowest = "has no min:" if field.min is None else f"may be as low as {field.min:g}"
    yield Finding(
        "W404",
        f'no band covers "{field.id}" below {start:g}, and the field {lowest}; such a value counts as missing',
        look.place(f"{criterion.path}.bands.0.from"),
        path=f"{criterion.path}.bands",
        fix="begin with a band without from:, such as {points: 0}",
    )


def _length(look: Look, path: str, scale: Scale) -> Iterator[Finding]:
    if scale.low == scale.high:
        yield Finding(
            "E404",
            f"the scale begins and ends at {scale.low:g}",
            look.place(f"{path}.scale"),
            path=f"{path}.scale",
            expected="two different numbers: where 0 points are given, and where 100 are",
            fix="change one of the two",
        )
