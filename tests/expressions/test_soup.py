"""Whatever is typed in, an expression is refused with faults that have a place, or it can be computed and told."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.expressions import Compiled, ExpressionError, Scope, compile_expression
from sikta.engine.expressions.columns import Column
from sikta.engine.expressions.functions import FUNCTIONS
from sikta.engine.expressions.kernel import evaluate
from sikta.engine.expressions.sentence import sentence
from sikta.engine.findings import CODES

WORDS = [
    *[
        "revenue",
        "orders",
        "vip",
        "country",
        "last_order",
        "products",
        "large",
        "home_markets",
        "contry",
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "else",
        "None",
        "true",
    ],
    *[
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "(",
        ")",
        "[",
        "]",
        ",",
        "=",
        "%",
        "&",
        ".",
        ":",
        "by=",
        "where=",
        "1",
        "0",
        "2.5",
        "1e9",
        "'NL'",
        "'filters'",
        "'2026-01-31'",
        "date(",
        "as_of",
    ],
    *(f"{name}(" for name in FUNCTIONS),
]


def compiled_or_refused(text: str, scope: Scope) -> Compiled | None:
    try:
        return compile_expression(text, scope)
    except ExpressionError as error:
        faults = error.faults
    assert faults
    assert all(fault.code in CODES and fault.length >= 1 for fault in faults)
    assert all(0 <= fault.offset <= len(text) for fault in faults)
    return None


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text(scope: Scope, text: str) -> None:
    compiled_or_refused(text, scope)


@settings(max_examples=100, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=8))
def test_any_words(scope: Scope, block: dict[str, Column], words: list[str]) -> None:
    compiled = compiled_or_refused(" ".join(words), scope)
    if compiled is not None:
        assert len(evaluate(compiled, block, 6, date(2026, 6, 30))) == 6
        assert sentence(compiled, "nl", {})


ARGUMENTS = [
    "revenue",
    "orders",
    "vip",
    "country",
    "last_order",
    "3",
    "'NL'",
    "home_markets",
    "['NL']",
    "products",
    "revenue > 5",
    "company",
]


@settings(max_examples=100, deadline=None)
@given(
    name=st.sampled_from(sorted(FUNCTIONS)),
    arguments=st.lists(st.sampled_from(ARGUMENTS), min_size=1, max_size=3),
)
def test_any_call(scope: Scope, block: dict[str, Column], name: str, arguments: list[str]) -> None:
    compiled = compiled_or_refused(f"{name}({', '.join(arguments)})", scope)
    if compiled is not None:
        assert len(evaluate(compiled, block, 6, date(2026, 6, 30))) == 6
        for language in ("en", "nl", "sv"):
            assert sentence(compiled, language, {})
