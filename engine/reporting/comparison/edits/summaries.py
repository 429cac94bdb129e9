"""A whole part of a ruleset in one line: what a new criterion measures, where a segment lies."""

from collections.abc import Callable, Mapping

from ....rules.nodes import Map, Node, Scalar, plain
from .marks import code
from .shortening import cut
from .things import Path
from .titles import Titles
from .values import Values

_MOST = 6
_MEASURES = ("bands", "scale", "points", "table", "rules", "criteria")


def summary(kind: str, node: Node, path: Path, values: Values) -> str:
    """What stands at a path, in short; `kind` is that of its thing."""
    told = _KINDS.get(kind)
    return told(node, path, values) if told and isinstance(node, Map) else cut(values.told(node, path))


def criterion(node: Map, path: Path, values: Values) -> str:
    weight = node.get("weight")
    measured = measure(node, path, values)
    if not isinstance(weight, Scalar):
        return measured
    return values._(
        "weight {weight}, {measure}", weight=values.number(weight, (*path, "weight")), measure=measured
    )


def measure(node: Map, path: Path, values: Values) -> str:
    """How a criterion gives points."""
    _ = values._
    key = next((key for key in _MEASURES if key in node.entries), "")
    inner, of = node.get(key), node.get("value")
    value = values.formula(of, (*path, "value")) if isinstance(of, Scalar) else ""
    if isinstance(inner, Map):
        points, names = _points(inner, path, values), _names(inner, (*path, key), values.titles)
    else:
        points, names = values.told(inner, (*path, key)) if inner else "", ""
    messages = {
        "bands": _("steps of {value} ({points})", value=value, points=points),
        "scale": _("a straight line of {value} ({points})", value=value, points=points),
        "points": _("points by {value} ({points})", value=value, points=points),
        "table": _("points by {value} ({points})", value=value, points=points),
        "rules": _("points by rules ({points})", points=points),
        "criteria": _("the criteria {names}", names=names),
    }
    return messages.get(key, code(str(plain(node))))


def _points(node: Node | None, path: Path, values: Values) -> str:
    entries = node.entries.items() if isinstance(node, Map) else ()
    return ", ".join(f"{key}: {values.told(entry.value, (*path, 'points', key))}" for key, entry in entries)


def _names(node: Node | None, path: Path, titles: Titles) -> str:
    """The titles of what a map holds, the first few."""
    ids = list(node.entries) if isinstance(node, Map) else []
    told = ", ".join(titles.name((*path, id_)) for id_ in ids[:_MOST])
    return f"{told}, …" if len(ids) > _MOST else told


def _holds(key: str) -> Callable[[Map, Path, Values], str]:
    return lambda node, path, values: _names(node.get(key), (*path, key), values.titles)


def _rule(*keys: str) -> Callable[[Map, Path, Values], str]:
    """The first of some keys that is there."""

    def told(node: Map, path: Path, values: Values) -> str:
        key = next((key for key in keys if key in node.entries), "")
        value = node.get(key)
        return cut(values.told(value, (*path, key))) if value else code(str(plain(node)))

    return told


def _segment(node: Map, path: Path, values: Values) -> str:
    _ = values._
    if "otherwise" in node.entries:
        return _("all other accounts")
    ranges = [key for key in ("recency", "frequency", "monetary") if key in node.entries]
    if ranges:
        return code(", ".join(f"{key}: {plain(node.entries[key].value)}" for key in ranges))
    key = next((key for key in ("when", "at", "up_to", "from") if key in node.entries), "")
    value = cut(values.told(node.entries[key].value, (*path, key))) if key else ""
    messages = {
        "when": _("accounts where {rule}", rule=value),
        "at": value,
        "up_to": _("up to {end}", end=value),
        "from": _("from {start}", start=value),
    }
    return messages.get(key, _("all other accounts"))


def _written(*left_out: str) -> Callable[[Map, Path, Values], str]:
    """The keys that compute, as they are written."""

    def told(node: Map, path: Path, values: Values) -> str:  # noqa: ARG001 - as all that tell a map
        kept = {key: plain(entry.value) for key, entry in node.entries.items() if key not in left_out}
        return code(cut(", ".join(f"{key}: {value}" for key, value in kept.items())))

    return told


_WORDS = (
    "title",
    "definition",
    "owner",
    "source",
    "method",
    "judgement",
    "unit",
    "format",
    "fields",
    "review_by",
)

_KINDS: Mapping[str, Callable[[Map, Path, Values], str]] = {
    "criterion": criterion,
    "score": _holds("criteria"),
    "segmentation": _holds("segments"),
    "axis": lambda node, path, values: ", ".join(
        f"{values.titles.name((*path, id_))} {values.told(entry.value, (*path, id_))}"
        for id_, entry in node.entries.items()
    ),
    "segment": _segment,
    "knockout": _rule("when"),
    "metric": _written(*_WORDS),
    "table": _written(*_WORDS),
    "field": _written(*_WORDS),
    "opportunity": _written(*_WORDS),
    "ranking_metric": _written(*_WORDS),
    "best_customers": _rule("are"),
    "ranking": _rule("of"),
    "buying_committee": _rule("won"),
    "role": _rule("when"),
    "playbook": _rule("for"),
}
