"""Tiers that reach 100%, an otherwise that is the last, bins that exist."""

from collections.abc import Iterator
from itertools import pairwise

from ...findings import Finding
from ..model import Rfm, Rules, Segment, Tiers
from .look import Look
from .thousands import thousands

_WHOLE = 1.0


def check_tiers(look: Look) -> Iterator[Finding]:
    for tiers in look.ruleset.segmentations.values():
        if isinstance(tiers, Tiers):
            path = f"segmentations.{tiers.id}.segments"
            check = _by_value if tiers.cut == "value" else _by_share
            yield from check(look, list(tiers.segments.values()), path)


def _by_share(look: Look, segments: list[Segment], path: str) -> Iterator[Finding]:
    for segment in segments:
        if segment.up_to is None and f"{path}.{segment.id}.up_to" not in look.left_out:
            yield Finding(
                "E202",
                f'the tier "{segment.id}" lacks the key "up_to"',
                look.key_place(f"{path}.{segment.id}"),
                path=f"{path}.{segment.id}",
                fix="add up_to: 80%, say; from: is for cut: value",
            )
    ends = [(segment.id, segment.up_to) for segment in segments if segment.up_to is not None]
    for (before, low), (key, high) in pairwise(ends):
        if high <= low:
            yield _not_ascending(
                look,
                f"{path}.{key}.up_to",
                f'the tier "{key}" reaches up to {_percent(high)}, not further than "{before}" with {_percent(low)}',
            )
    gone = f"{path}."
    if ends and ends[-1][1] < _WHOLE and not any(part.startswith(gone) for part in look.left_out):
        key, end = ends[-1]
        yield Finding(
            "E407",
            f'the last tier "{key}" reaches up to {_percent(end)}, so the accounts after that have no tier',
            look.place(f"{path}.{key}.up_to"),
            path=f"{path}.{key}.up_to",
            expected="100% in the last tier",
            fix="write up_to: 100%, or add a tier",
        )


def _percent(share: float) -> str:
    return f"{share * 100:.6g}%"


def _not_ascending(look: Look, path: str, message: str) -> Finding:
    return Finding(
        "E407",
        message,
        look.place(path),
        path=path,
        expected="tiers that ascend, the best first",
        fix="put the tiers in order",
    )


def _by_value(look: Look, segments: list[Segment], path: str) -> Iterator[Finding]:
    """Bounds run in one direction, and only the lowest tier may do without."""
    starts = [(segment.id, float("-inf") if segment.start is None else segment.start) for segment in segments]
    down = starts[0][1] >= starts[-1][1]
    for (before, first), (key, second) in pairwise(starts):
        if first == second or (first > second) is not down:
            message = f'the tier "{key}" begins at {second:g}, out of order with "{before}" at {first:g}'
            yield _not_ascending(look, f"{path}.{key}.from", message)
    for segment in segments:
        if segment.up_to is not None:
            yield Finding(
                "E207",
                f'"up_to" in the tier "{segment.id}" does not go together with cut: value',
                look.key_place(f"{path}.{segment.id}.up_to"),
                path=f"{path}.{segment.id}.up_to",
                fix="write from: with the number where the tier begins",
            )


def check_otherwise(look: Look) -> Iterator[Finding]:
    for segmentation in look.ruleset.segmentations.values():
        if isinstance(segmentation, (Rules, Rfm)):
            segments = list(segmentation.segments.values())
            path = f"segmentations.{segmentation.id}.segments"
            for segment, after in pairwise(segments):
                if segment.otherwise:
                    yield _not_last(look, segment, after, path)


def _not_last(look: Look, segment: Segment, after: Segment, path: str) -> Finding:
    return Finding(
        "E408",
        f'"{segment.id}" takes everybody else, so "{after.id}" after it can never be reached',
        look.key_place(f"{path}.{segment.id}.otherwise"),
        path=f"{path}.{segment.id}.otherwise",
        expected="otherwise: true in the last segment",
        fix=f'move "{segment.id}" to the end',
    )


def check_rfm(look: Look) -> Iterator[Finding]:
    for rfm in look.ruleset.segmentations.values():
        if isinstance(rfm, Rfm):
            path = f"segmentations.{rfm.id}"
            for name, cuts in rfm.cuts.items():
                yield from _cuts(look, cuts, f"{path}.cuts.{name}")
            for segment in rfm.segments.values():
                yield from _ranges(look, rfm, segment, f"{path}.segments.{segment.id}")


def _cuts(look: Look, cuts: tuple[float, ...], path: str) -> Iterator[Finding]:
    for index, (before, cut) in enumerate(pairwise(cuts), start=1):
        if cut <= before:
            message = f"the bound {cut:g} stands after {before:g}"
            here = f"{path}.{index}"
            meant = thousands(look, here, before, cuts[index + 1] if index + 1 < len(cuts) else None)
            yield Finding(
                "E410",
                message,
                look.place(here),
                path=path,
                expected="bounds that ascend",
                fix=meant[0] if meant else "put them in order",
                repair=meant[1] if meant else None,
            )


def _ranges(look: Look, rfm: Rfm, segment: Segment, path: str) -> Iterator[Finding]:
    for name in ("recency", "frequency", "monetary"):
        bins = getattr(segment, name)
        most = max(rfm.bins, len(rfm.cuts.get(name, ())) + 1)
        if bins is None:
            continue
        if bins[0] > bins[1] or bins[1] > most:
            yield Finding(
                "E410",
                f"the bins {bins[0]} to {bins[1]} of {name} do not exist",
                look.place(f"{path}.{name}"),
                path=f"{path}.{name}",
                expected=f"two of the bins 1 to {most}, the lower first",
                fix="exchange the two" if bins[0] > bins[1] else f"write at most {most}, or raise bins:",
            )
