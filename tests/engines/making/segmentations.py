"""Random segmentations of every method."""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from .expressions import Known
from .scope import Scope

LEVELS = ({"low": 0, "high": 50}, {"low": 0, "mid": 33.3, "high": 66.67}, {"low": 0, "high": "threshold"})
FLOW = ("new", "reactivated", "growing", "stable", "shrinking", "lost", "dormant", "never")


def make_segmentations(scope: Scope, count: int, first: int = 0) -> dict[str, Any]:
    """Segmentations of any method; a later one may name an earlier."""
    found: dict[str, Any] = {}
    for number in range(first, first + count):
        methods = [name for name in METHODS if name != "matrix" or scope.scores]
        id, method = f"s{number}", scope.chance.choice(methods)
        entry = METHODS[method](scope)
        if entry is None:
            method, entry = "rules", _rules(scope)
        found[id] = {"method": method} | _whom(scope) | entry
        segments = FLOW if method == "flow" else tuple(entry["segments"])
        scope.segmentations.append(id)
        scope.add(id, Known("list" if entry.get("overlapping") else "text", values=segments))
    return found


def _whom(scope: Scope) -> dict[str, Any]:
    return {"for": scope.condition(1)} if scope.chance.maybe(0.3) else {}


def _matrix(scope: Scope) -> dict[str, Any]:
    chance = scope.chance
    axes = {
        id: dict(chance.choice(LEVELS))
        for id in chance.sample(scope.scores, chance.whole(1, min(2, len(scope.scores))))
    }
    for levels in axes.values():
        if levels["high"] == "threshold" and "threshold" not in scope.constants:
            levels["high"] = 60
    segments = _cells(scope, axes)
    for id, state in (("out", "knocked_out"), ("research", "unrated")):
        if chance.maybe(0.7):
            segments[id] = {"at": state}
    return {"axes": axes, "segments": segments} | (
        {"needs_completeness": chance.choice(["50%", 0.75, "100%", 0.3333])} if chance.maybe(0.6) else {}
    )


def _cells(scope: Scope, axes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Every cell of the grid in one of up to three segments; sometimes written as lists of levels, or without an axis."""
    chance = scope.chance
    if chance.maybe(0.3):
        axis, levels = next(iter(axes.items()))
        return {"lower": {"at": {axis: list(levels)[:-1]}}, "upper": {"at": {axis: list(levels)[-1]}}}
    cells = [dict(zip(axes, levels, strict=True)) for levels in product(*axes.values())]
    places = [chance.whole(0, min(2, len(cells) - 1)) for _ in cells]
    members = {
        place: [cell for cell, own in zip(cells, places, strict=True) if own == place] for place in places
    }
    return {
        f"q{place}": {"at": found[0] if len(found) == 1 else found}
        for place, found in sorted(members.items())
    }


def _rules(scope: Scope) -> dict[str, Any]:
    chance = scope.chance
    segments: dict[str, Any] = {
        f"r{place}": {"when": scope.condition()} for place in range(chance.whole(1, 4))
    }
    if chance.maybe(0.6):
        segments["rest"] = {"otherwise": True}
    return {"segments": segments} | ({"overlapping": True} if chance.maybe(0.35) else {})


def _tiers(scope: Scope) -> dict[str, Any]:
    chance = scope.chance
    cut = chance.choice(["cumulative_share", "share_of_accounts", "value", None])
    if cut == "value":
        segments: dict[str, Any] = {
            "A": {"from": 250 if chance.maybe() else "large"},
            "B": {"from": 2.5},
            "C": {},
        }
        if segments["A"]["from"] not in scope.constants:
            segments["A"]["from"] = 250
    else:
        ends = chance.choice([("80%", "95%", "100%"), (0.2, 0.5, 1), ("33.3%", "66.7%", "100%")])
        segments = {id: {"up_to": end} for id, end in zip("ABC", ends, strict=True)}
    return {"rank_by": scope.number(1), "segments": segments} | ({"cut": cut} if cut else {})


def _flow(scope: Scope) -> dict[str, Any]:
    chance = scope.chance
    metrics = [name for name, of in scope.names.items() if of.kind == "number" and name not in scope.scores]
    current, previous = (chance.choice(metrics) if metrics else scope.number(1) for _ in range(2))
    titles = {"segments": {"lost": {"title": "Gone"}}} if chance.maybe(0.2) else {}
    tolerance = {"tolerance": chance.choice(["10%", 0, 0.25])} if chance.maybe(0.7) else {}
    return {"current": current, "previous": previous, "first": scope.writer().day(1), **tolerance, **titles}


def _rfm(scope: Scope) -> dict[str, Any]:
    chance = scope.chance
    bins = chance.choice([2, 3, 5])
    top = [max(bins - 1, 1), bins]
    segments: dict[str, Any] = {
        "champions": {"recency": top, "frequency": top, "monetary": [1, bins]},
        "frequent": {"frequency": [bins, bins]},
        "asleep": {"recency": [1, 1]},
    }
    entry: dict[str, Any] = {
        "recency": scope.writer().day(1),
        "frequency": scope.number(1),
        "monetary": scope.number(1),
        "bins": bins,
        "segments": dict(chance.some(list(segments.items()), 1)),
    }
    if chance.maybe(0.6):
        entry["segments"]["others"] = {"otherwise": True}
    if chance.maybe(0.4):
        cuts: dict[str, list[float]] = {
            "recency": [30, 90, 365, 500],
            "frequency": [0, 1, 3, 10],
            "monetary": [0, 49.99, 250, 1000],
        }
        below = chance.whole(0, 1)
        entry["cuts"] = {name: cuts[name][: bins - below] for name in chance.some(list(cuts), 1)}
    return entry


METHODS: Mapping[str, Callable[[Scope], dict[str, Any]]] = {
    "matrix": _matrix,
    "rules": _rules,
    "tiers": _tiers,
    "flow": _flow,
    "rfm": _rfm,
}
