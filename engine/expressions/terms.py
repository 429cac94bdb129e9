"""Numbers, dates, texts and lists of an expression in words."""

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping

from .compiled import Compiled
from .functions import FUNCTIONS
from .types import Kind
from .wording import Wording

_ARITHMETIC: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("−", 1),
    ast.Mult: ("×", 2),
    ast.Div: ("/", 2),
}
"""Each sign in print, and how strongly it binds."""

_SIGNED = 3
"""A minus in front binds more strongly than all of them."""


def name_of(node: ast.expr) -> str:
    """The name that a node is; empty for anything else."""
    return node.id if isinstance(node, ast.Name) else ""


class Terms(ABC):
    """Tells values; how conditions are told is left to who tells the whole."""

    def __init__(self, compiled: Compiled, wording: Wording) -> None:
        self.compiled = compiled
        self.wording = wording
        self.phrases = wording.phrases

    @abstractmethod
    def condition(self, node: ast.expr, *, holds: bool = True) -> str:
        """A condition, or its opposite."""

    def told(self, node: ast.expr) -> str:
        return self.condition(node) if self.kind(node) is Kind.BOOLEAN else self.value(node)

    def kind(self, node: ast.expr) -> Kind:
        return self.compiled.types[node].kind

    def operand(self, node: ast.expr) -> str:
        """A value inside a phrase; in brackets where it would run into the phrase."""
        if isinstance(node, ast.IfExp) or (
            self.kind(node) is Kind.BOOLEAN and not isinstance(node, ast.Name | ast.Constant)
        ):
            return f"({self.told(node)})"
        return self.value(node)

    def value(self, node: ast.expr) -> str:
        """A number, date, text or list in words."""
        if literal := self.wording.literal(node):
            return literal
        match node:
            case ast.Name(id=name):
                return self._named(name)
            case ast.List(elts=items):
                return self.wording.listed(self.operand(item) for item in items)
            case ast.UnaryOp() | ast.BinOp():
                return self._computed(node)
            case ast.Call(func=ast.Name(id=name)):
                return self._called(name, node)
        return self._chosen(node) if isinstance(node, ast.IfExp) else self.phrases.values["nothing"]

    def _chosen(self, node: ast.IfExp) -> str:
        parts = {"body": self.operand(node.body), "other": self.operand(node.orelse)}
        return self.phrases.values["if"].format(test=self.condition(node.test), **parts)

    def _computed(self, node: ast.UnaryOp | ast.BinOp) -> str:
        if isinstance(node, ast.UnaryOp):
            inner = self._term(node.operand, _SIGNED, right=False)
            return f"−{inner}" if isinstance(node.op, ast.USub) else inner
        sign, strength = _ARITHMETIC[type(node.op)]
        left, right = (
            self._term(node.left, strength, right=False),
            self._term(node.right, strength, right=True),
        )
        return f"{left} {sign} {right}"

    def _named(self, name: str) -> str:
        if name in self.compiled.constants:
            return self.wording.constant(self.compiled.constants[name])  # a parameter has no title
        if name == "as_of":
            return self.phrases.reference_date
        if name in self.compiled.names:
            return self.wording.name(name)
        return self.wording.constant(name == "true")

    def _term(self, node: ast.expr, strength: int, *, right: bool) -> str:
        """A term of a sum or product, in brackets where it binds less strongly."""
        if isinstance(node, ast.BinOp):
            own = _ARITHMETIC[type(node.op)][1]
            return (
                f"({self.value(node)})" if own < strength or (right and own == strength) else self.value(node)
            )
        sentence_like = isinstance(node, ast.Call) and FUNCTIONS[name_of(node.func)].theme != "dates"
        return f"({self.value(node)})" if sentence_like else self.operand(node)

    def _called(self, name: str, node: ast.Call) -> str:
        if FUNCTIONS[name].population:
            return self._over_all(name, node)
        if name == "date":
            return self.wording.date(str(self._constant_text(node.args[0])))
        if name in {"min", "max", "coalesce"}:
            key = f"{name} date" if name != "coalesce" and self.kind(node) is Kind.DATE else name
            return self.phrases.values[key].format(list=self.wording.listed(map(self.operand, node.args)))
        if name == "round":
            return self._rounded(node)
        arguments = self.arguments(name, node)
        one = name == "months_ago" and arguments["n"] == "1"
        return self.phrases.values["months_ago one" if one else name].format(**arguments)

    def _constant_text(self, node: ast.expr) -> object:
        return node.value if isinstance(node, ast.Constant) else self.compiled.constants[name_of(node)]

    def _rounded(self, node: ast.Call) -> str:
        bounds = self.compiled.types[node.args[1]].min if len(node.args) > 1 else 0
        if not bounds:
            return self.phrases.values["round whole"].format(x=self.operand(node.args[0]))
        step = self.wording.number(round(10.0**-bounds, 9))
        return self.phrases.values["round"].format(x=self.operand(node.args[0]), step=step)

    def _over_all(self, name: str, node: ast.Call) -> str:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        parts = {}
        if "by" in keywords:
            parts["by"] = self.operand(keywords["by"])
        if "where" in keywords:
            parts["where"] = self._where(keywords["where"])
        among = self.phrases.among[" ".join(parts) or "all"].format(**parts)
        return self.phrases.values[name].format(among=among, **self.arguments(name, node))

    def arguments(self, name: str, node: ast.Call) -> dict[str, str]:
        """The arguments of a function in words, by the names of its places."""
        places = FUNCTIONS[name].positional
        return {
            place.name: self.operand(argument) for place, argument in zip(places, node.args, strict=False)
        }

    def _where(self, node: ast.expr) -> str:
        told = self.condition(node)
        return f"({told})" if isinstance(node, ast.BoolOp | ast.IfExp) else told
