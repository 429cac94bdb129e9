"""Types of comparisons: what may be compared with what."""

import ast
from datetime import date

from ..findings.nearest import nearest, unmistakable
from .compiled import Change
from .constants import literal_value
from .draft import Draft, in_words
from .types import BOOLEAN, Kind, Type

_SHOWN_VALUES = 12
_ORDERED = frozenset({Kind.NUMBER, Kind.DATE})


def comparison_type(draft: Draft, node: ast.Compare) -> Type:
    """A condition; each link of a chain such as `0 < x <= 10` is checked by itself."""
    operands = [node.left, *node.comparators]
    draft.beside = _values_named(draft, operands)
    types = [draft.type_of(operand) for operand in operands]
    draft.beside = ()
    for index, operator in enumerate(node.ops):
        left, right = operands[index], operands[index + 1]
        if isinstance(operator, ast.Is | ast.IsNot):
            _check_none(draft, operator, left, right, types[index])
        elif isinstance(operator, ast.In | ast.NotIn):
            _check_member(draft, (left, right), types[index], types[index + 1])
        else:
            _check_pair(draft, operator, (left, right), (types[index], types[index + 1]))
    return BOOLEAN


def _values_named(draft: Draft, operands: list[ast.expr]) -> tuple[str, ...]:
    """The values of the categories that a comparison names."""
    named = (draft.scope.names.get(operand.id) for operand in operands if isinstance(operand, ast.Name))
    return tuple(value for found in named if found for value in found.values or ())


def _check_none(draft: Draft, operator: ast.cmpop, left: ast.expr, right: ast.expr, found: Type) -> None:
    word, sign = ("is", "==") if isinstance(operator, ast.Is) else ("is not", "!=")
    if not (isinstance(right, ast.Constant) and right.value is None):
        written = f"{draft.written(left)} {sign} {draft.written(right)}"
        known = draft.types[right].kind is not Kind.UNKNOWN
        change = draft.from_end_of(left, right, f" {sign} {draft.written(right)}") if known else None
        draft.fault(
            right, "E304", f"{word} can only be followed by None", fix=f"write {written}", change=change
        )
    elif found.kind is Kind.LIST:
        draft.fault(
            left,
            "E308",
            f"{draft.written(left)} is a list, which is never missing",
            fix="test for a member with: in",
        )


def _check_member(draft: Draft, pair: tuple[ast.expr, ast.expr], left: Type, right: Type) -> None:
    value, listed = pair
    if Kind.UNKNOWN in {left.kind, right.kind, right.item}:
        return
    if right.kind is not Kind.LIST:
        draft.fault(
            listed,
            "E308",
            "in needs a list",
            found=draft.describe(listed, right),
            fix=_list_fix(draft, listed, right),
            change=_as_list(draft, listed),
        )
    elif left.kind is not right.item:
        kind = in_words(right.item or Kind.UNKNOWN)
        draft.fault(value, "E308", f"{draft.written(value)} cannot be in this list", expected=kind,
                    found=draft.describe(value, left))  # fmt: skip
    else:
        check_values(draft, value, listed, left, right)
        if _is_decimal(value, left) or _has_decimals(draft, listed):
            _warn_equality(draft, value)


def _list_fix(draft: Draft, listed: ast.expr, found: Type) -> str:
    if found.kind is Kind.TEXT and draft.constant(listed) is None:
        return f"write == {draft.written(listed)}, or contains(...) for a part of a text"
    return f"write in [{draft.written(listed)}]"


def _as_list(draft: Draft, listed: ast.expr) -> Change | None:
    """A single value as a list of one; a name may stand for a text in which a part was to be found."""
    return draft.instead(listed, f"[{draft.written(listed)}]") if literal_value(listed) is not None else None


def _check_pair(
    draft: Draft, operator: ast.cmpop, pair: tuple[ast.expr, ast.expr], types: tuple[Type, Type]
) -> None:
    left, right = types
    if Kind.UNKNOWN in {left.kind, right.kind}:
        return
    equality = isinstance(operator, ast.Eq | ast.NotEq)
    if Kind.NONE in {left.kind, right.kind}:
        word = "is not None" if isinstance(operator, ast.NotEq) else "is None"
        change = draft.from_end_of(*pair, f" {word}") if equality and right.kind is Kind.NONE else None
        draft.fault(pair[right.kind is Kind.NONE], "E311", "Nothing can be equal to None: it stands for a missing value",
                    fix=f"write {word}", change=change)  # fmt: skip
    elif Kind.LIST in {left.kind, right.kind}:
        _list_compared(draft, pair, types)
    elif left.kind is not right.kind:
        _kinds_differ(draft, pair, types)
    elif equality:
        check_values(draft, *pair, *types)
        if _decimal_equality(pair, types):
            _warn_equality(draft, pair[0])
    elif left.kind not in _ORDERED:
        draft.fault(pair[0], "E308", f"{in_words(left.kind).capitalize()} has no order",
                    expected="numbers or dates around < <= > >=", found=draft.describe(pair[0], left),
                    fix="compare with == or !=, or with in and a list")  # fmt: skip


def _list_compared(draft: Draft, pair: tuple[ast.expr, ast.expr], types: tuple[Type, Type]) -> None:
    listed, other = pair if types[0].kind is Kind.LIST else pair[::-1]
    fix = f"write {draft.written(other)} in {draft.written(listed)}"
    draft.fault(
        listed,
        "E308",
        "A list cannot be compared with a single value",
        found=f"{draft.written(listed)} is a list",
        fix=fix,
    )


