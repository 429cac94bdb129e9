"""The parts of an expression: which are the same for all accounts, and which values the others can have."""

import ast
import datetime as dt
from collections.abc import Mapping
from typing import Self

from ..rules.model.texts import Constant
from .bounds import bounds, may_be_missing
from .calendar import shift_date
from .compiled import Compiled
from .constants import constant_value
from .possible import NO_WORD, Known, Numbers, Possible, Span, Words, possible
from .stretches import Fixed, computed
from .types import UNKNOWN, Kind, Type
from .world import World

_EPOCH = dt.date(1970, 1, 1)


class Parts:
    """The parts of one expression, in a world that may know more of their names."""

    def __init__(
        self, types: Mapping[ast.expr, Type], constants: Mapping[str, Constant], world: World
    ) -> None:
        self.types = types
        self.constants = constants
        self.world = world

    @classmethod
    def of(cls, compiled: Compiled, world: World) -> Self:
        return cls(compiled.types, compiled.constants, world)

    def fixed(self, node: ast.expr) -> Fixed | None:
        """The one value of a part that is the same for all accounts; None where there is none. Lists aside."""
        value = constant_value(node, self.constants)
        if value is not None:
            return None if isinstance(value, tuple) else value
        match node:
            case ast.Name(id="as_of"):
                return self.world.as_of
            case ast.Call(func=ast.Name(id="date"), args=[text]):
                return float((dt.date.fromisoformat(str(self.fixed(text))) - _EPOCH).days)
            case ast.Call(func=ast.Name(id="months_ago"), args=[count]):
                return self._months_ago(self.fixed(count))
            case ast.BinOp(left=left, op=op, right=right):
                return computed(op, self.fixed(left), self.fixed(right))
        return None

    def knows(self, node: ast.expr) -> bool:
        """Whether a node is a part that was typed, and no name of a function."""
        return node in self.types

    def is_parameter(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id in self.constants

    def type_of(self, node: ast.expr) -> Type:
        return self.types.get(node, UNKNOWN)

    def of_name(self, node: ast.Name) -> Possible:
        return self.world.possible(node.id, self.type_of(node))

    def _months_ago(self, count: Fixed | None) -> float | None:
        if self.world.as_of is None or not isinstance(count, int | float):
            return None
        try:
            day = shift_date(_EPOCH + dt.timedelta(days=self.world.as_of), -int(count), "months")
        except OverflowError:
            return None
        return float((day - _EPOCH).days)

    def all_of(self, node: ast.expr) -> Possible:
        """All values that a computed part can have."""
        found = self.type_of(node)
        missing = may_be_missing(node, self)
        if found.kind is not Kind.NUMBER:
            return possible(found, missing=missing)
        return Possible(Numbers((bounds(node, self),), whole=found.integer).meet(Numbers((Span(),))), missing)

    def everything(self, node: ast.expr) -> Known:
        known = self.of_name(node).known if isinstance(node, ast.Name) else self.all_of(node).known
        return NO_WORD.rest() if isinstance(known, Words) else Numbers((Span(),))
