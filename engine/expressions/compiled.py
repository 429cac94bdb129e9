"""An expression after reading and typing: what the kernel evaluates and the sentence is made from."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..rules.model.texts import Constant
from .types import Type


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use, with their types; `constants` are parameters with their values.

    `nearby` are names that exist elsewhere, to explain a name that is out of reach here: name to a phrase such as
    `a field of orders`.
    `tables` are the tables of the ruleset, each with what to do to reach a field of it from here, as a phrase with
    `{field}` in it. `population` tells whether functions over all accounts may be used.
    """

    names: Mapping[str, Type]
    constants: Mapping[str, Constant] = field(default_factory=dict)
    nearby: Mapping[str, str] = field(default_factory=dict)
    population: bool = True
    tables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A typed expression. `names` are the columns that it reads (no parameters, no functions, not `as_of`).

    `constants` are the parameters that it uses. `population` is true when its value for one row depends on other
    rows. `types` holds the type of every part of the tree. `always` is True for a condition that is true, False for
    one that is not true, wherever the values it reads are known; None for all others. `warnings` are faults that
    do not stop the work.
    """

    text: str
    tree: ast.expr
    type: Type
    names: frozenset[str]
    constants: Mapping[str, Constant] = field(default_factory=dict)
    population: bool = False
    types: Mapping[ast.expr, Type] = field(default_factory=dict, repr=False, compare=False)
    always: bool | None = None
    warnings: "tuple[Fault, ...]" = ()


@dataclass(frozen=True, slots=True)
class Change:
    """`new` in place of `length` characters of an expression's text from `offset` on."""

    offset: int
    length: int
    new: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong inside an expression: `offset` and `length` in characters of its text.

    `change` mends it, where there is one obvious way to.
    """

    code: str
    message: str
    offset: int
    length: int = 1
    expected: str = ""
    found: str = ""
    fix: str = ""
    change: Change | None = field(default=None, compare=False)


class ExpressionError(Exception):
    """An expression with faults, all of them."""

    def __init__(self, faults: "tuple[Fault, ...]") -> None:
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))
