"""Numbers, dates, texts and names of an expression as a language writes them."""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..rules.model.texts import Constant
from .constants import literal_value
from .phrases import Phrases

_SIMPLE = re.compile(r"[\w./+&-]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. `titles` names fields, metrics and the like in that language."""

    phrases: Phrases
    titles: Mapping[str, str]

    def name(self, name: str) -> str:
        """A title, between quotes where a comma in it would be taken for the sentence's own."""
        title = self.titles.get(name) or name.replace("_", " ")
        return self.quoted(title) if "," in title else title

    def quoted(self, text: str) -> str:
        opening, closing = self.phrases.quotes
        return f"{opening}{text}{closing}"

    def text(self, text: str) -> str:
        """A value of a category as it is; between quotes where it is more than one word."""
        return text if _SIMPLE.fullmatch(text) else self.quoted(text)

    def number(self, value: float) -> str:
        """A number with the language's signs for decimals, thousands and less than nothing."""
        from babel.numbers import format_decimal, get_minus_sign_symbol

        locale = self.phrases.locale
        told = str(format_decimal(value, locale=locale, decimal_quantization=False))
        return told.replace("-", get_minus_sign_symbol(locale))  # Babel writes a hyphen in every language

    def date(self, text: str) -> str:
        """A date with the month's name."""
        from babel.dates import format_date

        return str(format_date(date.fromisoformat(text), format="long", locale=self.phrases.locale))

    def constant(self, value: Constant) -> str:
        if isinstance(value, tuple):
            return self.listed(map(self.constant, value))
        if isinstance(value, bool):
            return self.phrases.yes if value else self.phrases.no
        return self.text(value) if isinstance(value, str) else self.number(value)

    @staticmethod
    def listed(items: Iterable[str]) -> str:
        return ", ".join(items)

    def literal(self, node: ast.expr) -> str | None:
        """A literal as it is written; None for anything else."""
        value = literal_value(node)
        return None if value is None else self.constant(value)
