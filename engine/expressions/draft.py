"""An expression while it is being typed: what was found so far, and how to type the next part."""

import ast
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ..rules.model.texts import Constant
from .compiled import Change, Fault, Scope
from .constants import constant_value
from .parsing import Source
from .types import Kind, Type

Rule: TypeAlias = Callable[["Draft", Any], Type]

_WORDS: Mapping[Kind, str] = {
    Kind.NUMBER: "a number",
    Kind.TEXT: "a text",
    Kind.BOOLEAN: "a condition",
    Kind.DATE: "a date",
    Kind.LIST: "a list",
    Kind.NONE: "nothing",
    Kind.UNKNOWN: "unknown",
}


def in_words(kind: Kind) -> str:
    """A kind as a reader would say it: `a number`."""
    return _WORDS[kind]


class Draft:
    """Collects the faults, warnings, names and types of one expression.

    `beside` are the values that a name may be compared with, to tell one that lacks its quotes.
    `rules` tell how to type each sort of node. A part at fault gets the type UNKNOWN, which fits everywhere.
    """

    def __init__(self, text: str, scope: Scope, rules: Mapping[type[ast.expr], Rule]) -> None:
        self.source = Source(text)
        self.scope = scope
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self.names: set[str] = set()
        self.constants: dict[str, Constant] = {}
        self.types: dict[ast.expr, Type] = {}
        self.population = False
        self.beside: tuple[str, ...] = ()
        self._rules = rules

    def type_of(self, node: ast.expr) -> Type:
        found = self._rules[type(node)](self, node)
        self.types[node] = found
        return found

    def fault(
        self,
        node: ast.expr | ast.keyword,
        code: str,
        message: str,
        *,
        expected: str = "",
        found: str = "",
        fix: str = "",
        change: Change | None = None,
    ) -> None:
        """Notes a fault, or a warning when the code is a W, at a part of the expression."""
        offset, length = self.source.span(node)
        notes = self.warnings if code.startswith("W") else self.faults
        notes.append(Fault(code, message, offset, length, expected, found, fix, change))

    def instead(self, node: ast.expr | ast.keyword, new: str | None) -> Change | None:
        """A text in place of a part of the expression; None where none is given."""
        return Change(*self.source.span(node), new) if new else None

    def from_end_of(self, left: ast.expr, right: ast.expr, new: str) -> Change:
        """A text in place of all that follows a part, up to and with another."""
        start, (last, length) = sum(self.source.span(left)), self.source.span(right)
        return Change(start, last + length - start, new)

    def written(self, node: ast.expr | ast.keyword) -> str:
        return self.source.written(node)

    def describe(self, node: ast.expr, found: Type) -> str:
        """A part with its kind: `revenue is a number`."""
        return f"{self.written(node)} is {in_words(found.kind)}"

    def constant(self, node: ast.expr) -> "Constant | None":
        """The value of a literal, a list of them, or a parameter of the ruleset; None for anything else."""
        return constant_value(node, self.scope.constants)
