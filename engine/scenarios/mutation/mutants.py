"""Small changes of a ruleset: every number up and down, every rule a bit stricter or taken out."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...plan import Plan
from ...rules.editing import Edit
from ...rules.editing.dial import Dial, DialKind, written
from ...rules.editing.dials import dials, node_at
from ...rules.nodes import Map, Scalar
from .deciding import deciding_parts

BIT = 0.1
"""A number is moved by this share of itself, by at least 1 where it counts wholes."""

IMPORTANCE: Mapping[DialKind, int] = {
    kind: place
    for place, kind in enumerate(
        (
            DialKind.LEVEL,
            DialKind.THRESHOLD,
            DialKind.PARAMETER,
            DialKind.TIER,
            DialKind.BAND,
            DialKind.TOLERANCE,
            DialKind.CUT,
            DialKind.COMPLETENESS,
            DialKind.WEIGHT,
            DialKind.SCALE,
            DialKind.POINTS,
            DialKind.WINDOW,
        )
    )
}
RULES = 1
"""Where knock-outs and rules of segments stand among the numbers: before all but levels."""

_STRICTER: Mapping[type[ast.cmpop], str] = {ast.GtE: ">", ast.LtE: "<", ast.Gt: ">=", ast.Lt: "<="}
_SIGNS: Mapping[type[ast.cmpop], str] = {ast.GtE: ">=", ast.LtE: "<=", ast.Gt: ">", ast.Lt: "<"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is changed, in one or two ways: `edits` with what each of them makes of it, as written.

    `parts` are those of the plan that it changes. `dial` is the number that is turned, None for a rule. `place` orders
    changes by importance.
    """

    path: tuple[str, ...]
    now: str
    edits: tuple[tuple[str, Edit], ...]
    place: int
    parts: frozenset[str]
    dial: Dial | None = None

    @property
    def name(self) -> str:
        return self.dial.name if self.dial else ".".join(self.path)


def changes(plan: Plan, root: Map, compared: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    """Every change of what can move an account, the most important first; none of what is only for `compared` names."""
    parts = deciding_parts(plan, compared)
    found = (*_turned(dials(plan.ruleset, root), parts), *_rules(plan, root, parts))
    return tuple(sorted(found, key=lambda change: change.place))


def _turned(found: Iterable[Dial], parts: frozenset[str]) -> Iterator[Change]:
    for dial in found:
        if parts.isdisjoint(dial.parts):
            continue
        values = [value for share in (-BIT, BIT) if (value := dial.shifted(share)) is not None]
        edits = tuple((written_as(dial, value), dial.turned(value)) for value in values)
        if edits:
            yield Change(
                dial.path,
                written_as(dial, dial.value),
                edits,
                IMPORTANCE[dial.kind] + (dial.kind is not DialKind.LEVEL),
                frozenset(dial.parts),
                dial,
            )


def written_as(dial: Dial, value: float) -> str:
    """A value of a dial as its file would write it."""
    return f"{written(float(f'{value * 100:.10g}'))}%" if dial.is_share else written(value)


def _rules(plan: Plan, root: Map, parts: frozenset[str]) -> Iterator[Change]:
    """Each rule of a knock-out, a segment or a criterion: never true, and with its first comparison the other way at its bound."""
    for path, compiled in plan.expressions.items():
        steps = tuple(path.split("."))
        part = "knockouts" if steps[0] == "knockouts" else ".".join(steps[:2])
        node = node_at(root, steps)
        if steps[-1] != "when" or part not in parts or not isinstance(node, Scalar):
            continue
        edits = [
            (f"{old} instead of {new}", Edit(steps, node, _text(node, text)))
            for new, old, text in _at_bounds(compiled.tree, node.text)
        ]
        never = ("never true", Edit(steps, node, _text(node, "false")))
        yield Change(steps, node.text, (never, *edits), RULES, frozenset({part}))


def _at_bounds(tree: ast.expr, text: str) -> Iterator[tuple[str, str, str]]:
    """The text with one comparison's sign changed from `>=` to `>` and so on: the sign, the new one, the text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in _STRICTER:
            continue
        sign, other = _SIGNS[type(node.ops[0])], _STRICTER[type(node.ops[0])]
        if text.count(sign) == 1 and (len(sign) == 2 or f"{sign}=" not in text):  # noqa: PLR2004 - both signs
            yield sign, other, text.replace(sign, other)


def _text(node: Scalar, text: str) -> Scalar:
    return replace(node, value=text, text=text, offsets=())
