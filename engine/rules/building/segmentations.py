"""Segmentations, one builder per method."""

from collections.abc import Callable
from typing import Any, TypedDict, cast

from ..model import (
    FLOW_SEGMENTS,
    AnySegmentation,
    Cell,
    Flow,
    Level,
    Matrix,
    Rfm,
    Rules,
    Segment,
    Text,
    Tiers,
)
from ..nodes import Map, Scalar, Sequence
from .part import Part


class _Common(TypedDict):
    title: Text
    applies: str | None
    owner: str | None


def build_segmentation(key: str, part: Part) -> AnySegmentation:
    return _METHODS[part.required("method")](key, part)


def _common(part: Part) -> _Common:
    return {"title": part.text("title"), "applies": part.string("for"), "owner": part.string("owner")}


def _segments(part: Part) -> dict[str, Segment]:
    return part.part("segments").each(_segment)


def _segment(key: str, part: Part) -> Segment:
    state = part.string("at")
    return Segment(
        key,
        title=part.text("title"),
        definition=part.text("definition"),
        owner=part.string("owner"),
        cells=_cells(part),
        state=cast("Any", state),
        when=part.string("when"),
        otherwise="otherwise" in part,
        up_to=part.share("up_to"),
        start=part.number("from"),
        recency=_range(part, "recency"),
        frequency=_range(part, "frequency"),
        monetary=_range(part, "monetary"),
    )


def _cells(part: Part) -> tuple[Cell, ...]:
    node = part.node.get("at")
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return tuple(_cell(item) for item in nodes if isinstance(item, Map))


def _cell(node: Map) -> Cell:
    return {axis: _levels(entry.value) for axis, entry in node.entries.items()}


def _levels(node: object) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return (node.text,) if isinstance(node, Scalar) else ()


def _range(part: Part, key: str) -> tuple[int, int] | None:
    bins = part.numbers(key)
    return (int(bins[0]), int(bins[1])) if bins else None


def _matrix(key: str, part: Part) -> Matrix:
    axes = {axis: _axis(levels) for axis, levels in part.part("axes").parts()}
    completeness = part.share("needs_completeness") or 0.0
    return Matrix(key, _segments(part), axes, completeness, **_common(part))


def _axis(levels: Part) -> tuple[Level, ...]:
    return tuple(Level(level, levels.number(level) or 0.0) for level in levels.node.entries)


def _rules(key: str, part: Part) -> Rules:
    return Rules(key, _segments(part), part.flag("overlapping"), **_common(part))


def _tiers(key: str, part: Part) -> Tiers:
    cut = cast("Any", part.string("cut") or "cumulative_share")
    return Tiers(key, _segments(part), part.required("rank_by"), cut, **_common(part))


def _flow(key: str, part: Part) -> Flow:
    written = _segments(part)
    segments = {name: written.get(name, Segment(name)) for name in FLOW_SEGMENTS}
    values = (part.required("current"), part.required("previous"), part.required("first"))
    return Flow(key, segments, *values, part.share("tolerance") or 0.0, **_common(part))


def _rfm(key: str, part: Part) -> Rfm:
    cuts = part.part("cuts")
    return Rfm(
        key,
        _segments(part),
        part.required("recency"),
        part.required("frequency"),
        part.required("monetary"),
        part.integer("bins") or 5,
        {name: cuts.numbers(name) for name in cuts.node.entries},
        **_common(part),
    )


_METHODS: dict[str, Callable[[str, Part], AnySegmentation]] = {
    "matrix": _matrix,
    "rules": _rules,
    "tiers": _tiers,
    "flow": _flow,
    "rfm": _rfm,
}
