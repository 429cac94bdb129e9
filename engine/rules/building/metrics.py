"""Parameters and metrics."""

from typing import cast, get_args

from ..model import Aggregate, Aggregation, Constant, Lookup, Metric, Value
from ..nodes import Node, Scalar, Sequence
from .part import Part, percentage


def build_parameters(section: Part) -> dict[str, Constant]:
    """Named constants. An unquoted percentage is the number that it means."""
    return {key: _constant(entry.value) for key, entry in section.node.entries.items()}


def _constant(node: Node) -> Constant:
    if isinstance(node, Sequence):
        return tuple(_single(item) for item in node.items if isinstance(item, Scalar))
    return _single(node) if isinstance(node, Scalar) else ""


def _single(node: Scalar) -> str | float | int | bool:
    share = None if node.quoted else percentage(node.text)
    return share if share is not None else "" if node.value is None else node.value


def build_metric(key: str, part: Part) -> Metric:
    return Metric(
        key,
        _source(part),
        title=part.text("title"),
        unit=part.string("unit"),
        format=cast("None", part.string("format")),
        definition=part.string("definition"),
        method=part.string("method"),
        owner=part.string("owner"),
    )


def _source(part: Part) -> Aggregate | Value | Lookup:
    if "value" in part:
        return Value(part.required("value"), over=cast("None", part.string("over")))
    lookup = part.pair("lookup")
    if lookup:
        return Lookup(*lookup, by=part.required("by"))
    aggregation = next(word for word in get_args(Aggregation) if word in part)
    return Aggregate(
        part.required("from"),
        cast("Aggregation", aggregation),
        part.required(aggregation),
        where=part.string("where"),
        last=part.duration("last"),
        ending=part.duration("ending"),
    )
