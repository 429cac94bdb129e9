"""Edits that stand or fall together: what cannot be tried alone is tried with what it needs."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ....rules.editing import Edit
from ....rules.nodes import Map, Node, Scalar, walk

Makes = Callable[[frozenset[int]], bool]
"""Whether the old ruleset with these edits (by index) is one that can run."""

Grain = Literal["edit", "part", "section"]
"""What is tried as one: an edit with what it needs, all edits of one metric or score, all edits of one section."""

MOST = 40
"""So many units are tried one by one; beyond that edits are taken together by part, and then by section."""

_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Unit:
    """Edits, by their index, that are applied and left out together."""

    edits: tuple[int, ...]


def units_of(edits: Sequence[Edit], moving: Sequence[int], makes: Makes) -> tuple[tuple[Unit, ...], Grain]:
    """The units among the edits that can move somebody, in the order of the file, and how fine they are."""
    everything = frozenset(moving)
    for grain, depth in (("edit", None), ("part", 2), ("section", 1)):
        groups = _grouped(edits, moving, depth)
        if len(groups) <= MOST or grain == "section":
            bound = _bound(groups, edits, makes, everything)
            return tuple(Unit(each) for each in sorted(bound)), grain  # type: ignore[return-value]
    raise AssertionError("the last grain always fits")


def _grouped(edits: Sequence[Edit], moving: Iterable[int], depth: int | None) -> list[tuple[int, ...]]:
    groups: dict[object, list[int]] = {}
    for index in moving:
        groups.setdefault(index if depth is None else edits[index].path[:depth], []).append(index)
    return [tuple(group) for group in groups.values()]


def _bound(
    groups: Sequence[tuple[int, ...]], edits: Sequence[Edit], makes: Makes, everything: frozenset[int]
) -> set[tuple[int, ...]]:
    """Groups joined until each can be applied alone, and be left out alone."""
    bonds: list[frozenset[int]] = [frozenset(group) for group in groups]
    for fits in (makes, lambda chosen: makes(everything - chosen)):
        alone = (frozenset(group) for group in groups)
        bonds += [_smallest(each, groups, edits, fits) for each in alone if not fits(each)]
    return {tuple(sorted(each)) for each in _joined(bonds)}


def _smallest(
    wanted: frozenset[int], groups: Sequence[tuple[int, ...]], edits: Sequence[Edit], fits: Makes
) -> frozenset[int]:
    """The wanted edits with as few others as make them fit: those they share names with, else any."""
    chosen = _with_kin(wanted, groups, edits)
    if not fits(chosen):
        chosen = frozenset(index for group in groups for index in group)
    for group in reversed(groups):
        fewer = chosen - frozenset(group)
        if fewer != chosen and wanted <= fewer and fits(fewer):
            chosen = fewer
    return chosen


def _with_kin(
    wanted: frozenset[int], groups: Sequence[tuple[int, ...]], edits: Sequence[Edit]
) -> frozenset[int]:
    """The wanted edits and all that name what they define, or define what they name, and so on."""
    chosen, grown = wanted, True
    while grown:
        defined = _union(_defines(edits[index]) for index in chosen)
        named = _union(_names(edits[index]) for index in chosen)
        kin = [
            group
            for group in groups
            if any(_names(edits[i]) & defined or _defines(edits[i]) & named for i in group)
        ]
        larger = chosen.union(*kin)
        grown, chosen = larger != chosen, larger
    return chosen


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(name for each in sets for name in each)


def _defines(edit: Edit) -> frozenset[str]:
    """The names that come or go with an edit: its own id, and the keys of what it adds or takes away."""
    if edit.old is not None and edit.new is not None:
        return frozenset()
    node = edit.old if edit.new is None else edit.new
    keys = (key for _, each in walk(node) if isinstance(each, Map) for key in each.entries) if node else ()
    return frozenset((edit.path[-1], *keys)) - _COMMON


_COMMON = frozenset(
    ("at", "bands", "criteria", "for", "format", "from", "last", "otherwise", "points", "rules", "scale", "segments", "sum", "title", "type", "unit", "value", "weight", "when", "where", "up_to", "method", "count", "axes")
)  # fmt: skip
"""Keys of the language, which tie no two edits together."""


def _names(edit: Edit) -> frozenset[str]:
    """Every word in what an edit takes away or puts in its place, and in its path."""
    texts = [*edit.path]
    for node in (edit.old, edit.new):
        texts += _texts(node) if node is not None else []
    return frozenset(name for text in texts for name in _NAME.findall(text)) - _COMMON


def _texts(node: Node) -> list[str]:
    found = [each.text for _, each in walk(node) if isinstance(each, Scalar)]
    return found + [key for _, each in walk(node) if isinstance(each, Map) for key in each.entries]


def _joined(bonds: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Sets that share a member become one."""
    joined: list[frozenset[int]] = []
    for bond in bonds:
        touching = [each for each in joined if each & bond]
        joined = [each for each in joined if not each & bond] + [bond.union(*touching)]
    return joined
