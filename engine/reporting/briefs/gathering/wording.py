"""Rules and values of a ruleset as facts: sentences in its languages, figures with their source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ....analysis.glossary import Term, titles
from ....analysis.plain import Plain
from ....expressions.compiled import Compiled
from ....expressions.sentence import sentence
from ....plan.plan import Plan
from ....rules.model.texts import Text
from ..facts import Figure


@dataclass(frozen=True)
class Wording:
    """The words of one ruleset."""

    plan: Plan
    told: dict[int, Text] = field(default_factory=dict)

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Per language of the ruleset, every name with its title."""
        return {language: titles(self.plan, language) for language in self.plan.ruleset.languages}

    def rule(self, compiled: Compiled | None) -> Text:
        """A rule as a sentence in each language of the ruleset."""
        if compiled is None:
            return Text()
        known = self.told.get(id(compiled))  # the expressions of a plan live as long as it does
        if known is None:
            words = {language: sentence(compiled, language, names) for language, names in self.titles.items()}
            known = self.told[id(compiled)] = Text(words)
        return known

    def rule_at(self, path: str) -> Text:
        """The rule at a path of the ruleset; empty where there is none."""
        return self.rule(self.plan.expressions.get(path))


def figure(value: Plain, term: Term) -> Figure:
    """A value as a figure that knows its source."""
    return Figure(value.isoformat() if isinstance(value, date) else value, term.shape, term.unit, term.name)


def terms(found: Iterable[Term]) -> tuple[Text, ...]:
    """The titles of values."""
    return tuple(each.title for each in found)
