"""The criteria of a ruleset whose points can move to a sheet, and those whose points stand in one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...findings import Finding, Place, SiktaError
from ...findings.nearest import nearest
from ..loading import Tree
from ..nodes import Entry, Map, Sequence, walk
from .expanding import KEY

KINDS = ("points", "bands")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Movable:
    """A criterion with points by value or bands, how many, and the sheet that they stand in, if they do.

    `name` is what is enough to name it: its own id, or its path where another criterion has that id, too.
    """

    path: str
    name: str
    kind: str
    rows: int
    sheet: str = ""


def movable(tree: Tree) -> tuple[Movable, ...]:
    """Those of the ruleset's own files, in the order of the rules."""
    known = criteria(tree)
    ids = Counter(path.rpartition(".")[2] for path in known)
    names = {path: last if ids[last := path.rpartition(".")[2]] == 1 else path for path in known}
    return tuple(found for path, node in known.items() for found in _of(path, names[path], node))


def criteria(tree: Tree) -> dict[str, Map]:
    """Every criterion by its path, such as `scores.potential.criteria.industry`."""
    return {path: node for path, node in walk(tree.root) if isinstance(node, Map) and _is_criterion(path)}


def criterion_path(name: str, known: Mapping[str, Map]) -> str:
    """The path that a name stands for: itself, or the one path that ends in it.

    Raises SiktaError (E484) where there is none, or more than one.
    """
    ends = [path for path in known if path.endswith(f".{name}")]
    if name in known:
        return name
    if len(ends) != 1:
        raise SiktaError([_several(name, ends) if ends else _no_criterion(name, known)])
    return ends[0]


def _is_criterion(path: str) -> bool:
    steps = path.split(".")
    return len(steps) > 1 and steps[-2] == "criteria" and steps[0] in {"scores", "rankings"}


def _of(path: str, name: str, node: Map) -> Iterator[Movable]:
    for kind in KINDS:
        entry = node.entries.get(kind)
        if entry is not None and not (entry.key.place.file or "..").startswith(".."):
            value = entry.value
            rows = len(value.items) if isinstance(value, Sequence) else 0
            rows = len(value.entries) if isinstance(value, Map) else rows
            yield Movable(path, name, kind, rows, _sheet(entry))


def _sheet(entry: Entry) -> str:
    """The sheet that stands in for points; empty where they are written in the rules."""
    key = entry.key.place
    if not (key.excerpt or "")[(key.column or 1) - 1 :].startswith(KEY):
        return ""
    place: Place = entry.value.place
    sheet = (place.cell or "").rpartition("!")[0]
    return f"{place.file}#{sheet}" if sheet else place.file or ""


def _no_criterion(name: str, known: Mapping[str, Map]) -> Finding:
    meant = nearest(name, known) or nearest(name, (path.rpartition(".")[2] for path in known))
    return Finding(
        "E484",
        f'the ruleset has no criterion "{name}"' + (f'; did you mean "{meant}"?' if meant else ""),
        expected="a criterion such as scores.potential.criteria.industry, or its last word where that is enough",
        fix="sikta table with the ruleset alone lists the criteria that it can move",
    )


def _several(name: str, ends: list[str]) -> Finding:
    shown = ", ".join(ends[:_SHOWN]) + (f" and {len(ends) - _SHOWN} more" if len(ends) > _SHOWN else "")
    return Finding(
        "E484",
        f'the ruleset has {len(ends)} criteria "{name}"',
        expected="the path of one of them",
        found=shown,
        fix="name it with its score",
    )
