"""Random expressions over values that may be missing give what SQL gives (SQLite, an independent judge).

Two places differ on purpose: `if` with an unknown test is missing, where SQL's CASE takes the other branch, so its test
is written out both ways; and SQL divides whole numbers without decimals, so all numbers are REAL.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.columns import Column, Condition, Numbers, Texts
from sikta.engine.expressions.kernel import evaluate
from sikta.engine.expressions.types import BOOLEAN, NUMBER, TEXT

AS_OF = date(2026, 6, 30)
SCOPE = Scope({"a": NUMBER, "b": NUMBER, "c": TEXT, "d": TEXT, "p": BOOLEAN, "q": BOOLEAN})
Row = tuple[float | None, float | None, str | None, str | None, bool | None, bool | None]

NUMBERS: tuple[float | None, ...] = (None, -1.5, 0.0, 2.0)
TEXTS: tuple[str | None, ...] = (None, "NL", "se")
TRUTHS: tuple[bool | None, ...] = (None, True, False)
EVERY = list(product(NUMBERS, NUMBERS[::2], TEXTS, TEXTS, TRUTHS, TRUTHS))
ROWS: list[Row] = EVERY[::7]


def masks(values: list[bool | None]) -> Condition:
    return Condition(np.array([v is True for v in values]), np.array([v is False for v in values]))


def floats(values: list[float | None]) -> Numbers:
    return Numbers(np.array([np.nan if value is None else value for value in values]))


BLOCK: dict[str, Column] = {
    "a": floats([row[0] for row in ROWS]),
    "b": floats([row[1] for row in ROWS]),
    "c": Texts.of([row[2] for row in ROWS]),
    "d": Texts.of([row[3] for row in ROWS]),
    "p": masks([row[4] for row in ROWS]),
    "q": masks([row[5] for row in ROWS]),
}


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t(a real, b real, c text, d text, p integer, q integer)")
    connection.executemany("insert into t values (?, ?, ?, ?, ?, ?)", ROWS)
    yield connection
    connection.close()


Pair = tuple[str, str]
"""The same in the expression language and in SQL."""

NUMBER_LEAVES: list[Pair] = [
    ("a", "a"),
    ("b", "b"),
    ("2", "2.0"),
    ("0", "0.0"),
    ("0.5", "0.5"),
    ("-3", "-3.0"),
]
TEXT_LEAVES: list[Pair] = [("c", "c"), ("d", "d")]
TRUTH_LEAVES: list[Pair] = [("p", "p"), ("q", "q"), ("true", "1"), ("false", "0")]
SIGNS: list[Pair] = [("==", "="), ("!=", "<>"), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">=")]


def both(template: str, *pairs: Pair) -> Pair:
    return template.format(*(pair[0] for pair in pairs)), template.format(*(pair[1] for pair in pairs))


def chosen(test: Pair, first: Pair, second: Pair) -> Pair:
    sql = f"(case when {test[1]} then {first[1]} when not {test[1]} then {second[1]} end)"
    return f"({first[0]} if {test[0]} else {second[0]})", sql


def branches(truths: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """Conditions made of conditions, and of comparisons of what may itself hold conditions."""
    numbers = st.recursive(
        st.sampled_from(NUMBER_LEAVES),
        lambda inner: st.one_of(
            st.builds(
                lambda sign, x, y: both(f"({{}} {sign} {{}})", x, y), st.sampled_from("+-*/"), inner, inner
            ),
            st.builds(lambda x: both("(- {})", x), inner),
            st.builds(chosen, truths, inner, inner),
            st.builds(lambda x, y: both("coalesce({}, {})", x, y), inner, inner),
            st.builds(lambda x, y: (f"max({x[0]}, {y[0]})", f"max({x[1]}, {y[1]})"), inner, inner),
        ),
        max_leaves=4,
    )
    texts = st.one_of(
        st.sampled_from(TEXT_LEAVES),
        st.builds(
            chosen, truths, st.sampled_from(TEXT_LEAVES), st.sampled_from([*TEXT_LEAVES, ("'NL'", "'NL'")])
        ),
        st.builds(lambda x: both("lower({})", x), st.sampled_from(TEXT_LEAVES)),
    )
    literals = st.sampled_from([("'NL'", "'NL'"), ("'se'", "'se'")])
    listed = st.lists(literals, min_size=1, max_size=2)
    return st.one_of(
        st.builds(lambda x, y: both("({} and {})", x, y), truths, truths),
        st.builds(lambda x, y: both("({} or {})", x, y), truths, truths),
        st.builds(lambda x: both("(not {})", x), truths),
        st.builds(chosen, truths, truths, truths),
        st.builds(lambda s, x, y: (f"({x[0]} {s[0]} {y[0]})", f"({x[1]} {s[1]} {y[1]})"), st.sampled_from(SIGNS), numbers, numbers),
        st.builds(lambda s, x, y: (f"({x[0]} {s[0]} {y[0]})", f"({x[1]} {s[1]} {y[1]})"), st.sampled_from(SIGNS[:2]), texts, st.one_of(texts, literals)),
        st.builds(lambda s, x, y: (f"({x[0]} {s[0]} {y[0]})", f"({x[1]} {s[1]} {y[1]})"), st.sampled_from(SIGNS[:2]), truths, truths),
        st.builds(lambda x, y, z: (f"({x[0]} < {y[0]} <= {z[0]})", f"({x[1]} < {y[1]} and {y[1]} <= {z[1]})"), numbers, numbers, numbers),
        st.builds(lambda x, y, z: (f"between({x[0]}, {y[0]}, {z[0]})", f"({x[1]} between {y[1]} and {z[1]})"), numbers, numbers, numbers),
        st.builds(lambda x: (f"({x[0]} is None)", f"({x[1]} is null)"), st.one_of(numbers, texts, truths)),
        st.builds(lambda x: (f"({x[0]} is not None)", f"({x[1]} is not null)"), st.one_of(numbers, texts, truths)),
        st.builds(lambda x, many: (f"({x[0]} in [{', '.join(m[0] for m in many)}])", f"({x[1]} in ({', '.join(m[1] for m in many)}))"), texts, listed),
        st.builds(lambda x, many: (f"({x[0]} not in [{', '.join(m[0] for m in many)}])", f"({x[1]} not in ({', '.join(m[1] for m in many)}))"), numbers, st.lists(numbers, min_size=1, max_size=3)),
    )  # fmt: skip


CONDITIONS = st.recursive(st.sampled_from(TRUTH_LEAVES), branches, max_leaves=8)


def truths(column: Column) -> list[bool | None]:
    assert isinstance(column, Condition)
    assert not (column.true & column.false).any()
    return [True if t else False if f else None for t, f in zip(column.true, column.false, strict=True)]


@settings(max_examples=100, deadline=None)
@given(pair=CONDITIONS)
def test_conditions_are_as_in_sql(database: sqlite3.Connection, pair: Pair) -> None:
    column = evaluate(compile_expression(pair[0], SCOPE), BLOCK, len(ROWS), AS_OF)
    expected = [
        None if row[0] is None else bool(row[0]) for row in database.execute(f"select {pair[1]} from t")
    ]
    assert truths(column) == expected


@settings(max_examples=60, deadline=None)
@given(pair=CONDITIONS)
def test_blocks_give_what_the_whole_gives(pair: Pair) -> None:
    compiled = compile_expression(pair[0], SCOPE)
    whole = truths(evaluate(compiled, BLOCK, len(ROWS), AS_OF))
    parts: list[bool | None] = []
    for start in range(0, len(ROWS), 17):
        block = {name: column.take(slice(start, start + 17)) for name, column in BLOCK.items()}
        parts += truths(evaluate(compiled, block, len(block["a"]), AS_OF))
    assert parts == whole


@settings(max_examples=60, deadline=None)
@given(pair=CONDITIONS)
def test_what_is_said_to_be_always_so_is_always_so(pair: Pair) -> None:
    compiled = compile_expression(pair[0], SCOPE)
    if compiled.always is not None:
        assert (not compiled.always) not in truths(evaluate(compiled, BLOCK, len(ROWS), AS_OF))
