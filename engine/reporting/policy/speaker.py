"""Words and figures of one ruleset in one language."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...analysis.glossary import Shape, term, titled
from ...analysis.placeholders import fill, placeholders
from ...expressions.phrases import PHRASES
from ...plan.plan import Plan
from ...rules.model import Duration, Ruleset, Text
from ..languages import Translator, translator
from ..levels import level_in_words
from ..markup.controls import one_line
from ..values import format_value
from .blocks import Cell, Chip, Fact
from .sentences import Sentences


@dataclass(frozen=True)
class Speaker:
    """Writes texts, titles, figures and rules; `_` translates sikta's own words."""

    plan: Plan
    language: str

    @property
    def _(self) -> Translator:
        return translator(self.language)

    @property
    def ruleset(self) -> Ruleset:
        return self.plan.ruleset

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.plan, self.language)

    # Texts

    def text(self, text: Text) -> str:
        return self.sentences.text(text)

    def title(self, title: Text, id_: str) -> str:
        return self.text(titled(title, id_))

    def name(self, name: str) -> str:
        """The title of a value of the account."""
        return self.sentences.titles.get(name) or self.title(Text(), name)

    def table(self, id_: str) -> str:
        known = self.ruleset.tables.get(id_)
        return self.title(known.title if known else Text(), id_)

    def field(self, table: str, id_: str) -> str:
        """The title of a field of any table."""
        known = self.ruleset.tables.get(table)
        found = known.fields.get(id_) if known else None
        return self.title(found.title if found else Text(), id_)

    def segment(self, segmentation: str, id_: str) -> str:
        return self.title(self.ruleset.segmentations[segmentation].segments[id_].title, id_)

    def named(self, text: Text) -> str:
        """A text with `{name}` in it, the titles of those values between angle brackets in place of the names."""
        return self.filled(self.text(text))

    def filled(self, told: str) -> str:
        return fill(told, {name: f"‹{self.name(name)}›" for name in placeholders(told)})

    def level(self, id_: str) -> str:
        return level_in_words(id_, self.language)

    def listed(self, texts: Iterable[str]) -> str:
        """Several names, each in quotes where one has a comma of its own."""
        found = [one_line(each) for each in texts]
        if any("," in each for each in found):
            found = [self.quoted(each) for each in found]
        return ", ".join(found)

    def quoted(self, text: str) -> str:
        """A name between the quotation marks of the language, as sentences of rules have them."""
        opening, closing = PHRASES.get(self.language, PHRASES["en"]).quotes
        return f"{opening}{text}{closing}"

    # Figures

    def figure(self, value: float, kind: str = "number", unit: str | None = None) -> str:
        return format_value(float(value), kind, self.language, self.ruleset.currency, unit)

    def share(self, value: float) -> str:
        return self.figure(value, "percent")

    def count(self, number: int) -> str:
        return self.figure(number, "integer")

    def number(self, value: float, path: str, kind: str = "number", unit: str | None = None) -> str:
        """A number of the ruleset; where a parameter stands for it, with that parameter's name."""
        told = self.figure(value, kind, unit)
        scalar = self.ruleset.positions.scalars.get(path)
        if scalar is None or scalar.text not in self.ruleset.parameters:
            return told
        return self._("{value} ({name})", value=told, name=self.name(scalar.text))

    def points(self, value: float, path: str) -> str:
        return self._.plural("{count} point", "{count} points", value, count=self.number(value, path))

    def day(self, day: date) -> str:
        return format_value(day, "date", self.language)

    def span(self, span: Duration) -> str:
        _, count = self._, self.count(span.count)
        told = {
            "days": _.plural("{count} day", "{count} days", span.count, count=count),
            "weeks": _.plural("{count} week", "{count} weeks", span.count, count=count),
            "months": _.plural("{count} month", "{count} months", span.count, count=count),
            "years": _.plural("{count} year", "{count} years", span.count, count=count),
        }
        return told[span.unit]

    # Rules

    def rule(self, path: str, text: str) -> Cell:
        """The expression at a path as a sentence, with the expression in small print."""
        return self.sentences.told(path, text)

    def shape(self, path: str, text: str) -> tuple[Shape, str | None]:
        """How values of an expression are written: as the name's own where it is one, else as plain numbers."""
        compiled = self.sentences.compiled(path, text)
        if compiled is None or not isinstance(compiled.tree, ast.Name):
            return "number", None
        if compiled.tree.id not in self.plan.types or path.startswith("rankings."):
            return "number", None
        found = term(self.plan, compiled.tree.id)
        return found.shape, found.unit

    # What is the same for many parts

    def judged(self, judgement: bool) -> tuple[Chip, ...]:
        return (Chip(self._("judgement")),) if judgement else ()

    def review(self, day: date | None) -> Cell:
        """A review date, marked where it has passed on the day that the model looks from."""
        if day is None:
            return Cell()
        return Cell(self.day(day), chips=(Chip(self._("has passed"), "warn"),) if self.passed(day) else ())

    def passed(self, day: date) -> bool:
        as_of = self.ruleset.as_of
        return isinstance(as_of, date) and day < as_of

    def facts(self, *pairs: tuple[str, Cell | str | None]) -> Iterator[Fact]:
        """Those labels for which there is something to say."""
        for label, told in pairs:
            cell = told if isinstance(told, Cell) else Cell(told or "")
            if cell.text or cell.code:
                yield Fact(label, (cell,))