def _kinds_differ(draft: Draft, pair: tuple[ast.expr, ast.expr], types: tuple[Type, Type]) -> None:
    first, second = (in_words(found.kind) for found in types)
    found = f"{draft.describe(pair[0], types[0])}, {draft.describe(pair[1], types[1])}"
    fix = _kind_fix(draft, pair, types) or _kind_fix(draft, pair[::-1], types[::-1])
    message = f"{first.capitalize()} is compared with {second}"
    change = _kind_change(draft, pair, types) or _kind_change(draft, pair[::-1], types[::-1])
    draft.fault(
        pair[1], "E308", message, expected="the same kind on both sides", found=found, fix=fix, change=change
    )


def _kind_change(draft: Draft, pair: tuple[ast.expr, ast.expr], types: tuple[Type, Type]) -> Change | None:
    """The second part, a literal, as a literal of the first part's kind, where it can be read as one."""
    value = literal_value(pair[1])
    if types[0].kind is Kind.NUMBER and isinstance(value, str) and _is_number(value):
        return draft.instead(pair[1], value)
    if types[0].kind is Kind.DATE and isinstance(value, str) and is_date(value):
        return draft.instead(pair[1], f"date({draft.written(pair[1])})")
    if types[0].kind is Kind.TEXT and isinstance(value, int) and not isinstance(value, bool):
        return draft.instead(pair[1], f'"{draft.written(pair[1])}"')
    return None


def _kind_fix(draft: Draft, pair: tuple[ast.expr, ast.expr], types: tuple[Type, Type]) -> str:
    """What to write in place of the second part, a literal, so that it is of the first part's kind."""
    value = literal_value(pair[1])
    name = draft.written(pair[0])
    if value is None:
        return _quoted(draft.written(pair[1]), types[0])
    if types[0].kind is Kind.BOOLEAN:
        return f"write {name}, or not {name}"
    if types[0].kind is Kind.TEXT:
        return f'write "{draft.written(pair[1])}"'
    if types[0].kind is Kind.NUMBER and isinstance(value, str) and _is_number(value):
        return f"write {value} without quotes"
    if types[0].kind is Kind.DATE and isinstance(value, str):
        return f'write date("{value}")' if is_date(value) else 'write a date as date("2026-01-31")'
    return ""


def _quoted(name: str, category: Type) -> str:
    """The value of a category that was meant by a name without quotes."""
    meant = next((value for value in category.values or () if value.lower() == name.lower()), None)
    return f'did you mean "{meant}", in quotes?' if meant else ""


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def is_date(text: str) -> bool:
    """Whether a text is a calendar day, written year-month-day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_values(draft: Draft, left: ast.expr, right: ast.expr, left_type: Type, right_type: Type) -> None:
    """Every text written beside a category is one of its values."""
    left_constant, right_constant = draft.constant(left) is not None, draft.constant(right) is not None
    if left_type.values is None or right_type.values is None or left_constant == right_constant:
        if _disjoint(left_type, right_type) and not left_constant:
            message = f"{draft.written(left)} and {draft.written(right)} have no value in common"
            draft.fault(right, "E309", message)
        return
    category, category_type, written, written_type = (
        (right, right_type, left, left_type) if left_constant else (left, left_type, right, right_type)
    )
    members = written.elts if isinstance(written, ast.List) else [written]
    for value in written_type.values or ():
        if value not in (category_type.values or ()):
            at = next((member for member in members if draft.constant(member) == value), written)
            _not_listed(draft, at, value, draft.written(category), category_type.values or ())


def _disjoint(left: Type, right: Type) -> bool:
    return left.values is not None and right.values is not None and not set(left.values) & set(right.values)


def _not_listed(draft: Draft, node: ast.expr, value: str, category: str, values: tuple[str, ...]) -> None:
    meant = nearest(value, values)
    more = f" and {len(values) - _SHOWN_VALUES} more" if len(values) > _SHOWN_VALUES else ""
    draft.fault(
        node,
        "E309",
        f'"{value}" is not a value of {category}',
        expected=f"one of {', '.join(values[:_SHOWN_VALUES])}{more}",
        found=draft.written(node),
        fix=f'did you mean "{meant}"?' if meant else "",
        change=_respelt(draft, node, unmistakable(value, values)),
    )


def _respelt(draft: Draft, node: ast.expr, meant: str | None) -> Change | None:
    """The value that was meant, in the quotation marks that stand there; none where a parameter's name stands."""
    mark = draft.written(node)[:1]
    return draft.instead(node, f"{mark}{meant}{mark}") if meant and mark in "'\"" else None


def _decimal_equality(pair: tuple[ast.expr, ast.expr], types: tuple[Type, Type]) -> bool:
    if types[0].kind is not Kind.NUMBER or 0 in (literal_value(pair[0]), literal_value(pair[1])):
        return False
    return _is_decimal(pair[0], types[0]) or _is_decimal(pair[1], types[1])


def _is_decimal(node: ast.expr, found: Type) -> bool:
    """Whether a number has decimals for sure (a literal) or by a computation that may leave noise."""
    literal = literal_value(node)
    written = isinstance(literal, float) and not literal.is_integer()
    return found.kind is Kind.NUMBER and not found.integer and (written or isinstance(node, ast.BinOp))


def _has_decimals(draft: Draft, node: ast.expr) -> bool:
    return isinstance(node, ast.List) and any(_is_decimal(item, draft.types[item]) for item in node.elts)


def _warn_equality(draft: Draft, node: ast.expr) -> None:
    draft.fault(node, "W301", "Numbers with decimals are compared for equality",
                expected="numbers that are whole, or rounded",
                found="the last decimals of a computed number are never exact",
                fix="use round(x, 2) on it, or between(x, low, high)")  # fmt: skip
