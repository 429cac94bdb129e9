"""zen-engine: a decision graph run by an engine in Rust, 5,000 accounts in a batch."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import zen

from rivals import yardstick as y
from row_engines.dialect import Dialect, criteria, knockouts
from row_engines.finish import MEMBERS, SCALES, Scored, priority

WORDS = Dialect(
    choice="({test} ? {yes} : {no})",
    absent="{name} == null",
    present="{name} != null",
    least="min([{a}, {b}])",
    most="max([{a}, {b}])",
)
BATCH = 5_000


def score(rows: Sequence[dict[str, Any]]) -> list[Scored]:
    """The graph computes everything, the priority too."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"yardstick": graph()}}})
    found: list[Scored] = []
    for start in range(0, len(rows), BATCH):
        asked = [{"key": "yardstick", "context": row} for row in rows[start : start + BATCH]]
        found += [_plain(each["data"]["result"]) for each in engine.evaluate_batch(asked)]
    return found


def _plain(result: Mapping[str, Any]) -> Scored:
    points = (result.get(_name(criterion)) for criterion in y.WEIGHTS)
    pain, potential = (result[name] for name in y.SCORES)
    return (*points, pain, potential, priority(pain, potential, out=result["out"]))


def graph() -> dict[str, Any]:
    """Criteria and knock-outs in one node, the scores in the next."""
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        _node("criteria", _criteria()),
        _node("scores", ((name, _score(name)) for name in y.SCORES)),
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    ids = [node["id"] for node in nodes]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(ids)]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _node(id_: str, expressions: Iterator[tuple[str, str]]) -> dict[str, Any]:
    content = {
        "expressions": [{"id": key, "key": key, "value": value} for key, value in expressions],
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return {"id": id_, "type": "expressionNode", "name": id_, "content": content}


def _criteria() -> Iterator[tuple[str, str]]:
    for criterion, text in criteria(WORDS).items():
        yield _name(criterion), _half_up(text, 6) if criterion == SCALES[1] else _scale(criterion, text)
    yield "out", " or ".join(f"({test})" for test in knockouts(WORDS).values())


def _scale(criterion: str, text: str) -> str:
    if criterion != SCALES[0]:
        return text
    return f"(it_spend == null ? null : {_half_up(f'({text})', 6)})"


def _half_up(text: str, decimals: int) -> str:
    factor = 10**decimals
    return f"floor({text} * {factor} + 0.5) / {factor}"


def _score(name: str) -> str:
    known = [(_name(each), y.WEIGHTS[each]) for each in MEMBERS[name]]
    above = " + ".join(f"({point} == null ? 0 : {point} * {weight})" for point, weight in known)
    below = " + ".join(f"({point} == null ? 0 : {weight})" for point, weight in known)
    return _half_up(f"(({above}) / ({below}))", 2)


def _name(criterion: str) -> str:
    return criterion.replace(".", "_")
