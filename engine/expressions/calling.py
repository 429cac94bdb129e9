"""Types of calls: which function, with which arguments."""

import ast
from collections.abc import Iterator

from ..findings.nearest import nearest, unmistakable
from .comparing import is_date
from .constants import literal_value
from .draft import Draft, in_words
from .functions import FUNCTIONS, Function, Parameter
from .types import UNKNOWN, Kind, Type

_NOT_REPEATABLE = frozenset(
    {"rand", "random", "randint", "now", "today", "uuid", "current_date", "getdate", "sysdate"}
)
_OTHER_NAMES = {
    "sum": "total", "avg": "average", "mean": "average", "len": "length", "isnull": "is_missing",
    "is_null": "is_missing", "isna": "is_missing", "isblank": "is_missing", "is_empty": "is_missing",
    "ifnull": "coalesce", "nvl": "coalesce", "ntile": "quantile", "startswith": "starts_with",
    "endswith": "ends_with", "minimum": "min", "maximum": "max", "strip": "trim", "datediff": "days_between",
    "search": "contains", "find": "contains", "includes": "contains", "age": "years_since",
}  # fmt: skip
_SAME_ARGUMENTS = frozenset(
    {"average", "length", "is_missing", "coalesce", "starts_with", "ends_with", "trim"}
)
"""What the other names of these take, these take in the same order."""


def call_type(draft: Draft, node: ast.Call) -> Type:
    """The result of a function of the table. Arguments are typed even where the function is at fault."""
    function = FUNCTIONS.get(node.func.id) if isinstance(node.func, ast.Name) else None
    if function is None:
        _unknown_function(draft, node)
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            draft.type_of(argument)
        return UNKNOWN
    _check_reach(draft, node, function)
    types = [draft.type_of(argument) for argument in node.args]
    if not _check_count(draft, node, function):
        _check_keywords(draft, node, function)
        return UNKNOWN
    pairs = list(_paired(function, node.args))
    fits = [_check_argument(draft, function, *pair, found) for pair, found in zip(pairs, types, strict=True)]
    fits.append(_check_keywords(draft, node, function))
    if not all(fits) or not _check_alike(draft, node, function, types):
        return _fixed_result(function)
    return function.result_type(types)


def _fixed_result(function: Function) -> Type:
    return function.result if isinstance(function.result, Type) else UNKNOWN


def _unknown_function(draft: Draft, node: ast.Call) -> None:
    name = draft.written(node.func)
    if name in _NOT_REPEATABLE:
        draft.fault(node.func, "E306", f"There is no function {name}: rules must be repeatable",
                    found=f"{name} gives another answer each time", fix="use as_of for the ruleset's date")  # fmt: skip
    elif name in draft.scope.names or name in draft.scope.constants:
        draft.fault(node.func, "E306", f"{name} is not a function", found=f"{name} is a value",
                    fix="write an operator, such as *, between it and the bracket")  # fmt: skip
    else:
        meant = _OTHER_NAMES.get(name.lower()) or nearest(name, FUNCTIONS)
        fix = f"did you mean {meant}?" if meant else "the reference lists all functions"
        sure = meant if meant in _SAME_ARGUMENTS and name.lower() in _OTHER_NAMES else None
        change = draft.instead(node.func, sure or unmistakable(name, FUNCTIONS))
        if name.lower() in {"if", "iif", "when", "case"}:
            fix, change = "write: a if condition else b", None
        draft.fault(node.func, "E306", f"There is no function {name}", fix=fix, change=change)


def _check_reach(draft: Draft, node: ast.Call, function: Function) -> None:
    if not function.population:
        return
    draft.population = True
    if not draft.scope.population:
        draft.fault(node.func, "E312", f"{function.name} looks at all accounts, which cannot be done here",
                    expected="an expression over one row", fix="make it a metric with value:, and use the metric's name")  # fmt: skip


def _check_count(draft: Draft, node: ast.Call, function: Function) -> bool:
    places = function.positional
    least = sum(not parameter.optional for parameter in places)
    most = None if any(parameter.repeated for parameter in places) else len(places)
    count = len(node.args)
    if count >= least and (most is None or count <= most):
        return True
    keyword = next((p for p in function.parameters if p.keyword), None)
    extra = keyword is not None and most is not None and count == most + 1
    fix = (
        f"write {keyword.name}={draft.written(node.args[-1])}"
        if keyword and extra
        else f"write {function.example}"
    )
    draft.fault(
        node, "E307", f"{function.name} is given {_counted(count)}", expected=function.signature, fix=fix
    )
    return False


