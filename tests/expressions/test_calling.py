"""Calls of functions: what is refused, and what is told about it."""

from collections.abc import Callable

import pytest

from sikta.engine.expressions import ExpressionError, Scope, compile_expression

Told = Callable[[str], str]

CASES = r"""
rand() > 0.5
^^^^
E306 There is no function rand: rules must be repeatable
found: rand gives another answer each time
fix: use as_of for the ruleset's date

last_order < now()
             ^^^
E306 There is no function now: rules must be repeatable
found: now gives another answer each time
fix: use as_of for the ruleset's date

avg(revenue) > 5
^^^
E306 There is no function avg
fix: did you mean average?

rnak(revenue) > 5
^^^^
E306 There is no function rnak
fix: did you mean rank?

zzqq(revenue)
^^^^
E306 There is no function zzqq
fix: the reference lists all functions

iif(vip, 1, 2)
^^^
E306 There is no function iif
fix: write: a if condition else b

revenue(5)
^^^^^^^
E306 revenue is not a function
found: revenue is a value
fix: write an operator, such as *, between it and the bracket

average(revenue, country)
^^^^^^^^^^^^^^^^^^^^^^^^^
E307 average is given 2 values
expected: average(x, by=, where=)
fix: write by=country

average()
^^^^^^^^^
E307 average is given no values
expected: average(x, by=, where=)
fix: write average(growth, by=industry)

min(revenue)
^^^^^^^^^^^^
E307 min is given 1 value
expected: min(x, other, ...)
fix: write min(revenue, budget)

round(revenue, digits=2)
               ^^^^^^^^
E307 round has no digits=
expected: round(x, decimals)
fix: write == to compare

rank(revenue, group=country)
              ^^^^^^^^^^^^^
E307 rank has no group=
expected: rank(x, by=, where=)
fix: use by= or where=

round(revenue, orders)
               ^^^^^^
E307 decimals of round cannot differ by account
expected: a value written out, or a parameter
found: orders

quantile(revenue, 2.5)
                  ^^^
E307 n of quantile is not a whole number
expected: a whole number
found: 2.5

quantile(revenue, 0)
                  ^
E307 n of quantile is out of range
expected: from 1 to 1000
found: 0

percentile(revenue, 0.9)
                    ^^^
E307 p of percentile is a percentage, not a share
expected: from 0 to 100
found: 0.9
fix: write 90

last_order > date("2026-02-30")
                  ^^^^^^^^^^^^
E307 This is not a date
expected: year-month-day, as in date("2026-01-31")
found: "2026-02-30"

has_word(company, [1, 2])
                  ^^^^^^
E307 list of has_word is not a list of texts
expected: texts, as in ["buyer", "CEO"]
found: [1, 2]

has_word(company, 'CFO')
                  ^^^^^
E308 has_word cannot take a text as list
expected: a list
found: 'CFO' is a text
fix: write ['CFO']

days_since('2026-01-31') > 3
           ^^^^^^^^^^^^
E308 days_since cannot take a text as d
expected: a date
found: '2026-01-31' is a text
fix: write date("2026-01-31")

average(company)
        ^^^^^^^
E308 average cannot take a text as x
expected: a number
found: company is a text

coalesce(revenue, 'none')
^^^^^^^^^^^^^^^^^^^^^^^^^
E308 The values of coalesce are of different kinds
expected: values of one kind
found: revenue is a number, 'none' is a text
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_a_fault_says_where_what_and_how_to_mend_it(told: Told, case: str) -> None:
    text = case.partition("\n")[0]
    assert told(text) == case


def test_a_row_of_a_table_does_not_see_all_accounts(scope: Scope) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression("revenue > average(revenue)", Scope(scope.names, population=False))
    (fault,) = caught.value.faults
    assert (fault.code, fault.message, fault.fix) == (
        "E312",
        "average looks at all accounts, which cannot be done here",
        "make it a metric with value:, and use the metric's name",
    )
