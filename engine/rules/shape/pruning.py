"""A tree without the parts that are at fault, so that what is left can be built and checked at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..nodes import Entry, Map, Node, Scalar, plain
from .commas import cut_text
from .complaint import Complaint, Step
from .keys import unknown_keys
from .schema import complaints

_ROUNDS = 12
_STAND_INS = {"weight": 1}
"""What stands in for a value at fault, where its part would have to go with it and take its other faults along."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """A tree that has the shape of a ruleset but for what its root lacks, and the paths of what was left out."""

    root: Map
    left_out: frozenset[str]


def prune(root: Map) -> Pruned:
    """Leaves out the smallest parts at fault: a value first, then what cannot do without it, until the rest fits."""
    left_out: set[str] = set()
    for _ in range(_ROUNDS):
        doomed = {steps for steps in _at_fault(root) if steps}
        if not doomed:
            break
        left_out.update(".".join(steps) for steps in doomed)
        root = _without(root, doomed)
    return Pruned(root, frozenset(left_out))


def _at_fault(root: Map) -> Iterable[tuple[str, ...]]:
    for error in complaints(plain(root)):
        complaint = Complaint.of(error, root)
        steps = complaint.steps
        if complaint.in_key:
            yield _up_to_list((*steps, str(complaint.value)))
        elif error.validator == "additionalProperties":
            for key in unknown_keys(complaint):
                cut = cut_text(complaint.node, key)
                yield _up_to_list((*steps, key))
                yield from [_up_to_list((*steps, cut.key))] if cut else []
        else:
            yield _up_to_list(steps)


def _up_to_list(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """A whole list goes when one of its items is at fault: the places of the others would shift."""
    kept: list[str] = []
    for step in steps:
        if isinstance(step, int):
            break
        kept.append(step)
    return tuple(kept)


def _without(root: Map, doomed: set[tuple[str, ...]], above: tuple[str, ...] = ()) -> Map:
    entries: dict[str, Entry] = {}
    for key, entry in root.entries.items():
        steps = (*above, key)
        if steps not in doomed:
            entries[key] = Entry(entry.key, _inner(entry.value, doomed, steps))
        elif key in _STAND_INS:
            number = _STAND_INS[key]
            entries[key] = Entry(entry.key, Scalar(number, str(number), entry.value.place))
    return Map(entries, root.place)


def _inner(node: Node, doomed: set[tuple[str, ...]], steps: tuple[str, ...]) -> Node:
    return _without(node, doomed, steps) if isinstance(node, Map) else node
