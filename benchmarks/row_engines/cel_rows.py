"""cel-python: Google's Common Expression Language; a value that is missing is left out and asked for with has()."""

import re
from collections.abc import Sequence
from typing import Any

import celpy

from row_engines.dialect import Dialect, criteria, knockouts
from row_engines.finish import Scored, finished, rounded

WORDS = Dialect(
    choice="({test} ? {yes} : {no})",
    absent="!has({name})",
    present="has({name})",
    least="({a} < {b} ? {a} : {b})",
    most="({a} > {b} ? {a} : {b})",
    true="{name}",
    both=" && ",
    no="!{name}",
    decimal=True,
)


def score(rows: Sequence[dict[str, Any]]) -> list[Scored]:
    """Every program is compiled once; its context is one map with the account's known values."""
    names = re.compile(rf"(?<![\w'.])({'|'.join(rows[0])})(?![\w'])")
    environment = celpy.Environment()

    def program(text: str) -> Any:
        return environment.program(environment.compile(names.sub(r"r.\1", text)))

    points = {name: program(text) for name, text in criteria(WORDS).items()}
    tests = [program(text) for text in knockouts(WORDS).values()]
    found = []
    for row in rows:
        context: Any = {"r": celpy.json_to_cel(_known(row))}
        values = {name: one.evaluate(context) for name, one in points.items()}
        plain = {name: None if value is None else float(value) for name, value in values.items()}
        found.append(finished(rounded(plain), out=any(bool(one.evaluate(context)) for one in tests)))
    return found


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """Without what is missing, numbers as fractions: the language compares no whole number with one."""
    return {
        name: float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
        for name, value in row.items()
        if value is not None
    }
