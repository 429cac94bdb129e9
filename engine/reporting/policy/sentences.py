"""Expressions of a ruleset as sentences, whichever rows they run over."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ...analysis.glossary import glossary, titled
from ...expressions.compiled import Compiled, ExpressionError, Scope
from ...expressions.sentence import sentence
from ...expressions.terms import name_of
from ...expressions.types import NUMBER, Kind
from ...expressions.typing import compile_expression
from ...plan.plan import Plan
from ...plan.scopes import EVIDENCE, account_scope, row_scope
from ...rules.model import Aggregate, Text
from ..languages import translator
from ..markup.controls import one_line
from .blocks import Cell


@dataclass(frozen=True)
class Sentences:
    """Tells expressions in one language, with the titles that the ruleset gives its names."""

    plan: Plan
    language: str

    def text(self, text: Text) -> str:
        """A text on one line: in the language, else in the ruleset's first one, else in any."""
        return one_line(self.lines(text))

    def lines(self, text: Text) -> str:
        """The same with its lines as they are."""
        texts = text.by_language
        known = texts.get(self.language) or texts.get("") or texts.get(self.plan.ruleset.language)
        return known or text.in_language(self.language)

    def told(self, path: str, text: str) -> Cell:
        """The expression at a path in words, with the expression itself; where it cannot be told, that alone."""
        compiled = self.compiled(path, text)
        if compiled is None:
            return Cell(code=one_line(text))
        words = one_line(sentence(self._with_segments(compiled), self.language, self._titles_at(path)))
        by_name = isinstance(compiled.tree, ast.Name)
        return Cell(words, "" if by_name and compiled.type.kind is not Kind.BOOLEAN else one_line(text))

    def compiled(self, path: str, text: str) -> Compiled | None:
        """The expression as it was read, also of parts that nothing computes yet."""
        known = self.plan.expressions.get(path)
        if known is not None:
            return known
        try:
            return compile_expression(text, self._scope(path))
        except ExpressionError:
            return None

    def _with_segments(self, compiled: Compiled) -> Compiled:
        """The expression with the titles of segments in place of their ids."""
        known = self.plan.ruleset.segmentations
        if known.keys().isdisjoint(compiled.names):
            return compiled
        copies: dict[int, Any] = {}
        tree = deepcopy(compiled.tree, copies)
        for node in (each for each in ast.walk(tree) if isinstance(each, ast.Compare)):
            operands = (node.left, *node.comparators)
            named = [name for name in map(name_of, operands) if name in known]
            for constant in _texts(operands) if named else ():
                segment = known[named[0]].segments.get(str(constant.value))
                constant.value = self.text(titled(segment.title, segment.id)) if segment else constant.value
        types = {copies[id(node)]: type_ for node, type_ in compiled.types.items() if id(node) in copies}
        return replace(compiled, tree=tree, types=types)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Every name of the accounts' scope with its title."""
        terms = glossary(self.plan)
        own = {name: self.text(each.title) for name, each in terms.items()}
        return own if self._names_knocked_out else {k: v for k, v in own.items() if k != "knocked_out"}

    @property
    def _names_knocked_out(self) -> bool:
        rules = self.plan.ruleset
        return "knocked_out" in rules.accounts.fields or "knocked_out" in rules.metrics

    def _titles_at(self, path: str) -> Mapping[str, str]:
        tables = self._tables_at(path)
        if not tables and not path.startswith("rankings."):
            return self.titles
        fields = [field for table in tables for field in self.plan.ruleset.tables[table].fields.values()]
        own = {field.id: self.text(titled(field.title, field.id)) for field in fields}
        return {**self.titles, **self._evidence, **self._ranked(path), **own}

    @cached_property
    def _evidence(self) -> Mapping[str, str]:
        """What is known of a person's share in a deal."""
        _ = translator(self.language)
        return {
            "signed": _("Signed the deal"),
            "meetings": _("Number of meetings"),
            "cc": _("Times in copy"),
            "mentioned": _("Times mentioned"),
        }

    def _ranked(self, path: str) -> Mapping[str, str]:
        """The figures of a ranking, which its criteria measure."""
        key, id_, *rest = f"{path}..".split(".")[:3]
        ranking = self.plan.ruleset.rankings.get(id_)
        if key != "rankings" or ranking is None or rest != ["criteria"]:
            return {}
        return {name: self.text(titled(each.title, name)) for name, each in ranking.metrics.items()}

    def _tables_at(self, path: str) -> tuple[str, ...]:
        """The tables over whose rows an expression runs; none for accounts."""
        rules = self.plan.ruleset
        committee = rules.buying_committee
        match path.split("."):
            case ["metrics", id_, key, *_] if key != "value":
                source = rules.metrics[id_].source
                found: tuple[str, ...] = (source.table,) if isinstance(source, Aggregate) else ()
            case ["opportunities", id_, "gaps", *_]:
                gaps = rules.opportunities[id_].gaps
                found = (gaps.table,) if gaps else ()
            case ["buying_committee", "won", *_] if committee:
                found = (committee.deals,)
            case ["buying_committee", *_] if committee:
                found = (committee.contacts, committee.deals, committee.involvement)
            case _:
                found = ()
        return tuple(table for table in found if table in rules.tables)

    def _scope(self, path: str) -> Scope:
        tables, ranked = self._tables_at(path), self._ranked(path)
        if ranked:
            return Scope(dict.fromkeys(ranked, NUMBER), self.plan.ruleset.parameters)
        if tables:
            names = {**EVIDENCE, **row_scope(self.plan.ruleset, tables[0], ()).names}
            return Scope(names, self.plan.ruleset.parameters, population=False)
        return account_scope(self.plan.ruleset, self.plan.types)


def _texts(operands: Iterable[ast.expr]) -> Iterator[ast.Constant]:
    """The texts among operands, also those in lists."""
    for operand in operands:
        items = operand.elts if isinstance(operand, ast.List) else [operand]
        yield from (each for each in items if isinstance(each, ast.Constant) and isinstance(each.value, str))
