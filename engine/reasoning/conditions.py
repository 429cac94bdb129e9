"""Conditions that are always or never true once it is known what the names in them can be."""

import ast
from collections.abc import Iterator

from ..expressions.claims import Reader
from ..expressions.compiled import Compiled
from ..expressions.demands import Budget
from ..expressions.parsing import Source
from ..expressions.truth import constant_parts
from ..findings import Finding
from ..plan.formulas import Formula, formulas
from .rulebook import Rulebook

_STEPS = 2_000


def check_conditions(book: Rulebook) -> Iterator[Finding]:
    told_elsewhere = ("knockouts.", "playbooks.")
    for formula in formulas(book.ruleset):
        compiled = book.plan.expressions.get(formula.path)
        if compiled is None or formula.table is not None or formula.part.startswith("buying_committee"):
            continue
        if compiled.always is None and _says_more(book, compiled):
            whole = formula.path.startswith(told_elsewhere) or formula.path.endswith(".when")
            yield from _of_formula(
                book, formula, compiled, told=whole and "opportunities" not in formula.path
            )


def _says_more(book: Rulebook, compiled: Compiled) -> bool:
    """Whether an expression uses a name of which the rules say more than its type does."""
    rules = book.ruleset
    return any(
        name in rules.metrics or name in rules.scores or name in rules.segmentations or name == "knocked_out"
        for name in compiled.names
    )


def _of_formula(book: Rulebook, formula: Formula, compiled: Compiled, *, told: bool) -> Iterator[Finding]:
    reader = Reader.of(compiled, book)
    known = {warning.offset for warning in compiled.warnings if warning.code == "W302"}
    source = Source(compiled.text)
    for part, verdict in constant_parts(compiled.tree, reader, Budget(_STEPS)):
        offset, length = source.span(part)
        if offset in known or (part is compiled.tree and told and not verdict):
            continue
        yield _constant(book, formula.path, source, part, (offset, length), verdict=verdict)


def _constant(
    book: Rulebook, path: str, source: Source, part: ast.expr, at: tuple[int, int], *, verdict: bool
) -> Finding:
    word = "always" if verdict else "never"
    return Finding(
        "W430",
        f"this condition is {word} true, as the rest of the rules stand",
        book.ruleset.positions.inside(path, *at),
        path,
        expected="a condition that is true for some accounts and not for others",
        found=" ".join(source.written(part).split()),
        fix="leave it out, or compare with a value that can occur",
    )
