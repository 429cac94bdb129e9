"""Names, literals and lists: what is refused, and what is told about it."""

from collections.abc import Callable

import pytest

from sikta.engine.expressions import ExpressionError, Scope, compile_expression
from sikta.engine.rules.model import Constant

Told = Callable[[str], str]

CASES = r"""
contry == 'DE'
^^^^^^
E305 contry is not a name that is known here
fix: did you mean country?

company == Zzqqxx
           ^^^^^^
E305 Zzqqxx is not a name that is known here
fix: put quotes around it if it is a text; else declare it

amount > 100
^^^^^^
E305 amount cannot be used here
found: amount is a field of orders
fix: make a metric of it, and use the metric's name

revenue > average
          ^^^^^^^
E305 average is a function, not a value
fix: write average(x, by=, where=)

revenue == null
           ^^^^
E305 null is not a name that is known here
fix: a missing value is written None

vip == TRUE
       ^^^^
E305 TRUE is not a name that is known here
fix: write true

orders in ['a', 1]
          ^^^^^^^^
E308 The members of a list are of different kinds
expected: members of one kind
found: a text and a number

orders in [1, None]
              ^^^^
E308 None cannot be a member of a list
fix: test for a missing value with: is None

orders in [[1]]
           ^^^
E308 [1] cannot be a member of a list
fix: write one list of plain values

revenue > 1e400
          ^^^^^
E310 A number that is too large
expected: less than 9,223,372,036,854,775,808
found: 1e400

company == ''
           ^^
E310 An empty text never occurs in data: it is missing
fix: write is None, or is not None

country in []
           ^^
E310 The list is empty, so nothing can be in it
fix: write its values, as in ["NL", "BE"]
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_a_fault_says_where_what_and_how_to_mend_it(told: Told, case: str) -> None:
    text = case.partition("\n")[0]
    assert told(text) == case


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ((), "E310 markets is an empty list, so nothing can be in it"),
        ("", "E310 markets is an empty text, which never occurs in data"),
        (("NL", ""), "E310 markets is an empty text, which never occurs in data"),
        (("NL", 5), "E308 The members of markets are of different kinds"),
        (1e400, "E310 markets is too large a number"),
        (float("nan"), "E310 markets is too large a number"),
        (10**400, "E310 markets is too large a number"),
    ],
)
def test_a_parameter_that_cannot_be_computed_with(value: Constant, fault: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression("markets is None", Scope({}, {"markets": value}))
    assert [f"{found.code} {found.message}" for found in caught.value.faults] == [fault]
