"""Typing an expression: every fault is found before data is read, with a message that mends it."""

from collections.abc import Callable

import pytest

from sikta.engine.expressions import Compiled, ExpressionError, Fault, Scope, compile_expression
from sikta.engine.expressions.types import BOOLEAN, DATE, NUMBER, UNKNOWN, Kind, Type, category

Faults = Callable[[str], list[Fault]]
Told = Callable[[str], str]
Compile = Callable[[str], Compiled]


CASES = r"""
country == 'NL' or 'BE'
                   ^^^^
E308 or joins conditions only
expected: a condition
found: 'BE' is a text
fix: write country in ['NL', 'BE']

vip and revenue
        ^^^^^^^
E308 and joins conditions only
expected: a condition
found: revenue is a number
fix: write revenue > 0

not revenue
    ^^^^^^^
E308 not turns a condition round
expected: a condition
found: revenue is a number

-company
 ^^^^^^^
E308 A sign can stand before a number only
expected: a number
found: company is a text

company + 'x'
^^^^^^^
E308 Only numbers can be added, subtracted, multiplied and divided
expected: a number
found: company is a text

1 if revenue else 2
     ^^^^^^^
E308 if needs a condition
expected: a condition
found: revenue is a number
fix: write revenue > 0

1 if vip else 'x'
^^^^^^^^^^^^^^^^^
E308 Both outcomes of if are of different kinds
expected: two of one kind
found: 1 is a number, 'x' is a text

products if vip else products
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
E308 A list cannot be chosen with if
fix: choose between two conditions, one for each list

None
^^^^
E311 None alone has no value
expected: a name, a value or a condition

home_markets
^^^^^^^^^^^^
E308 A list alone has no value for an account
fix: test for a member with: in

[orders]
^^^^^^^^
E308 A list alone has no value for an account
fix: test for a member with: in

None if vip else None
^^^^^^^^^^^^^^^^^^^^^
E311 Both outcomes of if are None
expected: a value in one of them
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_a_fault_says_where_what_and_how_to_mend_it(told: Told, case: str) -> None:
    text = case.partition("\n")[0]
    assert told(text) == case


def test_all_faults_are_told_at_once_in_order_of_place(faults: Faults) -> None:
    found = faults("contry == 'NL' and revenue > '5' and rand() > 1 and relationship == 'costumer'")
    assert [fault.code for fault in found] == ["E305", "E308", "E306", "E309"]


def test_one_fault_does_not_cause_others(scope: Scope) -> None:
    faulty = Scope(names={**scope.names, "broken": UNKNOWN})
    text = "broken > 5 and broken == 'x' and broken and broken in [1] and abs(broken) + 1 > 2 and coalesce(broken, 1) > 0"
    assert compile_expression(text, faulty).type == BOOLEAN
    assert compile_expression("(1 if vip else broken) + broken", faulty).type.kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("revenue", NUMBER),
        ("last_order", DATE),
        ("as_of", DATE),
        ("vip", BOOLEAN),
        ("orders + 1", Type(Kind.NUMBER, integer=True)),
        ("orders / 2", NUMBER),
        ("orders * 0.5", NUMBER),
        ("-orders", Type(Kind.NUMBER, integer=True)),
        ("large", Type(Kind.NUMBER, integer=True, min=250, max=250)),
        ("-3", Type(Kind.NUMBER, integer=True, min=-3, max=-3)),
        ("round(revenue)", Type(Kind.NUMBER, integer=True)),
        ("round(revenue, 2)", NUMBER),
        ("max(orders, 0)", Type(Kind.NUMBER, integer=True)),
        ("max(last_order, contract_end)", DATE),
        ("abs(growth)", Type(Kind.NUMBER, min=0)),
        ("total(orders)", Type(Kind.NUMBER, integer=True)),
        ("month(last_order)", Type(Kind.NUMBER, integer=True, min=1, max=12)),
        ("'gold' if vip else 'silver'", category("gold", "silver")),
        ("country if vip else None", category("NL", "BE", "DE", "SE")),
        ("coalesce(country, 'unknown')", category("NL", "BE", "DE", "SE", "unknown")),
        ("lower(country)", category("nl", "be", "de", "se")),
        ("upper(company)", Type(Kind.TEXT)),
        ("10 if vip else 20.5", Type(Kind.NUMBER, min=10, max=20.5)),
    ],
)
def test_the_type_of_a_result(compiled: Compile, text: str, type_: Type) -> None:
    assert compiled(text).type == type_


def test_a_chosen_text_is_compared_with_its_outcomes_only(faults: Faults) -> None:
    (fault,) = faults("('gold' if vip else 'silver') == 'bronze'")
    assert fault.message == "\"bronze\" is not a value of 'gold' if vip else 'silver'"


def test_what_an_expression_reads(compiled: Compile) -> None:
    found = compiled(
        "revenue > large and last_order > as_of and average(growth, by=country) > 0 and vip == true"
    )
    assert found.names == {"revenue", "last_order", "growth", "country", "vip"}
    assert found.constants == {"large": 250}
    assert found.population


@pytest.mark.parametrize(
    ("text", "kind", "message", "fix"),
    [
        ("revenue", Kind.BOOLEAN, "The expression gives a number", "write revenue > 0"),
        ("company", Kind.BOOLEAN, "The expression gives a text", "write company is not None"),
        ("1", Kind.BOOLEAN, "The expression gives a number", ""),
        ("vip", Kind.NUMBER, "The expression gives a condition", ""),
        ("products", Kind.NUMBER, "The expression gives a list", ""),
    ],
)
def test_the_whole_is_of_the_kind_that_its_place_asks_for(
    scope: Scope, text: str, kind: Kind, message: str, fix: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, scope, kind)
    (fault,) = caught.value.faults
    assert (fault.code, fault.message, fault.fix) == ("E308", message, fix)
