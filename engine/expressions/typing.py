"""From an expression's text to a typed tree: every fault is found before data is read."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .calling import call_type
from .comparing import comparison_type
from .compiled import Compiled, ExpressionError, Fault, Scope
from .constants import literal_value
from .draft import Draft, Rule, in_words
from .naming import check_names, constant_type, list_type, literal_type, name_type
from .parsing import name_tokens, names_in, parse
from .pointing import about_table
from .truth import constant_conditions
from .types import BOOLEAN, UNKNOWN, Kind, Type, join

_STILL_NAMES = frozenset({"E301", "E304"})
"""Faults beside which names are still checked: the text is of an expression, and of a sensible size."""


def compile_expression(text: str, scope: Scope, kind: Kind | None = None) -> Compiled:
    """An expression read, typed and checked; where `kind` is given, its value is of that kind.

    Raises ExpressionError with all faults, in order of place. Warnings stand in the result.
    """
    known = tuple((name, scope.names.get(name), repr(scope.constants.get(name))) for name in names_in(text))
    return _compiled(_Question(text, kind, known, scope.population, scope))


@dataclass(frozen=True, slots=True)
class _Question:
    """What an expression without faults depends on, by which it is known again; the whole scope only mends faults."""

    text: str
    kind: Kind | None
    known: tuple[tuple[str, Type | None, str], ...]
    population: bool
    scope: Scope = field(compare=False)


@lru_cache(maxsize=4096)
def _compiled(question: _Question) -> Compiled:
    text, scope, kind = question.text, question.scope, question.kind
    draft = Draft(text, scope, _RULES)
    tree = _parsed(draft, text)
    found = draft.type_of(tree)
    _check_whole(draft, tree, found, kind)
    if draft.faults:
        raise ExpressionError(tuple(sorted(draft.faults, key=_place)))
    constant = dict(constant_conditions(tree, draft))
    for part, verdict in constant.items():
        _warn_constant(draft, part, verdict=verdict)
    return Compiled(
        text=text,
        tree=tree,
        type=found,
        names=frozenset(draft.names),
        constants=draft.constants,
        population=draft.population,
        types=draft.types,
        always=constant.get(tree),
        warnings=tuple(sorted(draft.warnings, key=_place)),
    )


def _parsed(draft: Draft, text: str) -> ast.expr:
    """The tree; where the text cannot be read, its unknown names are told along with that."""
    try:
        return parse(text)
    except ExpressionError as error:
        faults = tuple(about_table(draft, fault) for fault in error.faults)
        if all(fault.code in _STILL_NAMES for fault in faults):
            taken = {fault.offset for fault in faults}
            check_names(draft, (token for token in name_tokens(text) if token.offset not in taken))
        raise ExpressionError(tuple(sorted((*faults, *draft.faults), key=_place))) from None


def _place(fault: Fault) -> tuple[int, int, str]:
    return fault.offset, fault.length, fault.code


def _check_whole(draft: Draft, tree: ast.expr, found: Type, kind: Kind | None) -> None:
    if found.kind is Kind.NONE:
        draft.fault(tree, "E311", "None alone has no value", expected="a name, a value or a condition")
    elif isinstance(draft.constant(tree), tuple) or isinstance(tree, ast.List):
        draft.fault(
            tree, "E308", "A list alone has no value for an account", fix="test for a member with: in"
        )
    elif kind not in {None, found.kind} and found.kind is not Kind.UNKNOWN:
        expected = in_words(kind or Kind.UNKNOWN)
        draft.fault(tree, "E308", f"The expression gives {in_words(found.kind)}", expected=expected,
                    found=draft.describe(tree, found), fix=_condition_fix(draft, tree, found, kind))  # fmt: skip


def _condition_fix(draft: Draft, node: ast.expr, found: Type, kind: Kind | None) -> str:
    if kind is not Kind.BOOLEAN or literal_value(node) is not None:
        return ""
    end = {Kind.NUMBER: "> 0", Kind.TEXT: "is not None", Kind.DATE: "is not None"}.get(found.kind)
    return f"write {draft.written(node)} {end}" if end else ""


def _warn_constant(draft: Draft, tree: ast.expr, *, verdict: bool) -> None:
    word = "always" if verdict else "never"
    draft.fault(tree, "W302", f"This condition is {word} true", found=draft.written(tree),
                fix="leave it out, or compare with a value that can occur")  # fmt: skip


def _all_of(draft: Draft, node: ast.BoolOp) -> Type:
    word = "and" if isinstance(node.op, ast.And) else "or"
    for index, operand in enumerate(node.values):
        found = draft.type_of(operand)
        if found.kind not in {Kind.BOOLEAN, Kind.UNKNOWN}:
            before = node.values[index - 1] if index else None
            fix = _repeated(draft, before, operand) or _condition_fix(draft, operand, found, Kind.BOOLEAN)
            draft.fault(operand, "E308", f"{word} joins conditions only", expected="a condition",
                        found=draft.describe(operand, found), fix=fix)  # fmt: skip
    return BOOLEAN


def _repeated(draft: Draft, before: ast.expr | None, operand: ast.expr) -> str:
    """For `country == "NL" or "BE"`: the list that was meant."""
    if (
        not isinstance(before, ast.Compare)
        or literal_value(operand) is None
        or not isinstance(before.ops[-1], ast.Eq)
    ):
        return ""
    return f"write {draft.written(before.left)} in [{draft.written(before.comparators[-1])}, {draft.written(operand)}]"


def _unary(draft: Draft, node: ast.UnaryOp) -> Type:
    found = draft.type_of(node.operand)
    if isinstance(node.op, ast.Not):
        if found.kind not in {Kind.BOOLEAN, Kind.UNKNOWN}:
            draft.fault(node.operand, "E308", "not turns a condition round", expected="a condition",
                        found=draft.describe(node.operand, found))  # fmt: skip
        return BOOLEAN
    if found.kind not in {Kind.NUMBER, Kind.UNKNOWN}:
        draft.fault(node.operand, "E308", "A sign can stand before a number only", expected="a number",
                    found=draft.describe(node.operand, found))  # fmt: skip
        return UNKNOWN
    value = literal_value(node)
    return Type(found.kind, integer=found.integer) if value is None else constant_type(value)


def _arithmetic(draft: Draft, node: ast.BinOp) -> Type:
    left, right = draft.type_of(node.left), draft.type_of(node.right)
    for operand, found in ((node.left, left), (node.right, right)):
        if found.kind not in {Kind.NUMBER, Kind.UNKNOWN}:
            draft.fault(operand, "E308", "Only numbers can be added, subtracted, multiplied and divided",
                        expected="a number", found=draft.describe(operand, found), fix=_sum_fix(node, found))  # fmt: skip
            return UNKNOWN
    if Kind.UNKNOWN in {left.kind, right.kind}:
        return UNKNOWN
    return Type(Kind.NUMBER, integer=left.integer and right.integer and not isinstance(node.op, ast.Div))


def _sum_fix(node: ast.BinOp, found: Type) -> str:
    if found.kind is Kind.DATE and isinstance(node.op, ast.Add | ast.Sub):
        return "use days_between(start, end), days_since(d) or months_ago(n)"
    return ""


def _choice(draft: Draft, node: ast.IfExp) -> Type:
    test, body, other = draft.type_of(node.test), draft.type_of(node.body), draft.type_of(node.orelse)
    if test.kind not in {Kind.BOOLEAN, Kind.UNKNOWN}:
        draft.fault(node.test, "E308", "if needs a condition", expected="a condition", found=draft.describe(node.test, test),
                    fix=_condition_fix(draft, node.test, test, Kind.BOOLEAN))  # fmt: skip
    if Kind.UNKNOWN in {body.kind, other.kind}:
        return UNKNOWN
    if Kind.LIST in {body.kind, other.kind}:
        draft.fault(
            node,
            "E308",
            "A list cannot be chosen with if",
            fix="choose between two conditions, one for each list",
        )
        return UNKNOWN
    if body.kind is not other.kind and Kind.NONE not in {body.kind, other.kind}:
        found = f"{draft.describe(node.body, body)}, {draft.describe(node.orelse, other)}"
        draft.fault(
            node,
            "E308",
            "Both outcomes of if are of different kinds",
            expected="two of one kind",
            found=found,
        )
        return UNKNOWN
    if body.kind is other.kind is Kind.NONE:
        draft.fault(node, "E311", "Both outcomes of if are None", expected="a value in one of them")
        return UNKNOWN
    return join(body, other)


_RULES: Mapping[type[ast.expr], Rule] = {
    ast.Name: name_type,
    ast.Constant: literal_type,
    ast.List: list_type,
    ast.Call: call_type,
    ast.Compare: comparison_type,
    ast.BoolOp: _all_of,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.IfExp: _choice,
}
