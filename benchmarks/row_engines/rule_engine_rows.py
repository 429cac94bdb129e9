"""rule-engine: a typed expression language of its own, evaluated on a mapping for every account."""

from collections.abc import Sequence
from typing import Any

from rule_engine import Rule

from row_engines.dialect import Dialect, criteria, knockouts
from row_engines.finish import Scored, finished, rounded

WORDS = Dialect(
    choice="({test} ? {yes} : {no})",
    absent="{name} == null",
    present="{name} != null",
    least="({a} < {b} ? {a} : {b})",
    most="({a} > {b} ? {a} : {b})",
)


def score(rows: Sequence[dict[str, Any]]) -> list[Scored]:
    """Every rule is compiled once."""
    points = {name: Rule(text) for name, text in criteria(WORDS).items()}
    tests = [Rule(text) for text in knockouts(WORDS).values()]
    found = []
    for row in rows:
        values = {name: rule.evaluate(row) for name, rule in points.items()}
        found.append(finished(rounded(values), out=any(rule.matches(row) for rule in tests)))
    return found
