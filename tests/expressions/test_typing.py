"""Typing an expression: every fault is found before data is read, with a message that mends it."""

from collections.abc import Callable

import pytest

from sikta.engine.expressions import Compiled, ExpressionError, Fault, Scope, compile_expression
from sikta.engine.expressions.types import BOOLEAN, DATE, NUMBER, UNKNOWN, Kind, Type, category

Faults = Callable[[str], list[Fault]]
Compile = Callable[[str], Compiled]


@pytest.mark.parametrize(
    ("text", "code", "message", "at", "expected", "found", "fix"),
    [
        (
            "contry == 'DE'",
            "E305",
            "contry is not a name that is known here",
            "contry",
            "",
            "",
            "did you mean country?",
        ),
        (
            "company == Zzqqxx",
            "E305",
            "Zzqqxx is not a name that is known here",
            "Zzqqxx",
            "",
            "",
            "put quotes around it if it is a text; else declare it",
        ),
        (
            "amount > 100",
            "E305",
            "amount cannot be used here",
            "amount",
            "",
            "amount is a field of orders",
            "make a metric of it, and use the metric's name",
        ),
        (
            "revenue > average",
            "E305",
            "average is a function, not a value",
            "average",
            "",
            "",
            "write average(x, by=, where=)",
        ),
        (
            "revenue == null",
            "E305",
            "null is not a name that is known here",
            "null",
            "",
            "",
            "a missing value is written None",
        ),
        ("vip == TRUE", "E305", "TRUE is not a name that is known here", "TRUE", "", "", "write true"),
        (
            "rand() > 0.5",
            "E306",
            "There is no function rand: rules must be repeatable",
            "rand",
            "",
            "rand gives another answer each time",
            "use as_of for the ruleset's date",
        ),
        (
            "last_order < now()",
            "E306",
            "There is no function now: rules must be repeatable",
            "now",
            "",
            "now gives another answer each time",
            "use as_of for the ruleset's date",
        ),
        ("avg(revenue) > 5", "E306", "There is no function avg", "avg", "", "", "did you mean average?"),
        ("rnak(revenue) > 5", "E306", "There is no function rnak", "rnak", "", "", "did you mean rank?"),
        (
            "zzqq(revenue)",
            "E306",
            "There is no function zzqq",
            "zzqq",
            "",
            "",
            "the reference lists all functions",
        ),
        (
            "iif(vip, 1, 2)",
            "E306",
            "There is no function iif",
            "iif",
            "",
            "",
            "write: a if condition else b",
        ),
        (
            "revenue(5)",
            "E306",
            "revenue is not a function",
            "revenue",
            "",
            "revenue is a value",
            "write an operator, such as *, between it and the bracket",
        ),
        (
            "average(revenue, country)",
            "E307",
            "average is given 2 values",
            "average(revenue, country)",
            "average(x, by=, where=)",
            "",
            "write by=country",
        ),
        (
            "average()",
            "E307",
            "average is given no values",
            "average()",
            "average(x, by=, where=)",
            "",
            "write average(growth, by=industry)",
        ),
        (
            "min(revenue)",
            "E307",
            "min is given 1 value",
            "min(revenue)",
            "min(x, other, ...)",
            "",
            "write min(revenue, budget)",
        ),
        (
            "round(revenue, digits=2)",
            "E307",
            "round has no digits=",
            "digits=2",
            "round(x, decimals)",
            "",
            "write == to compare",
        ),
        (
            "rank(revenue, group=country)",
            "E307",
            "rank has no group=",
            "group=country",
            "rank(x, by=, where=)",
            "",
            "use by= or where=",
        ),
        (
            "round(revenue, orders)",
            "E307",
            "decimals of round cannot differ by account",
            "orders",
            "a value written out, or a parameter",
            "orders",
            "",
        ),
        (
            "quantile(revenue, 2.5)",
            "E307",
            "n of quantile is not a whole number",
            "2.5",
            "a whole number",
            "2.5",
            "",
        ),
        (
            "quantile(revenue, 0)",
            "E307",
            "n of quantile is out of range",
            "0",
            "from 1 to 1000",
            "0",
            "",
        ),
        (
            "percentile(revenue, 0.9)",
            "E307",
            "p of percentile is a percentage, not a share",
            "0.9",
            "from 0 to 100",
            "0.9",
            "write 90",
        ),
        (
            'last_order > date("2026-02-30")',
            "E307",
            "This is not a date",
            '"2026-02-30"',
            'year-month-day, as in date("2026-01-31")',
            '"2026-02-30"',
            "",
        ),
        (
            "has_word(company, [1, 2])",
            "E307",
            "list of has_word is not a list of texts",
            "[1, 2]",
            'texts, as in ["buyer", "CEO"]',
            "[1, 2]",
            "",
        ),
        (
            "has_word(company, 'CFO')",
            "E308",
            "has_word cannot take a text as list",
            "'CFO'",
            "a list",
            "'CFO' is a text",
            "write ['CFO']",
        ),
        (
            "days_since('2026-01-31') > 3",
            "E308",
            "days_since cannot take a text as d",
            "'2026-01-31'",
            "a date",
            "'2026-01-31' is a text",
            'write date("2026-01-31")',
        ),
        (
            "average(company)",
            "E308",
            "average cannot take a text as x",
            "company",
            "a number",
            "company is a text",
            "",
        ),
        (
            "revenue > '100'",
            "E308",
            "A number is compared with a text",
            "'100'",
            "the same kind on both sides",
            "revenue is a number, '100' is a text",
            "write 100 without quotes",
        ),
        (
            "company == 100",
            "E308",
            "A text is compared with a number",
            "100",
            "the same kind on both sides",
            "company is a text, 100 is a number",
            'write "100"',
        ),
        (
            "vip == 1",
            "E308",
            "A condition is compared with a number",
            "1",
            "the same kind on both sides",
            "vip is a condition, 1 is a number",
            "write vip, or not vip",
        ),
        (
            "last_order > '2026-01-31'",
            "E308",
            "A date is compared with a text",
            "'2026-01-31'",
            "the same kind on both sides",
            "last_order is a date, '2026-01-31' is a text",
            'write date("2026-01-31")',
        ),
        (
            "last_order > 'spring'",
            "E308",
            "A date is compared with a text",
            "'spring'",
            "the same kind on both sides",
            "last_order is a date, 'spring' is a text",
            'write a date as date("2026-01-31")',
        ),
        (
            "last_order > revenue",
            "E308",
            "A date is compared with a number",
            "revenue",
            "the same kind on both sides",
            "last_order is a date, revenue is a number",
            "",
        ),
        ("country in 'DE'", "E308", "in needs a list", "'DE'", "", "'DE' is a text", "write in ['DE']"),
        (
            "'Dairy' in company",
            "E308",
            "in needs a list",
            "company",
            "",
            "company is a text",
            "write == company, or contains(...) for a part of a text",
        ),
        (
            "revenue in ['NL']",
            "E308",
            "revenue cannot be in this list",
            "revenue",
            "a text",
            "revenue is a number",
            "",
        ),
        (
            "orders in ['a', 1]",
            "E308",
            "The members of a list are of different kinds",
            "['a', 1]",
            "members of one kind",
            "a text and a number",
            "",
        ),
        (
            "orders in [1, None]",
            "E308",
            "None cannot be a member of a list",
            "None",
            "",
            "",
            "test for a missing value with: is None",
        ),
        (
            "orders in [[1]]",
            "E308",
            "[1] cannot be a member of a list",
            "[1]",
            "",
            "",
            "write one list of plain values",
        ),
        (
            "products == 'filters'",
            "E308",
            "A list cannot be compared with a single value",
            "products",
            "",
            "products is a list",
            "write 'filters' in products",
        ),
        (
            "products is None",
            "E308",
            "products is a list, which is never missing",
            "products",
            "",
            "",
            "test for a member with: in",
        ),
        (
            "country > 'NL'",
            "E308",
            "A text has no order",
            "country",
            "numbers or dates around < <= > >=",
            "country is a text",
            "compare with == or !=, or with in and a list",
        ),
        (
            "country == 'NL' or 'BE'",
            "E308",
            "or joins conditions only",
            "'BE'",
            "a condition",
            "'BE' is a text",
            "write country in ['NL', 'BE']",
        ),
        (
            "vip and revenue",
            "E308",
            "and joins conditions only",
            "revenue",
            "a condition",
            "revenue is a number",
            "write revenue > 0",
        ),
        (
            "not revenue",
            "E308",
            "not turns a condition round",
            "revenue",
            "a condition",
            "revenue is a number",
            "",
        ),
        (
            "-company",
            "E308",
            "A sign can stand before a number only",
            "company",
            "a number",
            "company is a text",
            "",
        ),
        (
            "company + 'x'",
            "E308",
            "Only numbers can be added, subtracted, multiplied and divided",
            "company",
            "a number",
            "company is a text",
            "",
        ),
        (
            "1 if revenue else 2",
            "E308",
            "if needs a condition",
            "revenue",
            "a condition",
            "revenue is a number",
            "write revenue > 0",
        ),
        (
            "1 if vip else 'x'",
            "E308",
            "Both outcomes of if are of different kinds",
            "1 if vip else 'x'",
            "two of one kind",
            "1 is a number, 'x' is a text",
            "",
        ),
        (
            "products if vip else products",
            "E308",
            "A list cannot be chosen with if",
            "products if vip else products",
            "",
            "",
            "choose between two conditions, one for each list",
        ),
        (
            "coalesce(revenue, 'none')",
            "E308",
            "The values of coalesce are of different kinds",
            "coalesce(revenue, 'none')",
            "values of one kind",
            "revenue is a number, 'none' is a text",
            "",
        ),
        (
            'relationship == "costumer"',
            "E309",
            '"costumer" is not a value of relationship',
            '"costumer"',
            "one of customer, prospect, ex-customer",
            '"costumer"',
            'did you mean "customer"?',
        ),
        (
            '"costumer" != relationship',
            "E309",
            '"costumer" is not a value of relationship',
            '"costumer"',
            "one of customer, prospect, ex-customer",
            '"costumer"',
            'did you mean "customer"?',
        ),
        (
            'relationship in ["customer", "prospekt"]',
            "E309",
            '"prospekt" is not a value of relationship',
            '"prospekt"',
            "one of customer, prospect, ex-customer",
            '"prospekt"',
            'did you mean "prospect"?',
        ),
        (
            "relationship in home_markets",
            "E309",
            '"NL" is not a value of relationship',
            "home_markets",
            "one of customer, prospect, ex-customer",
            "home_markets",
            "",
        ),
        (
            "'filter' in products",
            "E309",
            '"filter" is not a value of products',
            "'filter'",
            "one of filters, service",
            "'filter'",
            'did you mean "filters"?',
        ),
        (
            "country == relationship",
            "E309",
            "country and relationship have no value in common",
            "relationship",
            "",
            "",
            "",
        ),
        (
            "revenue > 1e400",
            "E310",
            "A number that is too large",
            "1e400",
            "less than 9,223,372,036,854,775,808",
            "1e400",
            "",
        ),
        (
            "company == ''",
            "E310",
            "An empty text never occurs in data: it is missing",
            "''",
            "",
            "",
            "write is None, or is not None",
        ),
        (
            "country in []",
            "E310",
            "The list is empty, so nothing can be in it",
            "[]",
            "",
            "",
            'write its values, as in ["NL", "BE"]',
        ),
        (
            "revenue == None",
            "E311",
            "Nothing can be equal to None: it stands for a missing value",
            "None",
            "",
            "",
            "write is None",
        ),
        (
            "None != revenue",
            "E311",
            "Nothing can be equal to None: it stands for a missing value",
            "None",
            "",
            "",
            "write is not None",
        ),
        ("None", "E311", "None alone has no value", "None", "a name, a value or a condition", "", ""),
        (
            "None if vip else None",
            "E311",
            "Both outcomes of if are None",
            "None if vip else None",
            "a value in one of them",
            "",
            "",
        ),
        (
            "revenue is 5",
            "E304",
            "is can only be followed by None",
            "5",
            "",
            "",
            "write revenue == 5",
        ),
        (
            "revenue is not 5",
            "E304",
            "is not can only be followed by None",
            "5",
            "",
            "",
            "write revenue != 5",
        ),
    ],
)
def test_a_fault_says_where_what_and_how_to_mend_it(
    faults: Faults, text: str, code: str, message: str, at: str, expected: str, found: str, fix: str
) -> None:
    fault = next(fault for fault in faults(text) if fault.code == code)
    assert (fault.message, fault.expected, fault.found, fault.fix) == (message, expected, found, fix)
    assert text[fault.offset : fault.offset + fault.length] == at


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


def test_a_row_of_a_table_does_not_see_all_accounts(scope: Scope) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression("revenue > average(revenue)", Scope(scope.names, population=False))
    (fault,) = caught.value.faults
    assert (fault.code, fault.message, fault.fix) == (
        "E312",
        "average looks at all accounts, which cannot be done here",
        "make it a metric with value:, and use the metric's name",
    )


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


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2 == 0.3",
        "revenue / orders == 2",
        "growth in [0.1, 0.2]",
        "revenue * 1.1 != growth",
        "revenue / orders in [1, 2]",
    ],
)
def test_equality_of_decimals_is_a_warning(compiled: Compile, text: str) -> None:
    warning = next(warning for warning in compiled(text).warnings if warning.code == "W301")
    assert (warning.message, warning.fix) == (
        "Numbers with decimals are compared for equality",
        "use round(x, 2) on it, or between(x, low, high)",
    )


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
def test_equality_of_whole_numbers_is_fine(compiled: Compile, text: str) -> None:
    assert compiled(text).warnings == ()
