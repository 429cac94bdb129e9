"""The functions of the language in SQL."""

import ast
from collections.abc import Callable, Mapping
from typing import TypeAlias

from .expressions import NotInSqlError, Sql, literal

Call: TypeAlias = Callable[[Sql, list[ast.expr]], str]

MACROS = """
pragma disable_optimizer;  -- for a few rows it takes longer than it saves
create macro bounded(x) as case when abs(x) < 9223372036854775808 then x + 0.0::double end;
-- Half up, and a number that noise of computing has left a hair below a half counts as one.
create macro half_up(x, d) as case
    when abs(x) * pow(10.0::double, d) >= 1125899906842624 then x
    else sign(x) * floor(abs(x) * pow(10.0::double, d) + 0.5 + abs(x) * pow(10.0::double, d) * 1e-15) / pow(10.0::double, d) end;
-- A number as whole billionths: exact, so that sums depend on no order.
create macro nano(x) as floor(x)::hugeint * 1000000000 + round_even((x - floor(x)) * 1e9, 0)::hugeint;
create macro of_nano(n) as case when abs(n) < 9223372036854775808000000000 then
    sign(n) * ((abs(n) + 500) // 1000)::double / 1e6 end;
create macro months_back(n) as case when abs(n) <= 119988 then
    case when year(as_of() - to_months(try_cast(n as integer))) between 1 and 9999
    then (as_of() - to_months(try_cast(n as integer)))::date end end;
create macro sum_of(x) as sum(nano(x));
"""
"""Set up once for a database; `as_of()` is made for each ruleset."""


def _plain(template: str) -> Call:
    return lambda sql, args: template.format(*map(sql.node, args))


def _extreme(name: str) -> Call:
    def written(sql: Sql, args: list[ast.expr]) -> str:
        values = [sql.node(argument) for argument in args]
        known = " and ".join(f"{value} is not null" for value in values)
        return f"(case when {known} then {name}({', '.join(values)}) end)"

    return written


def _round(sql: Sql, args: list[ast.expr]) -> str:
    places = ast.literal_eval(args[1]) if len(args) > 1 else 0
    value = sql.node(args[0])
    return (
        f"half_up({value}, {places})" if places >= 0 else f"(half_up({value} / 1e{-places}, 0) * 1e{-places})"
    )


def _any_of(sql: Sql, args: list[ast.expr]) -> str:
    value = sql.node(args[0])
    return f"({' or '.join(f'contains({value}, {part})' for part in sql.listed(args[1]) or ())})"


def _has_word(sql: Sql, args: list[ast.expr]) -> str:
    """Whole words: what is neither a letter, a digit nor an underscore stands around them."""
    words = [word.strip("'").lower() for word in sql.listed(args[1]) or ()]
    if any(not word.replace(" ", "").isalnum() for word in words):
        raise NotInSqlError("words with signs in them")
    edge = r"[^\p{L}\p{N}_]"
    pattern = f"(^|{edge})({'|'.join(words)})($|{edge})"
    return f"regexp_matches(lower({sql.node(args[0])}), {literal(pattern)})"


def _upper(sql: Sql, args: list[ast.expr]) -> str:
    return f"nullif(upper(replace({sql.node(args[0])}, 'ß', 'ss')), '')"


def _since(part: str) -> Call:
    return lambda sql, args: f"date_sub('{part}', {sql.node(args[0])}, as_of())::double"


def _until(part: str) -> Call:
    return lambda sql, args: f"date_sub('{part}', as_of(), {sql.node(args[0])})::double"


def _date(sql: Sql, args: list[ast.expr]) -> str:
    return f"{sql.node(args[0])}::date"


FUNCTIONS: Mapping[str, Call] = {
    "is_missing": _plain("({0} is null)"),
    "coalesce": lambda sql, args: f"coalesce({', '.join(map(sql.node, args))})",
    "abs": _plain("abs({0})"),
    "round": _round,
    "min": _extreme("least"),
    "max": _extreme("greatest"),
    "clip": lambda sql, args: (
        "(case when {0} is not null and {1} is not null and {2} is not null then least(greatest({0}, {1}), {2}) end)"
    ).format(*map(sql.node, args)),
    "between": _plain("({0} >= {1} and {0} <= {2})"),
    "lower": _plain("nullif(lower({0}), '')"),
    "upper": _upper,
    "trim": _plain("nullif(trim({0}), '')"),
    "starts_with": _plain("starts_with({0}, {1})"),
    "ends_with": _plain("ends_with({0}, {1})"),
    "contains": _plain("contains({0}, {1})"),
    "contains_any": _any_of,
    "has_word": _has_word,
    "length": _plain("length({0})::double"),
    "date": _date,
    "days_since": _since("day"),
    "months_since": _since("month"),
    "years_since": _since("year"),
    "days_until": _until("day"),
    "months_until": _until("month"),
    "days_between": _plain("date_diff('day', {0}, {1})::double"),
    "months_ago": _plain("months_back({0})"),
    "year": _plain("year({0})::double"),
    "quarter": _plain("quarter({0})::double"),
    "month": _plain("month({0})::double"),
}

Over: TypeAlias = Callable[[str, "str | None", "str | None", "float | None"], str]


def _counted(value: str, where: str | None) -> str:
    return f"({value} is not null{f' and {where}' if where else ''})"


def _aggregate(template: str, *, empty: str = "null") -> Over:
    """One value for all accounts of a group, also for those that do not count in it."""

    def written(value: str, by: str | None, where: str | None, more: float | None) -> str:
        window = f"filter (where {_counted(value, where)}) over ({f'partition by {by}' if by else ''})"
        found = f"coalesce({template.format(x=value, w=window, p=more)}, {empty})"
        return f"case when {by} is not null then {found} end" if by else found

    return written


def _placed(template: str) -> Over:
    """The place of an account among those of its group that count."""

    def written(value: str, by: str | None, where: str | None, more: float | None) -> str:
        counted = _counted(value, where)
        group = ", ".join(filter(None, (by, counted)))
        there = f"{counted} and {by} is not null" if by else counted
        return f"case when {there} then {template.format(x=value, g=f'partition by {group}', p=more)} end"

    return written


POPULATION: Mapping[str, Over] = {
    "average": _aggregate("(sum(nano({x})) {w})::double / 1e9 / nullif(count({x}) {w}, 0)"),
    "median": _aggregate("quantile_cont({x}, 0.5) {w}"),
    "total": _aggregate("bounded((sum(nano({x})) {w})::double / 1e9)", empty="0"),
    "percentile": _aggregate("quantile_cont({x}, {p} / 100.0) {w}"),
    "percent_rank": _placed("percent_rank() over ({g} order by {x})"),
    "rank": _placed("(rank() over ({g} order by {x} desc))::double"),
    "quantile": _placed("(1 + {p} * (rank() over ({g} order by {x}) - 1) // count(*) over ({g}))::double"),
    "share_of_total": _placed("{x} / nullif((sum(nano({x})) over ({g}))::double / 1e9, 0)"),
    "cumulative_share": _placed(
        "(sum(nano(greatest({x}, 0))) over ({g} order by {x} desc))::double"
        " / nullif((sum(nano(greatest({x}, 0))) over ({g}))::double, 0)"
    ),
}
"""Functions over all accounts, from the value, its group, who counts, and the function's second argument."""
