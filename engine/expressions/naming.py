"""Types of the leaves of an expression: names, literals, lists."""

import ast
from collections.abc import Iterable

from ..findings.nearest import nearest, unmistakable
from ..rules.model.texts import Constant
from .draft import Draft, in_words
from .functions import FUNCTIONS
from .tokens import Token
from .types import BOOLEAN, DATE, NONE, NUMBER, TEXT, UNKNOWN, Kind, Type, join, list_of

LIMIT = 2.0**63
"""Numbers of this size and more do not occur: a literal is refused, a result becomes missing."""

_NOTHING = frozenset({"null", "NULL", "Null", "none", "NONE", "nil", "nan", "NaN", "NA"})
_TRUTH = {"TRUE": "true", "FALSE": "false", "yes": "true", "no": "false", "Yes": "true", "No": "false"}


def name_type(draft: Draft, node: ast.Name) -> Type:
    """The type of a name in scope; a parameter has the type of its value."""
    scope = draft.scope
    if node.id in scope.constants:
        value = draft.constants[node.id] = scope.constants[node.id]
        return constant_type(value) if _usable(draft, node, value) else UNKNOWN
    if node.id == "as_of":
        return DATE
    if node.id in scope.names:
        draft.names.add(node.id)
        return scope.names[node.id]
    if node.id in {"true", "false"}:
        return BOOLEAN
    _unknown_name(draft, node)
    return UNKNOWN


def _usable(draft: Draft, node: ast.Name, value: Constant) -> bool:
    """Whether a parameter holds what can be computed with; a fault says what it lacks."""
    members = value if isinstance(value, tuple) else (value,)
    kinds = dict.fromkeys(constant_type(member).kind for member in members)
    if len(kinds) > 1:
        found = " and ".join(in_words(kind) for kind in kinds)
        draft.fault(
            node,
            "E308",
            f"The members of {node.id} are of different kinds",
            expected="members of one kind",
            found=found,
        )
    elif not members:
        draft.fault(
            node,
            "E310",
            f"{node.id} is an empty list, so nothing can be in it",
            fix="give the parameter values",
        )
    elif "" in members:
        draft.fault(
            node,
            "E310",
            f"{node.id} is an empty text, which never occurs in data",
            fix="give the parameter a value",
        )
    elif any(isinstance(member, int | float) and not abs(member) < LIMIT for member in members):
        draft.fault(
            node, "E310", f"{node.id} is too large a number", expected="less than 9,223,372,036,854,775,808"
        )
    else:
        return True
    return False


def _unknown_name(draft: Draft, node: ast.Name) -> None:
    name = node.id
    if name in FUNCTIONS:
        draft.fault(
            node, "E305", f"{name} is a function, not a value", fix=f"write {FUNCTIONS[name].signature}"
        )
    elif name.lower() in {value.lower() for value in draft.beside}:
        meant = next(value for value in draft.beside if value.lower() == name.lower())
        draft.fault(
            node,
            "E305",
            f"{name} is not a name that is known here",
            fix=_quoted(draft, name),
            change=draft.instead(node, f'"{meant}"'),
        )
    elif name in draft.scope.nearby:
        draft.fault(node, "E305", f"{name} cannot be used here", found=f"{name} is {draft.scope.nearby[name]}",
                    fix="make a metric of it, and use the metric's name")  # fmt: skip
    elif name in _NOTHING:
        draft.fault(
            node,
            "E305",
            f"{name} is not a name that is known here",
            fix="a missing value is written None",
            change=draft.instead(node, "None") if _follows_is(draft, node) else None,
        )
    elif name in _TRUTH:
        draft.fault(
            node,
            "E305",
            f"{name} is not a name that is known here",
            fix=f"write {_TRUTH[name]}",
            change=draft.instead(node, _TRUTH[name]) if name.isupper() else None,
        )
    else:
        _misspelt(draft, node, name)


def _misspelt(draft: Draft, node: ast.expr, name: str) -> None:
    meant = nearest(name, _known(draft))
    fix = f"did you mean {meant}?" if meant else _quoted(draft, name)
    change = draft.instead(node, unmistakable(name, _known(draft)))
    draft.fault(node, "E305", f"{name} is not a name that is known here", fix=fix, change=change)


