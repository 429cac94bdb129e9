"""How small and how large a computed number can be, and whether it can be missing.

The ends of sums, products and quotients are computed as the kernel computes them; rounding to the nearest float never
turns the order of two results round, so no value lies beyond the ends.
"""

import ast
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from .functions import FUNCTIONS
from .possible import Numbers, Possible, Span
from .types import Type


class Values(Protocol):
    """What is known of the names of an expression, and of its fixed parts."""

    def fixed(self, node: ast.expr) -> "float | str | bool | None": ...
    def type_of(self, node: ast.expr) -> Type: ...
    def of_name(self, node: ast.Name) -> Possible: ...


_EVERYWHERE = Span()


def bounds(node: ast.expr, values: Values) -> Span:  # noqa: PLR0911 - one for each sort of part
    """The smallest stretch that surely holds a number; all numbers where nothing is known."""
    value = values.fixed(node)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Span(float(value), float(value))
    match node:
        case ast.Name():
            known = values.of_name(node).known
            return known.hull if isinstance(known, Numbers) and not known.empty else _EVERYWHERE
        case ast.BinOp(left=left, op=op, right=right):
            return _sound(_ARITHMETIC[type(op)](bounds(left, values), bounds(right, values)))
        case ast.UnaryOp(operand=operand, op=op):
            inner = bounds(operand, values)
            return _negative(inner) if isinstance(op, ast.USub) else inner
        case ast.IfExp(body=body, orelse=other):
            return _hull(bounds(part, values) for part in (body, other) if not _nothing(part))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _of_call(name, [bounds(argument, values) for argument in arguments], node, values)
    return _EVERYWHERE


def _sound(span: Span) -> Span:
    """All numbers in place of a stretch whose ends ran beyond what floats hold."""
    return span if span.low <= span.high and span.low < math.inf and span.high > -math.inf else _EVERYWHERE


def _nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _of_call(name: str, arguments: list[Span], node: ast.expr, values: Values) -> Span:
    found = values.type_of(node)
    declared = Span(
        -math.inf if found.min is None else found.min, math.inf if found.max is None else found.max
    )
    computed = _CALLS.get(name)
    return declared.meet(computed(arguments)) if computed else declared


def _hull(spans: Iterator[Span]) -> Span:
    lows, highs = zip(*((span.low, span.high) for span in spans), strict=True)
    return Span(min(lows), max(highs))


def _negative(span: Span) -> Span:
    return Span(-span.high, -span.low, span.high_open, span.low_open)


def _plus(left: Span, right: Span) -> Span:
    return Span(left.low + right.low, left.high + right.high)


def _minus(left: Span, right: Span) -> Span:
    return _plus(left, _negative(right))


def _times(left: Span, right: Span) -> Span:
    ends = [_product(one, two) for one in left[:2] for two in right[:2]]
    return Span(min(ends), max(ends))


def _product(one: float, two: float) -> float:
    """As multiplication, with nothing of anything nothing: the end of an endless stretch is never reached."""
    return 0.0 if 0.0 in {one, two} else one * two


def _over(left: Span, right: Span) -> Span:
    if right.low <= 0 <= right.high:
        return _EVERYWHERE
    ends = [
        one / two if math.isfinite(two) else 0.0 for one in left[:2] for two in right[:2] if _both(one, two)
    ]
    return Span(min(ends), max(ends)) if len(ends) == 4 else _EVERYWHERE  # noqa: PLR2004 - two ends by two


def _both(one: float, two: float) -> bool:
    return math.isfinite(one) or math.isfinite(two)


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Span, Span], Span]] = {
    ast.Add: _plus,
    ast.Sub: _minus,
    ast.Mult: _times,
    ast.Div: _over,
}


def _size(arguments: list[Span]) -> Span:
    span = arguments[0]
    low = 0.0 if span.low <= 0 <= span.high else min(abs(span.low), abs(span.high))
    return Span(low, max(abs(span.low), abs(span.high)))


def _smallest(arguments: list[Span]) -> Span:
    return Span(min(span.low for span in arguments), min(span.high for span in arguments))


def _largest(arguments: list[Span]) -> Span:
    return Span(max(span.low for span in arguments), max(span.high for span in arguments))


def _clipped(arguments: list[Span]) -> Span:
    value, low, high = arguments
    return _smallest([_largest([value, low]), high])


_CALLS: Mapping[str, Callable[[list[Span]], Span]] = {
    "abs": _size,
    "min": _smallest,
    "max": _largest,
    "clip": _clipped,
    "coalesce": lambda arguments: _hull(iter(arguments)),
}


def may_be_missing(node: ast.expr, values: Values) -> bool:  # noqa: PLR0911 - one for each sort of part
    """Whether a value can be missing as far as its parts tell; a result that is too large aside."""
    if values.fixed(node) is not None:
        return False
    match node:
        case ast.Name():
            return values.of_name(node).missing
        case ast.BinOp(left=left, op=op, right=right):
            by_zero = isinstance(op, ast.Div) and bounds(right, values).low <= 0 <= bounds(right, values).high
            return by_zero or may_be_missing(left, values) or may_be_missing(right, values)
        case ast.UnaryOp(operand=operand):
            return may_be_missing(operand, values)
        case ast.Call(func=ast.Name(id="coalesce"), args=arguments):
            return all(may_be_missing(argument, values) for argument in arguments)
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in _TOTAL:
            return any(may_be_missing(argument, values) for argument in arguments)
    return True


_TOTAL = frozenset(
    name
    for name, function in FUNCTIONS.items()
    if not function.population
    and name not in {"coalesce", "is_missing", "trim", "lower", "upper", "months_ago"}
)
"""Functions that give a value wherever all their arguments have one."""


def needed(node: ast.expr) -> Iterator[ast.Name]:
    """The names without whose values an expression has none."""
    match node:
        case ast.Name():
            yield node
        case ast.BinOp(left=left, right=right):
            yield from needed(left)
            yield from needed(right)
        case ast.UnaryOp(operand=operand) if not isinstance(node.op, ast.Not):
            yield from needed(operand)
        case ast.Call(func=ast.Name(id=name), args=arguments) if _asks_for_all(name):
            for argument in arguments:
                yield from needed(argument)


def _asks_for_all(name: str) -> bool:
    return not FUNCTIONS[name].population and name not in {"coalesce", "is_missing", "between"}
