"""What expressions give for six accounts with values missing here and there."""

import ast
import gc
import weakref
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from simpleeval import FeatureNotAvailable

from sikta.engine.expressions import Compiled, Scope, compile_expression
from sikta.engine.expressions.columns import Column, Members, Numbers, Texts
from sikta.engine.expressions.kernel import Kernel, evaluate
from sikta.engine.expressions.types import NUMBER

Result = Callable[[str], list[object]]
Compile = Callable[[str], Compiled]
AS_OF = date(2026, 6, 30)
T, F, U = True, False, None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # revenue   100, 250, missing, 40, 40, -10      orders 0, 2, 4, 5, missing, 1
        ("revenue > 40", [T, T, U, F, F, F]),
        ("not revenue > 40", [F, F, U, T, T, T]),
        ("revenue != 40", [T, T, U, F, F, T]),
        ("40 <= revenue < 250", [T, F, U, T, T, F]),
        ("revenue > 40 and vip", [T, F, U, F, F, F]),
        ("revenue > 40 or vip", [T, T, U, T, F, U]),
        ("revenue / orders", [None, 125.0, None, 8.0, None, -10.0]),
        ("revenue - 2 * orders", [100.0, 246.0, None, 30.0, None, -12.0]),
        ("-orders", [0.0, -2.0, -4.0, -5.0, None, -1.0]),
        ("+orders", [0.0, 2.0, 4.0, 5.0, None, 1.0]),
        ("revenue in [40, 250]", [F, T, U, T, T, F]),
        ("revenue in [orders * 125, 40]", [F, T, U, T, T, F]),
        ("revenue in [orders * 125, 41]", [F, T, U, F, U, F]),
        ("revenue is None", [F, F, T, F, F, F]),
        ("revenue is not None", [T, T, F, T, T, T]),
        ("vip is None", [F, F, T, F, F, T]),
        ("(revenue > 40) is None", [F, F, T, F, F, F]),
        ("None is None", [T, T, T, T, T, T]),
        # country   NL, BE, missing, NL, SE, DE
        ("country == 'NL'", [T, F, U, T, F, F]),
        ("country != 'NL'", [F, T, U, F, T, T]),
        ("country in home_markets", [T, T, U, T, F, F]),
        ("country not in home_markets", [F, F, U, F, T, T]),
        ("country == coalesce(country, 'NL')", [T, T, U, T, T, T]),
        ("company == 'nowhere'", [F, F, F, U, F, F]),
        ("relationship == best", [T, F, T, U, F, T]),
        # vip       true, false, unknown, true, false, unknown
        ("vip", [T, F, U, T, F, U]),
        ("vip == true", [T, F, U, T, F, U]),
        ("vip != (orders > 1)", [T, T, U, F, U, U]),
        ("vip in [true]", [T, F, U, T, F, U]),
        ("false or vip", [T, F, U, T, F, U]),
        # products  filters and service, none, filters, service, filters, none
        ("'filters' in products", [T, F, T, F, T, F]),
        ("'filters' not in products", [F, T, F, T, F, T]),
        # if: an unknown test gives a missing value
        ("1 if vip else 2", [1.0, 2.0, None, 1.0, 2.0, None]),
        ("revenue if vip else None", [100.0, None, None, 40.0, None, None]),
        ("None if vip else country", [None, "BE", None, None, "SE", None]),
        ("'key' if revenue > 40 else country", ["key", "key", None, "NL", "SE", "DE"]),
        ("(revenue > 40) if vip else true", [T, T, U, F, T, U]),
        ("None if vip else vip", [U, F, U, U, F, U]),
        ("last_order if vip else None", ["2026-06-30", None, None, "2025-12-31", None, None]),
        ("None if vip else last_order", [None, "2026-05-31", None, None, "2024-02-29", None]),
        # constants stretch to all rows
        ("large", [250.0] * 6),
        ("true", [T] * 6),
        ("'x'", ["x"] * 6),
        ("as_of", ["2026-06-30"] * 6),
    ],
)
def test_values(result: Result, text: str, expected: list[object]) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is_missing(growth)", [F, F, F, T, F, F]),
        ("is_missing(growth > 1)", [F, F, F, T, F, F]),
        ("coalesce(revenue, orders, 0)", [100.0, 250.0, 4.0, 40.0, 40.0, -10.0]),
        ("coalesce(vip, false)", [T, F, F, T, F, F]),
        (
            "coalesce(relationship, 'none')",
            ["customer", "prospect", "customer", "none", "ex-customer", "customer"],
        ),
        ("coalesce(contract_end, as_of) == as_of", [F, T, F, F, F, F]),
        ("abs(growth)", [0.0, 2.5, 5.0, None, 3.0, 10.0]),
        ("round(growth)", [0.0, 3.0, 5.0, None, -3.0, 10.0]),
        ("round(revenue / 3, 2)", [33.33, 83.33, None, 13.33, 13.33, -3.33]),
        ("round(revenue, -2)", [100.0, 300.0, None, 0.0, 0.0, 0.0]),
        ("min(revenue, orders, 3)", [0.0, 2.0, None, 3.0, None, -10.0]),
        ("max(revenue, orders)", [100.0, 250.0, None, 40.0, None, 1.0]),
        (
            "max(last_order, contract_end)",
            ["2026-12-31", None, None, "2026-07-29", "2025-06-30", "2028-02-29"],
        ),
        ("clip(growth, 0, 5)", [0.0, 2.5, 5.0, None, 0.0, 5.0]),
        ("between(growth, 0, 5)", [T, T, T, U, F, F]),
        ("between(orders, growth, 4)", [T, F, F, F, U, F]),
        ("between(last_order, date('2026-01-01'), as_of)", [T, T, U, F, F, F]),
        # company   Dairy Beheer B.V., Nordic Food AB, CFO/CTO Service, missing, dairy, Solvents
        ("lower(country)", ["nl", "be", None, "nl", "se", "de"]),
        ("upper(company) == 'DAIRY'", [F, F, F, U, T, F]),
        ("trim(country)", ["NL", "BE", None, "NL", "SE", "DE"]),
        ("starts_with(company, 'Dairy')", [T, F, F, U, F, F]),
        ("ends_with(company, 's')", [F, F, F, U, F, T]),
        ("contains(company, 'o')", [F, T, F, U, F, T]),
        ("contains_any(company, ['Food', 'Dairy'])", [T, T, F, U, F, F]),
        ("has_word(company, ['DAIRY', 'cto'])", [T, F, T, U, T, F]),
        ("has_word(company, ['serv', 'cf'])", [F, F, F, U, F, F]),
        ("has_word(company, ['b.v.'])", [T, F, F, U, F, F]),
        ("has_word(company, ['food ab'])", [F, T, F, U, F, F]),
        ("contains_any(company, home_markets)", [F, F, F, U, F, F]),
        ("length(company)", [17.0, 14.0, 15.0, None, 5.0, 8.0]),
        # last_order    30 Jun 2026, 31 May 2026, missing, 31 Dec 2025, 29 Feb 2024, 15 Jul 2026
        ("days_since(last_order)", [0.0, 30.0, None, 181.0, 852.0, -15.0]),
        ("months_since(last_order)", [0.0, 1.0, None, 6.0, 28.0, 0.0]),
        ("years_since(last_order)", [0.0, 0.0, None, 0.0, 2.0, 0.0]),
        # contract_end  31 Dec 2026, missing, 30 Jul 2026, 29 Jul 2026, 30 Jun 2025, 29 Feb 2028
        ("days_until(contract_end)", [184.0, None, 30.0, 29.0, -365.0, 609.0]),
        ("months_until(contract_end)", [6.0, None, 1.0, 0.0, -12.0, 20.0]),
        ("days_between(last_order, contract_end)", [184.0, None, None, 210.0, 487.0, 594.0]),
        ("days_since(as_of)", [0.0] * 6),
        ("months_ago(4)", ["2026-02-28"] * 6),
        ("months_ago(orders)", ["2026-06-30", "2026-04-30", "2026-02-28", "2026-01-30", None, "2026-05-30"]),
        ("months_ago(99999)", [None] * 6),
        ("months_ago(999999999)", [None] * 6),
        ("year(last_order)", [2026.0, 2026.0, None, 2025.0, 2024.0, 2026.0]),
        ("quarter(last_order)", [2.0, 2.0, None, 4.0, 1.0, 3.0]),
        ("month(last_order)", [6.0, 5.0, None, 12.0, 2.0, 7.0]),
        ("last_order >= date(start)", [T, T, U, F, F, T]),
    ],
)
def test_functions(result: Result, text: str, expected: list[object]) -> None:
    assert result(text) == expected


