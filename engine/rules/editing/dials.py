"""Every number of a ruleset that a business person may turn, with the edit that turns it."""

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from ..building.part import percentage
from ..model import Ruleset
from ..nodes import Map, Node, Scalar, Sequence, walk
from .bounds import Known, as_percentage, reach
from .dial import Dial, DialKind, Limits
from .numerals import names, numerals
from .spots import Path, Spot, spots
from .wholes import counts_in_wholes

_BOUND = re.compile(r"\.(min|max|scale\.\d+)$")
_SPAN = re.compile(r"(\d+)\s+[a-z]+")


def dials(ruleset: Ruleset, root: Map, known: Known = MappingProxyType({})) -> tuple[Dial, ...]:
    """The dials of a ruleset and of the merged tree that it was built from, in the order of computing, parameters last.

    `known` are the bounds of expressions, which no dial passes; those of the data contract hold in any case.
    Leaves out numbers that say what the data is (the `min` of a field), what nothing is computed from (a journey's
    drop-off), and parameters that say either.
    """
    found: list[Dial] = []
    users: dict[str, list[Spot]] = {}
    for spot in spots(ruleset):
        node = node_at(root, spot.path)
        if not isinstance(node, Scalar):
            continue
        if spot.kind is DialKind.THRESHOLD:
            found += _inside(spot, node, ruleset, known)
            named = names(node.text)
        else:
            found += _plain(spot, node, ruleset, known)
            named = frozenset({node.text})
        for name in named & ruleset.parameters.keys():
            users.setdefault(name, []).append(spot)
    return (*found, *_parameters(users, ruleset, root, known))


def node_at(root: Node, path: Path) -> Node | None:
    """The node of a tree at a path; None where there is none."""
    node: Node | None = root
    for key in path:
        if isinstance(node, Map):
            node = node.get(key)
        elif isinstance(node, Sequence) and key.isdigit() and int(key) < len(node.items):
            node = node.items[int(key)]
        else:
            return None
    return node


def part_of(path: Path) -> str:
    """The part of a plan that a place belongs to: `knockouts`, or the section with the id."""
    return path[0] if path[0] == "knockouts" else ".".join(path[:2])


def _plain(spot: Spot, node: Scalar, ruleset: Ruleset, known: Known) -> Iterator[Dial]:
    """The dial of a value that is a number itself; none for the name of a parameter, or for `skip`."""
    value = _value(spot.kind, node)
    if value is not None:
        yield Dial(
            spot.path,
            spot.kind,
            value,
            node,
            spot.limits,
            spot.whole,
            spot.unit,
            parts=(part_of(spot.path),),
            of=spot.of,
            reach=_reach((spot.of,), value, spot, ruleset, known),
        )


def _reach(texts: Iterable[str], value: float, spot: Spot, ruleset: Ruleset, known: Known) -> Limits:
    """What all of the texts that a number is compared with can be; none of them sets no limit."""
    own = [reach(text, ruleset, known, spot.table) for text in texts if text]
    shares = [as_percentage(text, value, ruleset) for text in texts if text and spot.table == "accounts"]
    return _common([*own, *shares])


def _value(kind: DialKind, node: Scalar) -> float | None:
    if kind is DialKind.WINDOW:
        span = _SPAN.match(node.text)
        return float(span[1]) if span else None
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    return percentage(node.text)


def _inside(spot: Spot, node: Scalar, ruleset: Ruleset, known: Known) -> Iterator[Dial]:
    """The dials of an expression: its numbers in comparisons."""
    for numeral in numerals(node.text):
        whole = numeral.value == int(numeral.value) and any(
            counts_in_wholes(text, ruleset, spot.table) for text in numeral.beside
        )
        yield Dial(
            spot.path,
            DialKind.THRESHOLD,
            numeral.value,
            node,
            whole=whole,
            span=(numeral.offset, numeral.length),
            excerpt=" ".join(numeral.excerpt.split()),
            parts=(part_of(spot.path),),
            reach=_reach(numeral.beside, numeral.value, spot, ruleset, known),
        )


def _parameters(users: dict[str, list[Spot]], ruleset: Ruleset, root: Map, known: Known) -> Iterator[Dial]:
    """One dial per parameter that is a number and that rules use; none where the data is read by it."""
    of_data = _bounds_of_data(root)
    for name, value in ruleset.parameters.items():
        node = node_at(root, ("parameters", name))
        spots_ = users.get(name, [])
        if not spots_ or name in of_data or not isinstance(node, Scalar):
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        yield Dial(
            ("parameters", name),
            DialKind.PARAMETER,
            float(value),
            node,
            _common([spot.limits for spot in spots_]),
            whole=isinstance(node.value, int)
            and any(_whole_use(spot, name, ruleset, root) for spot in spots_),
            unit=next((spot.unit for spot in spots_ if spot.unit), None),
            parts=tuple(dict.fromkeys(part_of(spot.path) for spot in spots_)),
            uses=tuple(".".join(spot.path) for spot in spots_),
            of=next((spot.of for spot in spots_ if spot.of), ""),
            reach=_common(
                [_reach(_beside(spot, name, root), float(value), spot, ruleset, known) for spot in spots_]
            ),
        )


def _beside(spot: Spot, name: str, root: Map) -> tuple[str, ...]:
    """What a use of a parameter compares it with."""
    node = node_at(root, spot.path)
    if spot.kind is not DialKind.THRESHOLD or not isinstance(node, Scalar):
        return (spot.of,)
    return tuple(text for found in numerals(node.text, {name: 0.0}) for text in found.beside)


def _bounds_of_data(root: Map) -> frozenset[str]:
    """The names that stand where a field says which values can be true."""
    tables = root.get("tables")
    nodes = walk(tables) if tables is not None else ()
    return frozenset(
        node.text for path, node in nodes if isinstance(node, Scalar) and _BOUND.search(path) is not None
    )


def _common(limits: list[Limits]) -> Limits:
    """What all limits of several places allow; a place in an expression sets none."""
    none = Limits()
    return Limits(
        max((limit.low for limit in limits), default=none.low),
        min((limit.high for limit in limits), default=none.high),
        max((limit.above for limit in limits), default=none.above),
        min((limit.below for limit in limits), default=none.below),
    )


def _whole_use(spot: Spot, name: str, ruleset: Ruleset, root: Map) -> bool:
    """Whether a use of a parameter is one where only wholes count."""
    if spot.kind is not DialKind.THRESHOLD:
        return spot.whole
    return any(counts_in_wholes(text, ruleset, spot.table) for text in _beside(spot, name, root))
