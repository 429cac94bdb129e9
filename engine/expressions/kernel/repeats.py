"""What several expressions of a ruleset have in common: each such part is computed once for a block of rows."""

import ast
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Number: TypeAlias = int
"""Parts that say the same have the same number."""

PLAIN = (ast.Name, ast.Constant, ast.List)
"""What costs nothing to look up again."""


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """The parts that stand more than once in expressions over the same rows, and how often each is asked for.

    Names mean the same in all of them, parameters of the ruleset included.
    """

    numbers: Mapping[ast.expr, Number]
    times: Mapping[Number, int]

    @classmethod
    def among(cls, trees: Iterable[ast.expr]) -> "Repeats":
        book = _Book()
        for tree in trees:
            book.enter(tree)
        times = {number: count for number, count in book.times.items() if count > 1}
        return cls({node: number for node, number in book.numbers.items() if number in times}, times)


@dataclass(slots=True, eq=False)
class _Book:
    """Numbers for parts in the order in which they are met, and how often each will be computed."""

    known: dict[object, Number] = field(default_factory=dict)
    numbers: dict[ast.expr, Number] = field(default_factory=dict)
    times: "Counter[Number]" = field(default_factory=Counter)

    def enter(self, tree: ast.expr) -> None:
        self._number(tree)
        self._count(tree)

    def _number(self, node: ast.AST) -> Number:
        """A part's number; it stands on those of the parts below it, so that no text is compared twice."""
        said: list[object] = [type(node)]
        for name, value in ast.iter_fields(node):
            if name == "ctx":
                continue
            said += [self._said(each) for each in (value if isinstance(value, list) else (value,))]
        number = self.known.setdefault(tuple(said), len(self.known))
        if isinstance(node, ast.expr) and not isinstance(node, PLAIN):
            self.numbers[node] = number
        return number

    def _said(self, value: object) -> object:
        return self._number(value) if isinstance(value, ast.AST) else (type(value), repr(value))

    def _count(self, node: ast.AST) -> None:
        """What stands within a part that was met before is not computed again."""
        number = self.numbers.get(node) if isinstance(node, ast.expr) else None
        if number is not None:
            self.times[number] += 1
            if self.times[number] > 1:
                return
        for below in ast.iter_child_nodes(node):
            self._count(below)


@dataclass(slots=True, eq=False)
class Shared:
    """Values of repeated parts over one block of rows, each kept until it was asked for as often as it is needed."""

    repeats: Repeats
    values: dict[Number, tuple[Any, int]] = field(default_factory=dict)

    def number(self, node: ast.expr) -> Number | None:
        """The number of a part that is worth keeping; None for any other."""
        return self.repeats.numbers.get(node)

    def take(self, number: Number) -> Any:
        """A kept value, for the last time where nobody asks for it afterwards; None where there is none."""
        value, left = self.values.get(number, (None, 0))
        if left > 1:
            self.values[number] = value, left - 1
        elif left:
            del self.values[number]
        return value

    def keep(self, number: Number, value: Any) -> None:
        self.values[number] = value, self.repeats.times[number] - 1
