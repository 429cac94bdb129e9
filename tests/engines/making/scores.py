"""Random scores: bands, scales, points by value, rules, groups within groups, `for` and `missing`."""

from collections.abc import Callable, Mapping
from typing import Any

from .expressions import Known
from .scope import Scope

POINTS = (0, 0, 20, 33.3, 40, 50, 60, 61.1, 75, 100, 100)
WEIGHTS: tuple[Any, ...] = (1, 1, 2, 3, 0.5, 0.37, "50%", "15.5%", 12)


def make_scores(scope: Scope) -> dict[str, Any]:
    """Two scores or three; their names join the scope one after the other."""
    found: dict[str, Any] = {}
    for id in ("potential", "pain", "fit")[: scope.chance.choice([1, 2, 2, 3])]:
        found[id] = {"criteria": _criteria(scope, f"{id}_", depth=2)}
        scope.scores.append(id)
        scope.add(id, Known("number"))
    return found


def _criteria(scope: Scope, prefix: str, depth: int) -> dict[str, Any]:
    count = scope.chance.choice([1, 2, 2, 3, 4])
    return {f"{prefix}{letter}": _criterion(scope, f"{prefix}{letter}", depth) for letter in "abcd"[:count]}


def _criterion(scope: Scope, id: str, depth: int) -> dict[str, Any]:
    chance = scope.chance
    kinds = ["bands", "bands", "scale", "points", "rules", *(["group"] if depth > 0 else [])]
    entry: dict[str, Any] = {"weight": chance.choice([*WEIGHTS, *_weights(scope)])}
    entry |= MEASURES[chance.choice(kinds)](scope, id, depth)
    if chance.maybe(0.25):
        entry["for"] = scope.condition(1)
    if chance.maybe(0.1):
        entry["judgement"] = True
    if chance.maybe(0.3):
        entry["missing"] = chance.choice(["skip", 0, 40, 100, 12.34])
    return entry


def _weights(scope: Scope) -> list[str]:
    return [name for name in ("share", "large") if name in scope.constants]


def _bands(scope: Scope, *_: Any) -> dict[str, Any]:
    chance = scope.chance
    starts: list[Any] = sorted(
        chance.sample([-1000, 0, 0.1, 1, 2.5, 10, 50, 249, 1000, 1e15], chance.whole(1, 4))
    )
    if "large" in scope.constants and starts[-1] < 250:
        starts.append("large")
    bands: list[dict[str, Any]] = [{"from": start, "points": chance.choice(POINTS)} for start in starts]
    if chance.maybe(0.7):
        bands.insert(0, {"points": chance.choice(POINTS)})
    return {"value": scope.number(), "bands": bands}


def _scale(scope: Scope, *_: Any) -> dict[str, Any]:
    low, high = scope.chance.choice(
        [(0, 25), (25, 0), (1, 5), (-100, 1000), (0, 0.3), (0, "large"), (250, 0)]
    )
    return {
        "value": scope.number(),
        "scale": [low, high if high in scope.constants or high != "large" else 250],
    }


def _points(scope: Scope, *_: Any) -> dict[str, Any]:
    chance = scope.chance
    kind = chance.choice(["text", "number", "boolean"])
    names = [name for name, of in scope.names.items() if of.kind == kind]
    if not names:
        return _bands(scope)
    value = chance.choice(names)
    keys: tuple[Any, ...] = {"boolean": ("true", "false"), "number": ("0", "1", "2.5", "10", "3")}.get(
        kind, scope.names[value].values or ("food", "pharma", "NA", "P1", "Dairy Beheer B.V.", "x")
    )
    entry: dict[str, Any] = {
        "value": value,
        "points": {key: chance.choice(POINTS) for key in chance.some(keys, 1)},
    }
    return entry | ({"otherwise": chance.choice(POINTS)} if chance.maybe(0.5) else {})


def _rules(scope: Scope, *_: Any) -> dict[str, Any]:
    chance = scope.chance
    rules = [{"when": scope.condition(), "points": chance.choice(POINTS)} for _ in range(chance.whole(1, 3))]
    return {"rules": rules} | ({"otherwise": chance.choice(POINTS)} if chance.maybe(0.6) else {})


def _group(scope: Scope, id: str, depth: int) -> dict[str, Any]:
    return {"criteria": _criteria(scope, f"{id}_", depth - 1)}


MEASURES: Mapping[str, Callable[[Scope, str, int], dict[str, Any]]] = {
    "bands": _bands,
    "scale": _scale,
    "points": _points,
    "rules": _rules,
    "group": _group,
}
