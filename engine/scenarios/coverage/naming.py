"""Parts of a ruleset in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ...analysis.criteria import expression_term
from ...analysis.glossary import titles
from ...expressions.sentence import sentence
from ...plan import Plan
from ...reporting.languages import Translator, translator
from ...reporting.levels import level_in_words
from ...reporting.values import format_value
from ...rules.model import Bands, Text


@dataclass(frozen=True, slots=True)
class Naming:
    """Titles, rules and stretches of numbers in the words of a language."""

    plan: Plan
    language: str

    @property
    def say(self) -> Translator:
        """What sikta itself says, in the language."""
        return translator(self.language)

    def of(self, title: Text) -> str:
        return title.in_language(self.language)

    def level(self, id: str) -> str:
        return level_in_words(id, self.language)

    def rule(self, path: str) -> str:
        """The condition at a path as a sentence."""
        return sentence(self.plan.expressions[path], self.language, titles(self.plan, self.language))

    def number(self, path: str, value: float) -> str:
        """A number as the values of the expression at a path are written."""
        term = expression_term(self.plan, path)
        return format_value(value, term.shape, self.language, self.plan.ruleset.currency, term.unit)

    def bands(self, path: str, measure: Bands) -> Iterator[str]:
        """Each band as a stretch: `below 10`, `10 to below 50`, `50 or more`."""
        starts = [band.start for band in measure.bands]
        for start, end in zip_longest(starts, starts[1:]):
            last = None if end is None else self.number(f"{path}.value", end)
            if start is None:
                yield self.say("below {end}", end=last) if last else self.say("any value")
                continue
            first = self.number(f"{path}.value", start)
            yield (
                self.say("{start} to below {end}", start=first, end=last)
                if last
                else self.say("{start} or more", start=first)
            )
