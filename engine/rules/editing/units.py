"""What changes as one thing: parts that a reviewer would not take apart, and keys that only make sense together."""

from typing import get_args

from ..model import Aggregation
from ..nodes import Map, Node, plain
from .kinds import kind_at
from .meaning import is_cells

_AGGREGATIONS = frozenset(get_args(Aggregation))
_MEASURES = frozenset(("bands", "scale", "points", "table", "rules", "criteria"))

_JOINT: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    "criterion": ((_MEASURES, frozenset(("value", "otherwise"))),),
    "metric": (
        (
            _AGGREGATIONS | {"value", "lookup"},
            frozenset(("from", "where", "last", "ending", "over", "by")),
        ),
    ),
    "table": ((frozenset(("file", "sql", "from")), frozenset(("sheet", "connection"))),),
    "field": (
        (frozenset(("lookup", "last", "first", "column")), frozenset(("by",))),
        (frozenset(("scale",)), frozenset(("min", "max"))),
    ),
    "opportunity": ((frozenset(("amount", "gaps")), frozenset(("when",))),),
    "ranking_metric": (
        (frozenset(("share", "average", "weighted")), frozenset(("from", "by", "relative_to"))),
    ),
    "segment": (
        (frozenset(("when", "otherwise", "up_to", "from", "recency", "frequency", "monetary")), frozenset()),
    ),
}
"""By kind of map: where one of the first keys gives way to another, the second ones change with it."""

_WHOLE = frozenset(("text", "cell", "scenario", "row"))
_WHOLE_KEYS = frozenset(("via", "cuts"))


def one_edit(old: Map, new: Map, path: tuple[str, ...]) -> bool:
    """Whether two maps are told apart as a whole: a text, a test, a segmentation by another method."""
    if kind_at(path).name in _WHOLE or path[-1] in _WHOLE_KEYS or is_cells(path):
        return True
    return kind_at(path).name == "segmentation" and any(
        _said(old, key) != _said(new, key) for key in ("method", "cut")
    )


def _said(node: Map, key: str) -> object:
    value: Node | None = node.get(key)
    said = None if value is None else plain(value)
    return None if said == "cumulative_share" else said


def keys_together(old: Map, new: Map, path: tuple[str, ...]) -> frozenset[str]:
    """The keys of a map that change as one, because one of them has given way to another; none where that is not so."""
    joint: set[str] = set()
    for telling, others in _JOINT.get(_kind(path), ()):
        before, after = telling & old.entries.keys(), telling & new.entries.keys()
        if before - after and after - before:
            joint |= before | after | (others & (old.entries.keys() | new.entries.keys()))
    return frozenset(joint)


def _kind(path: tuple[str, ...]) -> str:
    match path:
        case ("segmentations", _, "segments", _):
            return "segment"
        case _:
            return kind_at(path).name


def takes_first(root: Map, path: tuple[str, ...]) -> bool:
    """Whether the order of a map has a meaning: of its entries, the first that fits an account is taken."""
    match path:
        case ("playbooks",):
            return True
        case ("segmentations", name, "segments"):
            return _first_of(root, name)
        case _:
            return False


def _first_of(root: Map, name: str) -> bool:
    section = root.get("segmentations")
    segmentation = section.get(name) if isinstance(section, Map) else None
    if not isinstance(segmentation, Map):
        return False
    method = _said(segmentation, "method")
    return method == "rfm" or (method == "rules" and _said(segmentation, "overlapping") is not True)