def overflows(text: str, values: list[float]) -> tuple[list[object], int]:
    kernel = Kernel({"x": Numbers(np.array(values))}, len(values), AS_OF)
    column = kernel.evaluate(compile_expression(text, Scope({"x": NUMBER})))
    assert isinstance(column, Numbers)
    return [None if np.isnan(value) else value for value in column.values.tolist()], kernel.overflows


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("x * 4", [None, 4.0, None], 1),  # 2**62 · 4 = 2**64
        ("x * 2 - x * 2", [None, 0.0, None], 2),
        ("0 - x * 2", [None, -2.0, None], 1),  # −2**63 is out too
        ("4611686018427387904 * 2", [None, None, None], 3),  # a constant that overflows does so in every row
        ("x * 4 if x < 10 else 0", [0.0, 4.0, None], 0),  # where the branch is not taken nothing is lost
        ("0 if x < 10 else x * 4", [None, 0.0, None], 1),
        ("total(x) * 2", [None, None, None], 3),
        ("x / 0", [None, None, None], 0),  # a division by zero is missing, and no overflow
        ("x / 0.0000000000000000000000001", [None, None, None], 2),
    ],
)
def test_overflow_is_missing_and_counted(text: str, expected: list[object], count: int) -> None:
    assert overflows(text, [2.0**62, 1.0, np.nan]) == (expected, count)


