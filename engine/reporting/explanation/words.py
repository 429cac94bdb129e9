"""The words of one explanation in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...analysis.explanation import Explanation
from ...analysis.glossary import Term
from ...analysis.knockout_reasons import KnockoutReason
from ...analysis.placeholders import fill
from ...analysis.plain import Plain
from ...analysis.standing import Standing
from ...expressions.compiled import Compiled
from ...expressions.sentence import sentence
from ...rules.model import Text
from ..briefs.gathering.standing import standing_facts
from ..briefs.standing import Speaker, standing_words
from ..briefs.writer import Writer
from ..languages import Translator, translator
from ..levels import level_in_words
from ..values import format_value


@dataclass(frozen=True, slots=True)
class Words:
    """Turns titles, values and rules of an explanation into words of `language`; `_` translates sikta's own."""

    explanation: Explanation
    language: str

    @property
    def _(self) -> Translator:
        return translator(self.language)

    def title(self, text: Text) -> str:
        return text.in_language(self.language)

    def titles(self, terms: Iterable[Term]) -> str:
        """Titles with commas between; an empty text where there are none."""
        return ", ".join(self.title(term.title) for term in terms)

    def value(self, value: Plain, term: Term) -> str:
        """A value as its term says: in money, percent, with its unit."""
        return format_value(value, term.shape, self.language, self.explanation.currency, term.unit)

    def number(self, value: float | None, kind: str = "number") -> str:
        return format_value(value, kind, self.language)

    def level(self, id_: str) -> str:
        """The id of a level as a word."""
        return level_in_words(id_, self.language)

    def standing(self, standing: Standing) -> str:
        """Why the account stands where neither rules nor levels tell."""
        figure = Writer(self.language, self.explanation.currency).figure
        return standing_words(standing_facts(standing), Speaker(self._, self.title, figure))

    def rule(self, compiled: Compiled) -> str:
        """A rule as a sentence."""
        titles = {name: self.title(term.title) for name, term in self.explanation.glossary.items()}
        return sentence(compiled, self.language, titles)

    def reason(self, knockout: KnockoutReason) -> str:
        """The reason with its values put in; the rule as a sentence where the ruleset gives no reason."""
        words = {name: self.value(used.value, used.term) for name, used in knockout.values.items()}
        text = fill(self.title(knockout.reason), words)
        return text or (self.rule(knockout.rule) if knockout.rule else "")
