"""The ruleset's own tests."""

from ..model import Expected, Row, Scenario, Written
from ..nodes import Map, Node, Scalar, Sequence
from .part import Part, day_or_today


def build_scenario(key: str, part: Part) -> Scenario:
    rows = part.part("rows")
    expect = part.part("expect").node
    return Scenario(
        key,
        _row(part.part("given")),
        {table: tuple(_row(row) for row in rows.list_parts(table)) for table in rows.node.entries},
        {name: _expected(entry.value) for name, entry in expect.entries.items()},
        part.text("title"),
        day_or_today(part),
        "accounts" if "among" in part.node.entries else None,
    )


def _row(part: Part) -> Row:
    return {name: _value(entry.value) for name, entry in part.node.entries.items()}


def _expected(node: Node) -> Expected:
    if isinstance(node, Map):
        return {name: _expected(entry.value) for name, entry in node.entries.items()}
    return _value(node)


def _value(node: Node) -> Written | tuple[Written, ...]:
    if isinstance(node, Sequence):
        return tuple(_written(item) for item in node.items if isinstance(item, Scalar))
    return _written(node) if isinstance(node, Scalar) else ()


def _written(node: Scalar) -> Written:
    return Written(node.text, node.value)
