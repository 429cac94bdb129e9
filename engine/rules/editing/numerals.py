"""Numbers in expressions: the bounds that something is compared with, with their place in the text."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ORDERING = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
"""Signs beside which a number is a bound; beside `==` and `in` it is a name, such as 4 for the last quarter."""
_OPEN = (ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.IfExp)
_BOUNDS = frozenset({"clip", "min", "max"})
"""Functions whose numbers are bounds; those of other functions are decimals, bins and the like."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in an expression: its value, its place in characters, and the comparison that it stands in.

    `beside` are the other sides of the comparison, `excerpt` is the whole of it, such as `employees < 10`.
    """

    value: float
    offset: int
    length: int
    beside: tuple[str, ...]
    excerpt: str


def numerals(text: str, parameters: Mapping[str, float] = {}) -> tuple[Numeral, ...]:
    """The numbers that something is asked to be above or below, in order; none where the expression cannot be read.

    `parameters` are names that stand for a number, to be found like one.
    """
    line = "".join(" " if character.isspace() else character for character in text)
    try:
        tree = ast.parse(f"({line})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(sorted(_within(tree, _Text(f"({line})", parameters), None), key=lambda found: found.offset))


def names(text: str) -> frozenset[str]:
    """Every name in an expression; none where it cannot be read."""
    try:
        tree = ast.parse(f"({' '.join(text.split())})", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


class _Text:
    """Python counts bytes, people count characters; and an expression is read inside brackets of its own."""

    def __init__(self, bracketed: str, parameters: Mapping[str, float]) -> None:
        self.bytes = bracketed.encode(errors="surrogatepass")
        self.parameters = parameters

    def characters(self, column: int) -> int:
        return len(self.bytes[:column].decode(errors="ignore"))

    def span(self, node: ast.expr) -> tuple[int, int]:
        start, end = self.characters(node.col_offset), self.characters(node.end_col_offset or 0)
        return start - 1, end - start

    def written(self, node: ast.expr) -> str:
        return self.bytes[node.col_offset : node.end_col_offset].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class _Comparison:
    beside: tuple[str, ...]
    excerpt: str


def _within(node: ast.expr, text: _Text, comparison: _Comparison | None) -> Iterator[Numeral]:
    """The bounds below a node; a number outside of a comparison is none."""
    value = _number(node, text.parameters)
    if value is not None and comparison is not None:
        yield Numeral(value, *text.span(node), comparison.beside, comparison.excerpt)
    elif isinstance(node, ast.Compare):
        yield from _compared(node, text)
    elif isinstance(node, ast.Call):
        yield from _in_call(node, text, comparison)
    elif isinstance(node, _OPEN):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _within(child, text, comparison)


def _compared(node: ast.Compare, text: _Text) -> Iterator[Numeral]:
    operands = [node.left, *node.comparators]
    ordering = all(isinstance(sign, _ORDERING) for sign in node.ops)
    for operand in operands:
        others = tuple(text.written(other) for other in operands if other is not operand)
        comparison = _Comparison(others, text.written(node)) if ordering else None
        yield from _within(operand, text, comparison)


def _in_call(node: ast.Call, text: _Text, comparison: _Comparison | None) -> Iterator[Numeral]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    inside = comparison if name in _BOUNDS else None
    if name == "between" and node.args:
        inside = _Comparison((text.written(node.args[0]),), text.written(node))
    if name == "months_ago" and comparison is not None:
        inside = _Comparison((name,), comparison.excerpt)
    for argument in node.args:
        yield from _within(argument, text, inside)
    for keyword in node.keywords:
        yield from _within(keyword.value, text, None)


def _number(node: ast.expr, parameters: Mapping[str, float]) -> float | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand, parameters)
        return None if inner is None else -inner
    if isinstance(node, ast.Name):
        return parameters.get(node.id)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return None if isinstance(node.value, bool) else float(node.value)
    return None
