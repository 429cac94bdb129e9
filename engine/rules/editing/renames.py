"""Ids that changed while what they stand for stayed."""

from collections.abc import Iterator

from ..nodes import Map, Scalar
from .differing import differences_at
from .edit import Edit
from .renaming import renamed, with_column

Path = tuple[str, ...]

_IDS = frozenset(
    (
        "parameters",
        "tables",
        "metrics",
        "knockouts",
        "scores",
        "segmentations",
        "opportunities",
        "rankings",
        "playbooks",
        "tests",
    )
)
_INCIDENTAL = frozenset(
    (
        "title",
        "definition",
        "owner",
        "source",
        "method",
        "judgement",
        "review_by",
        "reason",
        "weight",
        "unit",
        "format",
    )
)
"""Keys that may differ between two of the same sort without making them another thing."""

_MOST = 40
"""More ids than this that came or went in one map: a rewrite, in which nothing was certainly renamed."""


def renames_between(old: Map, new: Map) -> tuple[tuple[Edit, ...], Map]:
    """The renames that are certain, and the old tree with them made.

    Certain is an id that is gone where exactly one has come that means the same, its own uses followed.
    """
    found: list[Edit] = []
    while (pair := next(_certain(old, new, (), new), None)) is not None:
        path, name = pair
        found.append(_rename(path, name, old))
        old = renamed(old, path, name)
    return tuple(found), old


def _rename(path: Path, name: str, root: Map) -> Edit:
    return Edit(path, Scalar(path[-1], path[-1], root.place), Scalar(name, name, root.place), "rename")


def _certain(old: Map, new: Map, path: Path, root: Map) -> Iterator[tuple[Path, str]]:
    """Ids that became others, with what they became, from the top down."""
    if _holds_ids(path, root):
        gone = [key for key in old.entries if key not in new.entries]
        come = [key for key in new.entries if key not in old.entries]
        if len(gone) <= _MOST and len(come) <= _MOST:
            yield from _matched(old, new, path, root, gone, come)
    for key, entry in old.entries.items():
        after = new.get(key)
        if isinstance(entry.value, Map) and isinstance(after, Map) and path[:1] != ("tests",):
            yield from _certain(entry.value, after, (*path, key), root)


def _holds_ids(path: Path, root: Map) -> bool:
    match path:
        case (section,):
            return section in _IDS
        case (*_, "criteria") | ("tables", _, "fields") | ("rankings", _, "metrics"):
            return True
        case ("segmentations", _, "axes", _) | ("buying_committee", "roles"):
            return True
        case ("segmentations", name, "segments"):
            return not _is_flow(root, name)
        case _:
            return False


def _is_flow(root: Map, name: str) -> bool:
    """Whether the segments of a segmentation have ids that the language fixes."""
    section = root.get("segmentations")
    segmentation = section.get(name) if isinstance(section, Map) else None
    method = segmentation.get("method") if isinstance(segmentation, Map) else None
    return isinstance(method, Scalar) and method.text == "flow"


def _matched(
    old: Map, new: Map, path: Path, root: Map, gone: list[str], come: list[str]
) -> Iterator[tuple[Path, str]]:
    alike = [(was, name) for was in gone for name in come if _same_thing(old, new, path, root, was, name)]
    for was, name in alike:
        if sum(was in pair for pair in alike) == 1 and sum(name in pair for pair in alike) == 1:
            yield (*path, was), name


def _same_thing(old: Map, new: Map, path: Path, root: Map, was: str, name: str) -> bool:
    before, after = (
        with_column(old.entries[was].value, (*path, was)),
        with_column(new.entries[name].value, (*path, name)),
    )
    found = differences_at((*path, name), before, after, root)
    return all(
        edit.path[len(path) + 1 : len(path) + 2] and edit.path[len(path) + 1] in _INCIDENTAL for edit in found
    )
