"""The table of functions, and that every part of the room knows every function."""

import re
import subprocess
import sys

import pytest

from sikta.engine.expressions import Scope, compile_expression
from sikta.engine.expressions.functions import FUNCTIONS, Function, Parameter, _table
from sikta.engine.expressions.kernel.population import AGGREGATES, POSITIONS
from sikta.engine.expressions.kernel.table import IMPLEMENTATIONS
from sikta.engine.expressions.phrases import PHRASES, Phrases
from sikta.engine.expressions.types import DATE, NUMBER, TEXT, Type

DOCUMENTED = """
is_missing coalesce abs round min max clip between lower upper trim starts_with ends_with contains contains_any
has_word length date days_since months_since years_since days_until months_until days_between months_ago year quarter
month average median total percentile percent_rank rank quantile share_of_total cumulative_share
"""


def test_the_table_holds_the_documented_functions() -> None:
    assert list(FUNCTIONS) == DOCUMENTED.split()


def test_every_function_is_computed_in_one_place() -> None:
    assert sorted([*IMPLEMENTATIONS, *AGGREGATES, *POSITIONS]) == sorted(FUNCTIONS)


NAMES: dict[str, Type] = {
    **dict.fromkeys(["employees", "growth", "margin_rate", "revenue", "budget"], NUMBER),
    **dict.fromkeys(["city", "postcode", "company", "title", "industry", "country"], TEXT),
    **dict.fromkeys(["last_order", "first_order", "founded", "contract_end"], DATE),
}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_every_example_is_an_expression_that_uses_its_function(function: Function) -> None:
    compile_expression(function.example, Scope(NAMES))
    assert f"{function.name}(" in function.example
    assert not function.help.endswith(".")


def test_a_signature_shows_what_is_optional_by_name() -> None:
    assert FUNCTIONS["rank"].signature == "rank(x, by=, where=)"
    assert FUNCTIONS["coalesce"].signature == "coalesce(x, other, ...)"


def test_a_function_cannot_stand_twice_in_the_table() -> None:
    function = Function("twice", "numbers", (Parameter("x", frozenset()),), NUMBER, "", "")
    with pytest.raises(KeyError, match="the function twice stands twice in the table"):
        _table(function, function)


@pytest.mark.parametrize("language", PHRASES)
def test_every_language_says_the_same_things(language: str) -> None:
    def places(phrases: Phrases) -> dict[str, set[str]]:
        said = {
            **{f"comparison {key}": text for key, text in phrases.comparisons.items()},
            **{f"{key} holds": texts[0] for key, texts in phrases.conditions.items()},
            **{f"{key} does not": texts[1] for key, texts in phrases.conditions.items()},
            **{f"value {key}": text for key, text in phrases.values.items()},
            **{f"among {key}": text for key, text in phrases.among.items()},
            "both": phrases.both,
            "either": phrases.either,
        }
        return {key: set(re.findall(r"{(\w+)}", text)) for key, text in said.items()}

    assert places(PHRASES[language]) == places(PHRASES["en"])


def test_every_function_has_its_phrase() -> None:
    english = PHRASES["en"]
    said = {*english.conditions, *english.values}
    said |= {"is_missing", "date"}  # told as `is None`, and as the date itself
    assert set(FUNCTIONS) <= said


def test_checking_expressions_does_not_load_numpy() -> None:
    code = (
        "import sys; from sikta.engine.expressions import compile_expression, Scope; "
        "import sikta.engine.expressions.sentence, sikta.engine.expressions.calendar; "
        "compile_expression('1 + 1', Scope({})); "
        "print([m for m in ('numpy', 'pandas', 'babel', 'rapidfuzz') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
