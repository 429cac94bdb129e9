"""The kernel: a compiled expression over a block of columns, whole columns at a time, never row by row."""

import ast
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import numpy as np
from simpleeval import SimpleEval

from ...rules.model.texts import Constant
from ..columns import Block, Column, Condition, Dates, Mask, Members, Numbers, Texts
from ..compiled import Compiled
from ..functions import FUNCTIONS
from ..naming import LIMIT
from .choices import chosen, constant, stretched
from .comparisons import among, compared, holds
from .dates import day_number
from .logic import all_of, any_of, certain, negated
from .numbers import ARITHMETIC
from .population import over_all
from .repeats import Shared
from .table import IMPLEMENTATIONS, SINCE_AS_OF

Value: TypeAlias = Column | tuple[Column, ...] | None
"""What a part of an expression gives: a column (a constant has one row), a list, or None for the word None."""


class Kernel(SimpleEval):  # type: ignore[misc]  # simpleeval has no types
    """Evaluates expressions over one block.

    `size` is the number of rows of the block, `as_of` the date the model looks from. `overflows` counts the values
    that became missing because they were 2**63 or more. `shared` holds what other expressions over the block have
    computed already. The node table is the allow-list: no other part of Python is
    evaluated, and no attribute of any value is ever read.
    """

    def __init__(self, block: Block, size: int, as_of: dt.date, shared: Shared | None = None) -> None:
        super().__init__(operators={}, functions={}, names={}, allowed_attrs={})
        self.block = block
        self.size = size
        self.as_of = Dates(np.array([day_number(as_of)]))
        self.overflows = 0
        self._shared = shared
        self._too_large = 0
        self._constants: Mapping[str, Constant] = {}
        self._counted: Mask = np.ones(1, dtype=np.bool_)
        self.nodes: dict[type[ast.expr], Callable[[Any], Value]] = {}

    def evaluate(self, compiled: Compiled) -> Column:
        """The column of an expression, of the block's size."""
        self._constants = compiled.constants
        self.nodes = self._allowed()
        try:
            with np.errstate(all="ignore"):
                return stretched(self._column(compiled.tree), self.size)
        finally:
            self.nodes = {}  # its methods hold the kernel, and with it the block, alive

    def _allowed(self) -> dict[type[ast.expr], Callable[[Any], Value]]:
        return {
            ast.Constant: self._literal,
            ast.Name: self._name,
            ast.List: self._list,
            ast.BinOp: self._arithmetic,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._joined,
            ast.Compare: self._comparison,
            ast.IfExp: self._choice,
            ast.Call: self._call,
        }

    def _eval(self, node: ast.expr) -> Any:
        number = None if self._shared is None else self._shared.number(node)
        if number is None or self._shared is None:
            return super()._eval(node)
        value: Value = self._shared.take(number)
        if value is None:
            before = self._too_large
            value = super()._eval(node)
            if before == self._too_large:  # each expression tells of its own numbers that are too large
                self._shared.keep(number, value)
        return value

    def _column(self, node: ast.expr) -> Column:
        value: Value = self._eval(node)
        if value is None or isinstance(value, tuple):
            raise TypeError(f"{ast.unparse(node)} is not a column")
        return value

    def _condition(self, node: ast.expr) -> Condition:
        value = self._eval(node)
        if not isinstance(value, Condition):
            raise TypeError(f"{ast.unparse(node)} is not a condition")
        return value

    def _numbers(self, node: ast.expr) -> Numbers:
        value = self._eval(node)
        if not isinstance(value, Numbers):
            raise TypeError(f"{ast.unparse(node)} is not a number")
        return value

    def _literal(self, node: ast.Constant) -> Column | None:
        if isinstance(node.value, str | int | float):
            return constant(node.value)
        return None

    def _name(self, node: ast.Name) -> Value:
        if node.id in self._constants:
            value = self._constants[node.id]
            return tuple(map(constant, value)) if isinstance(value, tuple) else constant(value)
        if node.id == "as_of":
            return self.as_of
        if node.id in self.block:
            return self.block[node.id]
        return constant({"true": True, "false": False}[node.id])

    def _list(self, node: ast.List) -> tuple[Column, ...]:
        return tuple(self._column(item) for item in node.elts)

    def _arithmetic(self, node: ast.BinOp) -> Numbers:
        left, right = self._numbers(node.left), self._numbers(node.right)
        return self._bounded(Numbers(ARITHMETIC[type(node.op)](left.values, right.values)))

    def _bounded(self, numbers: Numbers) -> Numbers:
        """Missing in place of numbers that are too large, which are counted where a row's result rests on them."""
        over = np.abs(numbers.values) >= LIMIT
        if not over.any():
            return numbers
        self._too_large += 1
        self.overflows += int(np.count_nonzero(np.broadcast_to(over & self._counted, self.size)))
        return Numbers(np.where(over, np.nan, numbers.values))

    def _unary(self, node: ast.UnaryOp) -> Numbers | Condition:
        if isinstance(node.op, ast.Not):
            return negated(self._condition(node.operand))
        numbers = self._numbers(node.operand)
        return Numbers(-numbers.values) if isinstance(node.op, ast.USub) else numbers

    def _joined(self, node: ast.BoolOp) -> Condition:
        conditions = [self._condition(value) for value in node.values]
        return all_of(conditions) if isinstance(node.op, ast.And) else any_of(conditions)

    def _comparison(self, node: ast.Compare) -> Condition:
        values = [self._eval(operand) for operand in (node.left, *node.comparators)]
        return all_of([self._link(sign, *values[index : index + 2]) for index, sign in enumerate(node.ops)])

    def _link(self, sign: ast.cmpop, left: Value, right: Value) -> Condition:
        if isinstance(sign, ast.Is | ast.IsNot):
            missing = certain(True if left is None else self._not_list(left).missing)
            return missing if isinstance(sign, ast.Is) else negated(missing)
        first = self._not_list(left)
        if isinstance(sign, ast.In | ast.NotIn):
            inside = among(first, right) if isinstance(right, tuple) else self._held(right, first)
            return inside if isinstance(sign, ast.In) else negated(inside)
        return compared(sign, first, self._not_list(right))

    @staticmethod
    def _held(members: Column | None, value: Column) -> Condition:
        if not isinstance(members, Members):
            raise TypeError("in needs a list")
        return holds(members, value)

    @staticmethod
    def _not_list(value: Value) -> Column:
        if value is None or isinstance(value, tuple):
            raise TypeError("a list or None stands where a column is needed")
        return value

    def _choice(self, node: ast.IfExp) -> Column:
        test = self._condition(node.test)
        with self._counting(test.true):
            first = self._eval(node.body)
        with self._counting(test.false):
            second = self._eval(node.orelse)
        return chosen(test, first, second)

    @contextmanager
    def _counting(self, rows: Mask) -> Iterator[None]:
        """Counts overflows only in rows whose result rests on what is evaluated meanwhile."""
        before, self._counted = self._counted, self._counted & rows
        yield
        self._counted = before

    def _call(self, node: ast.Call) -> Column:
        if not isinstance(node.func, ast.Name):
            raise TypeError("only functions of the table are called")
        name = node.func.id
        if FUNCTIONS[name].population:
            return self._over_all(name, node)
        arguments: list[Value] = [self._eval(argument) for argument in node.args]
        if name in SINCE_AS_OF:
            arguments.insert(SINCE_AS_OF[name], self.as_of)
        result: Column = IMPLEMENTATIONS[name](*arguments)
        return self._bounded(result) if isinstance(result, Numbers) else result

    def _over_all(self, name: str, node: ast.Call) -> Numbers:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        values, *more = [self._column(argument) for argument in node.args]
        argument = float(more[0].values[0]) if more and isinstance(more[0], Numbers) else 0.0
        groups, where = self._grouping(keywords.get("by")), keywords.get("where")
        condition = stretched(self._condition(where), self.size) if where else None
        measures = stretched(values, self.size)
        if not isinstance(measures, Numbers | Dates) or not isinstance(condition, Condition | None):
            raise TypeError(f"{name} cannot rank {ast.unparse(node.args[0])}")
        codes = groups.codes if groups else None
        return self._bounded(Numbers(over_all(name, measures.values, argument, codes, condition)))

    def _grouping(self, node: ast.expr | None) -> Texts | None:
        groups = stretched(self._column(node), self.size) if node else None
        if isinstance(groups, Texts | None):
            return groups
        raise TypeError("by= takes a category")


def evaluate(compiled: Compiled, block: Block, size: int, as_of: dt.date) -> Column:
    """The column of an expression over a block; see `Kernel` for one that also counts overflows."""
    return Kernel(block, size, as_of).evaluate(compiled)
