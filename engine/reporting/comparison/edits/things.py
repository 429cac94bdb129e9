"""What an edit is about: a criterion, a level, a field; and which of its keys."""

from dataclasses import dataclass
from functools import cache

from ....rules.editing.kinds import kind_at

Path = tuple[str, ...]

_KINDS = frozenset(
    (
        "table",
        "field",
        "metric",
        "knockout",
        "score",
        "criterion",
        "segmentation",
        "opportunity",
        "ranking",
        "ranking_metric",
        "playbook",
        "scenario",
        "goals",
        "best_customers",
        "buying_committee",
        "reports",
        "parameter",
    )
)
"""Definitions of the schema that reviewers have a name for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A named part of a ruleset: its kind, such as `criterion`, and where it stands; `key` leads on from there to the edit."""

    kind: str
    path: Path
    key: Path

    @property
    def id(self) -> str:
        return self.path[-1] if self.path else ""


@cache
def thing_of(path: Path) -> Thing:
    """The deepest named part that a path leads through; the ruleset itself where there is none."""
    for length in range(len(path), 0, -1):
        kind = _kind(path[:length])
        if kind:
            return Thing(kind, path[:length], path[length:])
    return Thing("ruleset", (), path)


def _kind(path: Path) -> str:
    match path:
        case ("segmentations", _, "segments", _):
            return "segment"
        case ("segmentations", _, "axes", _):
            return "axis"
        case ("segmentations", _, "axes", _, _):
            return "level"
        case ("buying_committee", "roles", _):
            return "role"
        case _:
            kind = kind_at(path).name
            return kind if kind in _KINDS else ""


def container_of(path: Path) -> Path:
    """The part that holds another: the segmentation of a segment, the table of a field; empty where none does."""
    return thing_of(path[:-1]).path
