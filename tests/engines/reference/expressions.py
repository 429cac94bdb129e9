"""Expressions of the language as SQL, written after the design documents and by nothing of the engine.

The grammar is the expression part of Python, so Python's own parser reads it. Numbers are DOUBLE, missing is NULL.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SIGNS: Mapping[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">",
    ast.GtE: ">=", ast.USub: "-", ast.UAdd: "+", ast.Not: "not", ast.And: " and ", ast.Or: " or ",
}  # fmt: skip


class NotInSqlError(Exception):
    """What is left out of the comparison, and why."""


@dataclass(slots=True)
class Sql:
    """Translates expressions over the columns of one table.

    `columns` are the names in scope with their kinds, `left_out` those that have no column here. `lift` gives a
    function over all accounts a column of its own, as SQL does not nest them.
    """

    columns: Mapping[str, str]
    constants: Mapping[str, Any]
    lift: Callable[[str], str] | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)

    def of(self, text: str | float | bool) -> str:
        """An expression as the ruleset has it."""
        written = str(text).lower() if isinstance(text, bool) else str(text)
        return self.node(ast.parse(written.strip(), mode="eval").body)

    def kind(self, text: str) -> str:
        """What an expression gives: DOUBLE, VARCHAR, BOOLEAN or DATE, as far as its outermost part tells."""
        return _kind(ast.parse(str(text).strip(), mode="eval").body, self)

    def node(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=value):
                return literal(value)
            case ast.Name(id=name):
                return self._name(name)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
                return self._call(name, args, {word.arg or "": word.value for word in keywords})
            case ast.Compare(left=left, ops=ops, comparators=right):
                operands = [left, *right]
                links = [self._link(op, *operands[place : place + 2]) for place, op in enumerate(ops)]
                return f"({' and '.join(links)})"
            case _:
                return self._operation(node)

    def _operation(self, node: ast.expr) -> str:
        match node:
            case ast.UnaryOp(op=op, operand=operand):
                return f"({SIGNS[type(op)]} {self.node(operand)})"
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return f"bounded({self.node(left)} / nullif({self.node(right)}, 0::double))"
            case ast.BinOp(left=left, op=op, right=right):
                return f"bounded({self.node(left)} {SIGNS[type(op)]} {self.node(right)})"
            case ast.BoolOp(op=op, values=values):
                return f"({SIGNS[type(op)].join(map(self.node, values))})"
            case ast.IfExp(test=test, body=body, orelse=other):
                asked = self.node(test)
                return (
                    f"(case when {asked} then {self.node(body)} when not {asked} then {self.node(other)} end)"
                )
            case _:
                raise NotInSqlError(ast.dump(node))

    def _name(self, name: str) -> str:
        if name in self.left_out:
            raise NotInSqlError(self.left_out[name])
        if name in ("true", "false"):
            return name
        if name == "as_of":
            return "as_of()"
        if name in self.columns:
            return f'"{name}"'
        return literal(self.constants[name])

    def listed(self, node: ast.expr) -> list[str] | None:
        """The members of a list that is written out or a parameter; None for the segments of an account."""
        if isinstance(node, ast.List):
            return [self.node(item) for item in node.elts]
        value = self.constants.get(node.id) if isinstance(node, ast.Name) else None
        return [literal(item) for item in value] if isinstance(value, list) else None

    def _link(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> str:
        if isinstance(op, ast.Is | ast.IsNot):
            return f"({self.node(left)} is {'not ' if isinstance(op, ast.IsNot) else ''}null)"
        if isinstance(op, ast.In | ast.NotIn):
            members = self.listed(right)
            value = self.node(left)
            inside = (
                f"{value} in ({', '.join(members)})"
                if members is not None
                else f"list_contains({self.node(right)}, {value})"
            )
            return f"(not ({inside}))" if isinstance(op, ast.NotIn) else f"({inside})"
        return f"({self.node(left)} {SIGNS[type(op)]} {self.node(right)})"

    def _call(self, name: str, args: list[ast.expr], keywords: Mapping[str, ast.expr]) -> str:
        from .functions import FUNCTIONS, POPULATION

        if name not in POPULATION:
            return FUNCTIONS[name](self, args)
        if self.lift is None:
            raise NotInSqlError(f"{name} where no accounts are")
        by = self.lift(self.node(keywords["by"])) if "by" in keywords else None
        counted = (
            self.lift(f"coalesce({self.node(keywords['where'])}, false)") if "where" in keywords else None
        )
        value = self.lift(self.node(args[0]))
        more = ast.literal_eval(args[1]) if len(args) > 1 else None
        return f"{self.lift(POPULATION[name](value, by, counted, more))}"


def literal(value: Any) -> str:
    """A value written out; a number is a DOUBLE."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value!r}::double"
        case str():
            escaped = value.replace("'", "''")
            return f"'{escaped}'"
        case _:
            raise NotInSqlError(f"a constant such as {value!r}")


CONDITIONS = ("is_missing", "between", "starts_with", "ends_with", "contains", "contains_any", "has_word")
OF_FUNCTION: Mapping[str, str] = {
    **dict.fromkeys(("date", "months_ago"), "DATE"),
    **dict.fromkeys(("lower", "upper", "trim"), "VARCHAR"),
    **dict.fromkeys(CONDITIONS, "BOOLEAN"),
}
"""Functions that give no number."""
AS_ARGUMENT = frozenset({"coalesce", "min", "max"})


def _kind(node: ast.expr, sql: Sql) -> str:
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            return "BOOLEAN"
        case ast.Constant(value=str()):
            return "VARCHAR"
        case ast.Name(id=name):
            return {"as_of": "DATE", "true": "BOOLEAN", "false": "BOOLEAN"}.get(name) or _of_name(name, sql)
        case ast.IfExp(body=body, orelse=other):
            return _kind(other if isinstance(body, ast.Constant) and body.value is None else body, sql)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _kind(args[0], sql) if name in AS_ARGUMENT else OF_FUNCTION.get(name, "DOUBLE")
        case _:
            return "DOUBLE"


def _of_name(name: str, sql: Sql) -> str:
    if name in sql.columns:
        return sql.columns[name]
    value = sql.constants.get(name)
    return "BOOLEAN" if isinstance(value, bool) else "VARCHAR" if isinstance(value, str) else "DOUBLE"