def _follows_is(draft: Draft, node: ast.Name) -> bool:
    before = draft.source.text[: draft.source.span(node)[0]]
    return before.split()[-1:] == ["is"] or before.split()[-2:] == ["is", "not"]


def _quoted(draft: Draft, name: str) -> str:
    value = nearest(name, draft.beside)
    return (
        f'did you mean "{value}", in quotes?'
        if value
        else "put quotes around it if it is a text; else declare it"
    )


def _known(draft: Draft) -> set[str]:
    return {*draft.scope.names, *draft.scope.constants, "as_of"}


def check_names(draft: Draft, names: Iterable[Token]) -> None:
    """Misspelt names in a text that could not be read, so that they are told together with what is wrong there.

    A name that is close to none may be a part of what cannot be read, and is left alone.
    """
    source = draft.source
    for token in names:
        column = len(source.text[source.start : token.offset].encode())
        end = column + len(token.text.encode())
        if nearest(token.text, _known(draft)):
            name_type(
                draft, ast.Name(token.text, ast.Load(), lineno=1, col_offset=column, end_col_offset=end)
            )


def constant_type(value: Constant) -> Type:
    """The type of a literal or parameter; its value is its bounds, or its one permitted value."""
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, str):
        return Type(Kind.TEXT, values=(value,))
    if isinstance(value, tuple):
        return _tuple_type(value)
    if abs(value) < LIMIT:
        return Type(Kind.NUMBER, integer=float(value).is_integer(), min=float(value), max=float(value))
    return NUMBER


def _tuple_type(values: tuple[str | float | int | bool, ...]) -> Type:
    item = join(*map(constant_type, values))
    return Type(
        Kind.LIST, values=item.values, integer=item.integer, item=item.kind, min=item.min, max=item.max
    )


def literal_type(draft: Draft, node: ast.Constant) -> Type:
    """The type of a number, text, true, false or None."""
    value = node.value
    if value is None:
        return NONE
    if isinstance(value, str):
        return _text_type(draft, node, value)
    if isinstance(value, bool) or (isinstance(value, int | float) and abs(value) < LIMIT):
        return constant_type(value)
    draft.fault(node, "E310", "A number that is too large", expected="less than 9,223,372,036,854,775,808",
                found=draft.written(node)[:40])  # fmt: skip
    return UNKNOWN


def _text_type(draft: Draft, node: ast.Constant, value: str) -> Type:
    if value.strip():
        return constant_type(value)
    draft.fault(
        node, "E310", "An empty text never occurs in data: it is missing", fix="write is None, or is not None"
    )
    return TEXT


def list_type(draft: Draft, node: ast.List) -> Type:
    """The type of a written list, whose members are of one kind."""
    items = [draft.type_of(item) for item in node.elts]
    if not items:
        draft.fault(
            node,
            "E310",
            "The list is empty, so nothing can be in it",
            fix='write its values, as in ["NL", "BE"]',
        )
        return list_of(Kind.UNKNOWN)
    for member, found in zip(node.elts, items, strict=True):
        if found.kind in {Kind.NONE, Kind.LIST}:
            draft.fault(
                member,
                "E308",
                f"{draft.written(member)} cannot be a member of a list",
                fix=_member_fix(found),
            )
            return list_of(Kind.UNKNOWN)
    return _list_of(draft, node, items)


def _member_fix(found: Type) -> str:
    return (
        "test for a missing value with: is None"
        if found.kind is Kind.NONE
        else "write one list of plain values"
    )


def _list_of(draft: Draft, node: ast.List, items: list[Type]) -> Type:
    kinds = dict.fromkeys(found.kind for found in items if found.kind is not Kind.UNKNOWN)
    if len(kinds) > 1:
        found = " and ".join(in_words(kind) for kind in kinds)
        draft.fault(
            node,
            "E308",
            "The members of a list are of different kinds",
            expected="members of one kind",
            found=found,
        )
        return list_of(Kind.UNKNOWN)
    item = join(*items)
    return Type(
        Kind.LIST, values=item.values, integer=item.integer, item=item.kind, min=item.min, max=item.max
    )