def _counted(count: int) -> str:
    return "no values" if not count else "1 value" if count == 1 else f"{count} values"


def _paired(function: Function, arguments: list[ast.expr]) -> Iterator[tuple[Parameter, ast.expr]]:
    places = function.positional
    for index, argument in enumerate(arguments):
        yield places[min(index, len(places) - 1)], argument


def _check_keywords(draft: Draft, node: ast.Call, function: Function) -> bool:
    known = {parameter.name: parameter for parameter in function.parameters if parameter.keyword}
    fits = True
    for keyword in node.keywords:
        found = draft.type_of(keyword.value)
        parameter = known.get(keyword.arg or "")
        if parameter is None:
            fix = f"use {' or '.join(f'{name}=' for name in known)}" if known else "write == to compare"
            draft.fault(
                keyword,
                "E307",
                f"{function.name} has no {keyword.arg}=",
                expected=function.signature,
                fix=fix,
            )
            fits = False
        else:
            fits = _check_argument(draft, function, parameter, keyword.value, found) and fits
    return fits


def _check_argument(
    draft: Draft, function: Function, parameter: Parameter, node: ast.expr, found: Type
) -> bool:
    if found.kind is Kind.UNKNOWN:
        return False
    if found.kind not in parameter.kinds:
        _wrong_kind(draft, function, parameter, node, found)
        return False
    problem = _problem(draft, function, parameter, node, found)
    if problem:
        draft.fault(node, "E307", problem[0], expected=problem[1], found=draft.written(node), fix=problem[2])
    return not problem


def _wrong_kind(draft: Draft, function: Function, parameter: Parameter, node: ast.expr, found: Type) -> None:
    expected = " or ".join(in_words(kind) for kind in Kind if kind in parameter.kinds)
    fix, change = "", None
    if parameter.kinds == {Kind.LIST}:
        fix = f"write [{draft.written(node)}]"
        change = (
            draft.instead(node, f"[{draft.written(node)}]") if isinstance(literal_value(node), str) else None
        )
    if parameter.kinds == {Kind.DATE} and isinstance(value := draft.constant(node), str):
        fix = f'write date("{value}")'
        change = (
            draft.instead(node, f"date({draft.written(node)})") if is_date(str(literal_value(node))) else None
        )
    message = f"{function.name} cannot take {in_words(found.kind)} as {parameter.name}"
    draft.fault(
        node, "E308", message, expected=expected, found=draft.describe(node, found), fix=fix, change=change
    )


def _problem(
    draft: Draft, function: Function, parameter: Parameter, node: ast.expr, found: Type
) -> tuple[str, str, str] | None:
    """What is wrong with an argument of the right kind: message, expected, fix."""
    value = draft.constant(node)
    name = f"{parameter.name} of {function.name}"
    if parameter.constant and value is None:
        return f"{name} cannot differ by account", "a value written out, or a parameter", ""
    if parameter.kinds == {Kind.LIST} and found.item is not Kind.TEXT:
        return f"{name} is not a list of texts", 'texts, as in ["buyer", "CEO"]', ""
    if parameter.integer and not found.integer:
        return f"{name} is not a whole number", "a whole number", ""
    if function.name == "date" and not is_date(str(value)):
        return "This is not a date", 'year-month-day, as in date("2026-01-31")', ""
    return _out_of_bounds(parameter, name, value) if isinstance(value, int | float) else None


def _out_of_bounds(parameter: Parameter, name: str, value: float) -> tuple[str, str, str] | None:
    if parameter.low is None or parameter.high is None:
        return None
    expected = f"from {parameter.low:g} to {parameter.high:g}"
    if parameter.name == "p" and 0 < value < 1:
        return f"{name} is a percentage, not a share", expected, f"write {value * 100:g}"
    if not parameter.low <= value <= parameter.high:
        return f"{name} is out of range", expected, ""
    return None


def _check_alike(draft: Draft, node: ast.Call, function: Function, types: list[Type]) -> bool:
    """Values that are chosen from, or compared, are of one kind."""
    alike = [parameter.kinds for parameter, _ in _paired(function, node.args)]
    if len(set(alike)) > 1 or len({found.kind for found in types}) <= 1:
        return True
    found = ", ".join(draft.describe(argument, kind) for argument, kind in zip(node.args, types, strict=True))
    draft.fault(node, "E308", f"The values of {function.name} are of different kinds",
                expected="values of one kind", found=found)  # fmt: skip
    return False
