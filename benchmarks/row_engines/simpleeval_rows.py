"""simpleeval: the expressions of Python, an abstract tree walked for every account."""

from collections.abc import Sequence
from typing import Any

from simpleeval import EvalWithCompoundTypes

from row_engines.dialect import Dialect, criteria, knockouts
from row_engines.finish import Scored, finished, rounded

WORDS = Dialect(
    choice="({yes} if {test} else {no})",
    absent="{name} is None",
    present="{name} is not None",
    least="min({a}, {b})",
    most="max({a}, {b})",
    nothing="None",
    true="{name}",
)


def score(rows: Sequence[dict[str, Any]]) -> list[Scored]:
    """Every expression is parsed once."""
    evaluator = EvalWithCompoundTypes(functions={"min": min, "max": max})
    points = {name: (text, evaluator.parse(text)) for name, text in criteria(WORDS).items()}
    tests = [(text, evaluator.parse(text)) for text in knockouts(WORDS).values()]
    found = []
    for row in rows:
        evaluator.names = row
        values = {name: evaluator.eval(text, tree) for name, (text, tree) in points.items()}
        out = any(evaluator.eval(text, tree) for text, tree in tests)
        found.append(finished(rounded(values), out=out))
    return found
