"""Values that are written out, or that a parameter holds: the same for every account."""

import ast
from collections.abc import Mapping

from ..rules.model.texts import Constant


def constant_value(node: ast.expr, constants: Mapping[str, Constant]) -> "Constant | None":
    """The value of a literal, a list of them, or a parameter of the ruleset; None for anything else."""
    if isinstance(node, ast.Name):
        literal = {"true": True, "false": False}.get(node.id)
        return constants.get(node.id, literal)
    if isinstance(node, ast.List):
        return _constants(node, constants)
    return literal_value(node)


def _constants(node: ast.List, constants: Mapping[str, Constant]) -> "Constant | None":
    values: list[str | float | int | bool] = []
    for item in node.elts:
        value = constant_value(item, constants)
        if value is None or isinstance(value, tuple):
            return None
        values.append(value)
    return tuple(values)


def literal_value(node: ast.expr) -> str | float | int | bool | None:
    """The value of a literal, also of a number with a sign; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = literal_value(node.operand)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float):
        return node.value
    return None
