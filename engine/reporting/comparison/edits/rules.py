"""Conditions and formulas of two rulesets as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ....analysis.glossary import titled, titles
from ....expressions.compiled import ExpressionError, Scope
from ....expressions.sentence import sentence
from ....expressions.typing import compile_expression
from ....plan import Plan
from ....plan.scopes import role_scope, table_types
from ....rules.model import Aggregate, Constant, Ruleset
from .marks import code, plain
from .things import Path


@dataclass(frozen=True)
class Rules:
    """Tells expressions of the old ruleset and of the new one, whichever of them has the names."""

    old: Plan
    new: Plan
    language: str

    def told(self, text: str, path: Path) -> str:
        """An expression as a sentence; as it is written where it cannot be told."""
        rows = self._rows(path)
        scope = self._scope_of_rows(rows) if rows else self._scope
        try:
            compiled = compile_expression(text, scope)
        except ExpressionError:
            return code(text)
        return plain(sentence(compiled, self.language, {**self._titles, **self._row_titles(rows)}))

    @property
    def rulesets(self) -> tuple[Ruleset, Ruleset]:
        return (self.old.ruleset, self.new.ruleset)

    @cached_property
    def _scope(self) -> Scope:
        return Scope({**self.old.types, **self.new.types}, self._constants)

    @property
    def _constants(self) -> Mapping[str, Constant]:
        return {**self.old.ruleset.parameters, **self.new.ruleset.parameters}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {**titles(self.old, self.language), **titles(self.new, self.language)}

    def _rows(self, path: Path) -> str:
        """The table over whose rows an expression runs; empty for accounts."""
        for ruleset in self.rulesets[::-1]:
            committee = ruleset.buying_committee
            match path:
                case ("metrics", id, key, *_) if id in ruleset.metrics and key != "value":
                    source = ruleset.metrics[id].source
                    return source.table if isinstance(source, Aggregate) else ""
                case ("opportunities", id, "gaps", *_) if id in ruleset.opportunities:
                    gaps = ruleset.opportunities[id].gaps
                    return gaps.table if gaps else ""
                case ("buying_committee", "won") if committee:
                    return committee.deals
                case ("buying_committee", *_):
                    return "buying_committee"
                case _:
                    continue
        return ""

    def _scope_of_rows(self, rows: str) -> Scope:
        names = {
            name: type
            for ruleset in self.rulesets
            for name, type in (
                role_scope(ruleset, ()).names if rows == "buying_committee" else table_types(ruleset, rows)
            ).items()
        }
        return Scope(names, self._constants, population=False)

    def _row_titles(self, rows: str) -> Mapping[str, str]:
        return {
            id: titled(field.title, id).in_language(self.language)
            for ruleset in self.rulesets
            for name, table in ruleset.tables.items()
            if rows == name or (rows == "buying_committee" and name in self._role_tables(ruleset))
            for id, field in table.fields.items()
        }

    def _role_tables(self, ruleset: Ruleset) -> frozenset[str]:
        committee = ruleset.buying_committee
        return (
            frozenset((committee.contacts, committee.deals, committee.involvement))
            if committee
            else frozenset()
        )
