"""An expression as a sentence that a sales manager reads without knowing the language of expressions."""

import ast
from collections.abc import Mapping

from .compiled import Compiled
from .phrases import PHRASES
from .terms import Terms, name_of
from .types import Kind
from .wording import Wording

_SIGNS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", ">="),
    ast.LtE: ("<=", ">"),
    ast.Gt: (">", "<="),
    ast.GtE: (">=", "<"),
}
"""Each sign, and the sign of its opposite."""

_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


def sentence(compiled: Compiled, language: str, titles: Mapping[str, str]) -> str:
    """An expression in words: `employees is at least 50 and country is one of NL, BE`.

    `titles` gives names their titles; a name without one is written with blanks for underscores. A language that
    sikta does not speak gets English. No capital at the start and no full stop, so that it fits into other text.
    """
    phrases = PHRASES.get(language.replace("_", "-").partition("-")[0], PHRASES["en"])
    return _Telling(compiled, Wording(phrases, titles)).told(compiled.tree)


class _Telling(Terms):
    """Tells one expression. A `not` is told by the opposite of what stands behind it."""

    def condition(self, node: ast.expr, *, holds: bool = True) -> str:
        """A condition, or its opposite."""
        match node:
            case ast.UnaryOp(operand=operand):
                return self.condition(operand, holds=not holds)
            case ast.BoolOp():
                return self._joined(node, holds=holds)
            case ast.Compare():
                return self._comparison(node, holds=holds)
            case ast.Call(func=ast.Name(id=name)):
                return self._test(name, node, holds=holds)
            case ast.IfExp():
                parts = {"body": self.told(node.body), "other": self.told(node.orelse)}
                return self._phrase("if", holds=holds, test=self.condition(node.test), **parts)
            case _:
                return self._leaf(node, holds=holds)

    def _phrase(self, key: str, *, holds: bool, **parts: str) -> str:
        return self.phrases.conditions[key][not holds].format(**parts)

    def _leaf(self, node: ast.expr, *, holds: bool) -> str:
        if isinstance(node, ast.Name) and node.id in self.compiled.names:
            key = "knocked_out" if node.id == "knocked_out" and node.id not in self.wording.titles else "yes"
            return self._phrase(key, holds=holds, x=self.wording.name(node.id))
        if isinstance(node, ast.Name) and node.id in self.compiled.constants:
            return self._phrase("yes", holds=holds, x=self.wording.name(node.id))
        truth = (
            node.value if isinstance(node, ast.Constant) else isinstance(node, ast.Name) and node.id == "true"
        )
        return self._phrase("always", holds=bool(truth) == holds)

    def _joined(self, node: ast.BoolOp, *, holds: bool) -> str:
        return self._chain(
            [(value, holds) for value in node.values], both=isinstance(node.op, ast.And) == holds
        )

    def _chain(self, parts: list[tuple[ast.expr, bool]], *, both: bool) -> str:
        phrase = self.phrases.both if both else self.phrases.either
        told = ""
        for node, holds in parts:
            part = self._enclosed(node, holds=holds, both=both)
            told = phrase.format(left=told, right=part) if told else part
        return told

    def _enclosed(self, node: ast.expr, *, holds: bool, both: bool) -> str:
        """A part of an and or an or, in brackets where it is joined the other way."""
        told = self.condition(node, holds=holds)
        while isinstance(node, ast.UnaryOp):
            node, holds = node.operand, not holds
        if isinstance(node, ast.BoolOp) and (isinstance(node.op, ast.And) == holds) == both:
            return told
        chained = isinstance(node, ast.Compare) and len(node.ops) > 1 and not (holds and both)
        return f"({told})" if chained or isinstance(node, ast.BoolOp | ast.IfExp) else told

    def _comparison(self, node: ast.Compare, *, holds: bool) -> str:
        operands = [node.left, *node.comparators]
        links = [
            self._link(sign, *operands[index : index + 2], holds=holds) for index, sign in enumerate(node.ops)
        ]
        phrase = self.phrases.both if holds else self.phrases.either
        told = links[0]
        for link in links[1:]:
            told = phrase.format(left=told, right=link)
        return told

    def _link(self, sign: ast.cmpop, left: ast.expr, right: ast.expr, *, holds: bool) -> str:
        if isinstance(sign, ast.Is | ast.IsNot):
            return self._missing(left, holds=holds == isinstance(sign, ast.Is))
        if isinstance(sign, ast.In | ast.NotIn):
            return self._member(left, right, holds=holds == isinstance(sign, ast.In))
        if isinstance(left, ast.Constant) and not isinstance(right, ast.Constant):
            left, right, sign = right, left, _MIRRORED.get(type(sign), type(sign))()
        signs = _SIGNS[type(sign)]
        kind = self.kind(left)
        if kind is Kind.BOOLEAN:
            return self._alike(left, right, same=(signs[not holds] == "=="))
        phrase = self.phrases.comparisons[f"{kind} {signs[not holds]}"]
        return phrase.format(left=self.operand(left), right=self.operand(right))

    def _alike(self, left: ast.expr, right: ast.expr, *, same: bool) -> str:
        """Two conditions compared; with `true` or `false` it is the condition itself."""
        for node, other in ((left, right), (right, left)):
            truth = (
                node.value
                if isinstance(node, ast.Constant)
                else {"true": True, "false": False}.get(name_of(node))
            )
            if isinstance(truth, bool):
                return self.condition(other, holds=truth == same)
        phrase = self.phrases.comparisons["boolean ==" if same else "boolean !="]
        return phrase.format(left=self.condition(left), right=self.condition(right))

    def _missing(self, node: ast.expr, *, holds: bool) -> str:
        if self.kind(node) is Kind.BOOLEAN and not isinstance(node, ast.Name):
            return self._phrase("unknown", holds=holds, x=self.condition(node))
        return self._phrase("missing", holds=holds, x=self.operand(node))

    def _member(self, left: ast.expr, right: ast.expr, *, holds: bool) -> str:
        if isinstance(right, ast.List) and len(right.elts) == 1 and self.kind(left) is not Kind.BOOLEAN:
            return self._link(ast.Eq(), left, right.elts[0], holds=holds)
        if len(self._parameter(right)) == 1 and self.kind(left) is not Kind.BOOLEAN:
            phrase = self.phrases.comparisons[f"{self.kind(left)} {'==' if holds else '!='}"]
            return phrase.format(left=self.operand(left), right=self.operand(right))
        members = name_of(right) in self.compiled.names
        return self._phrase(
            "member" if members else "one of", holds=holds, x=self.operand(left), list=self.operand(right)
        )

    def _parameter(self, node: ast.expr) -> tuple[object, ...]:
        """The members of a parameter that is a list; none for anything else."""
        value = self.compiled.constants.get(name_of(node))
        return value if isinstance(value, tuple) else ()

    def _test(self, name: str, node: ast.Call, *, holds: bool) -> str:
        if name == "is_missing":
            return self._missing(node.args[0], holds=holds)
        if name == "coalesce":
            return self._phrase("yes", holds=holds, x=self.value(node))
        return self._phrase(name, holds=holds, **self.arguments(name, node))
