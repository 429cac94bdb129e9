"""Comparisons: what is refused, and what is told about it."""

from collections.abc import Callable

import pytest

Told = Callable[[str], str]

CASES = r"""
revenue > '100'
          ^^^^^
E308 A number is compared with a text
expected: the same kind on both sides
found: revenue is a number, '100' is a text
fix: write 100 without quotes

company == 100
           ^^^
E308 A text is compared with a number
expected: the same kind on both sides
found: company is a text, 100 is a number
fix: write "100"

vip == 1
       ^
E308 A condition is compared with a number
expected: the same kind on both sides
found: vip is a condition, 1 is a number
fix: write vip, or not vip

last_order > '2026-01-31'
             ^^^^^^^^^^^^
E308 A date is compared with a text
expected: the same kind on both sides
found: last_order is a date, '2026-01-31' is a text
fix: write date("2026-01-31")

last_order > 'spring'
             ^^^^^^^^
E308 A date is compared with a text
expected: the same kind on both sides
found: last_order is a date, 'spring' is a text
fix: write a date as date("2026-01-31")

last_order > revenue
             ^^^^^^^
E308 A date is compared with a number
expected: the same kind on both sides
found: last_order is a date, revenue is a number

country in 'DE'
           ^^^^
E308 in needs a list
found: 'DE' is a text
fix: write in ['DE']

'Dairy' in company
           ^^^^^^^
E308 in needs a list
found: company is a text
fix: write == company, or contains(...) for a part of a text

revenue in ['NL']
^^^^^^^
E308 revenue cannot be in this list
expected: a text
found: revenue is a number

products == 'filters'
^^^^^^^^
E308 A list cannot be compared with a single value
found: products is a list
fix: write 'filters' in products

products is None
^^^^^^^^
E308 products is a list, which is never missing
fix: test for a member with: in

country > 'NL'
^^^^^^^
E308 A text has no order
expected: numbers or dates around < <= > >=
found: country is a text
fix: compare with == or !=, or with in and a list

relationship == "costumer"
                ^^^^^^^^^^
E309 "costumer" is not a value of relationship
expected: one of customer, prospect, ex-customer
found: "costumer"
fix: did you mean "customer"?

"costumer" != relationship
^^^^^^^^^^
E309 "costumer" is not a value of relationship
expected: one of customer, prospect, ex-customer
found: "costumer"
fix: did you mean "customer"?

relationship in ["customer", "prospekt"]
                             ^^^^^^^^^^
E309 "prospekt" is not a value of relationship
expected: one of customer, prospect, ex-customer
found: "prospekt"
fix: did you mean "prospect"?

relationship in home_markets
                ^^^^^^^^^^^^
E309 "NL" is not a value of relationship
expected: one of customer, prospect, ex-customer
found: home_markets
                ^^^^^^^^^^^^
E309 "BE" is not a value of relationship
expected: one of customer, prospect, ex-customer
found: home_markets

'filter' in products
^^^^^^^^
E309 "filter" is not a value of products
expected: one of filters, service
found: 'filter'
fix: did you mean "filters"?

country == relationship
           ^^^^^^^^^^^^
E309 country and relationship have no value in common

revenue == None
           ^^^^
E311 Nothing can be equal to None: it stands for a missing value
fix: write is None

None != revenue
^^^^
E311 Nothing can be equal to None: it stands for a missing value
fix: write is not None

revenue is 5
           ^
E304 is can only be followed by None
fix: write revenue == 5

revenue is not 5
               ^
E304 is not can only be followed by None
fix: write revenue != 5
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_a_fault_says_where_what_and_how_to_mend_it(told: Told, case: str) -> None:
    text = case.partition("\n")[0]
    assert told(text) == case


@pytest.mark.parametrize(
    ("text", "carets"),
    [
        ("revenue / orders == 2", "^^^^^^^^^^^^^^^^"),
        ("revenue * 1.1 != growth", "^^^^^^^^^^^^^"),
        ("growth in [0.1, 0.2]", "^^^^^^"),
        ("revenue / orders in [1, 2]", "^^^^^^^^^^^^^^^^"),
        ("growth + 0.2 == 0.3", "^^^^^^^^^^^^"),
    ],
)
def test_equality_of_decimals_is_a_warning(told: Told, text: str, carets: str) -> None:
    assert told(text).splitlines() == [
        text,
        carets,
        "W301 Numbers with decimals are compared for equality",
        "expected: numbers that are whole, or rounded",
        "found: the last decimals of a computed number are never exact",
        "fix: use round(x, 2) on it, or between(x, low, high)",
    ]


def test_a_sum_of_decimals_is_not_what_it_seems(told: Told) -> None:
    assert told("0.1 + 0.2 == 0.3").splitlines()[2] == "W301 Numbers with decimals are compared for equality"


@pytest.mark.parametrize(
    "text",
    [
        "revenue == 0",
        "orders + 1 == 5",
        "round(revenue / orders, 2) == 5",
        "employees in [1, 2]",
        "revenue == large",
    ],
)
def test_equality_of_whole_numbers_is_fine(told: Told, text: str) -> None:
    assert told(text) == text