def test_zero_is_never_negative(compiled: Compile) -> None:
    column = evaluate(compiled("-orders"), {"orders": Numbers(np.array([0.0]))}, 1, AS_OF)
    assert isinstance(column, Numbers)
    assert np.copysign(1, column.values[0]) == 1


def test_an_empty_block_gives_empty_columns(compiled: Compile) -> None:
    empty: dict[str, Column] = {"revenue": Numbers(np.array([])), "country": Texts.of([])}
    for text in (
        "revenue * 2",
        "country == 'NL'",
        "lower(country)",
        "1",
        "average(revenue, by=country)",
        "rank(revenue)",
    ):
        assert len(evaluate(compiled(text), empty, 0, AS_OF)) == 0


def test_a_list_comes_out_as_it_went_in(compiled: Compile, block: dict[str, Column]) -> None:
    column = evaluate(compiled("products"), block, 6, AS_OF)
    assert isinstance(column, Members)
    assert column is block["products"]


def test_only_words_that_occur_are_looked_at(compiled: Compile) -> None:
    words = tuple(f"word {number}" for number in range(1000))
    texts = Texts(np.array([999, -1, 5], dtype=np.int32), words)
    column = evaluate(compiled("upper(company)"), {"company": texts}, 3, AS_OF)
    assert isinstance(column, Texts)
    assert column.to_list() == ["WORD 999", None, "WORD 5"]
    assert len(column.vocabulary) == 2


def test_the_kernel_does_not_keep_a_block_alive(compiled: Compile) -> None:
    values = np.zeros(3)
    alive = weakref.ref(values)
    block = {"revenue": Numbers(values)}
    gc.disable()
    try:
        evaluate(compiled("revenue > 1"), block, 3, AS_OF)
        del block, values
        assert alive() is None
    finally:
        gc.enable()


def tampered(text: str) -> Compiled:
    """A tree that never passed the typing: what the kernel itself refuses."""
    tree = ast.parse(text, mode="eval").body
    return Compiled(text, tree, NUMBER, frozenset())


@pytest.mark.parametrize(
    "text", ["company.upper", "[1][0]", "lambda: 1", "f'{1}'", "{1: 2}", "[x for x in y]", "(y := 1)"]
)
def test_no_other_part_of_python_is_evaluated(block: dict[str, Column], text: str) -> None:
    with pytest.raises(FeatureNotAvailable):
        evaluate(tampered(text), block, 6, AS_OF)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("None", "None is not a column"),
        ("revenue and vip", "revenue is not a condition"),
        ("company + 1", "company is not a number"),
        ("company < 'x'", "Texts has no order"),
        ("1 in company", "in needs a list"),
        ("1 in products", "the members of a list are texts"),
        ("[1] == 1", "a list or None stands where a column is needed"),
        ("(1)(2)", "only functions of the table are called"),
        ("rank(company)", "rank cannot rank company"),
        ("rank(revenue, by=orders)", "by= takes a category"),
        ("1 if vip else 'x'", "cannot choose between Numbers and Texts"),
    ],
)
def test_a_tree_that_was_not_typed_is_no_way_in(block: dict[str, Column], text: str, message: str) -> None:
    with pytest.raises(TypeError, match=message.replace("(", r"\(")):
        evaluate(tampered(text), block, 6, AS_OF)


@pytest.mark.parametrize(
    "text",
    ["(None if vip else company) is None", "(company if vip else None) is None", "None if vip else vip"],
)
def test_no_rows_at_all(block: dict[str, Column], compiled: Compile, text: str) -> None:
    nobody = {name: column.take(slice(0, 0)) for name, column in block.items()}
    assert len(evaluate(compiled(text), nobody, 0, AS_OF)) == 0
