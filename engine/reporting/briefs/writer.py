"""Writes texts and figures in one language."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ...rules.model.texts import Text
from ..languages import Translator, translator
from ..levels import level_in_words
from ..values import format_value
from .facts import Figure

NONE = "–"
"""Stands where a figure has no value."""


@dataclass(frozen=True)
class Writer:
    """One language, and the currency of the ruleset."""

    language: str
    currency: str

    @property
    def words(self) -> Translator:
        return translator(self.language)

    def text(self, text: Text) -> str:
        return text.in_language(self.language)

    def figure(self, figure: Figure) -> str:
        """A figure as people write it; a missing one as the word for that."""
        value = figure.value
        if figure.shape == "date" and isinstance(value, str):
            return self.date(value)
        return _written(value, figure.shape, self.language, self.currency, figure.unit)

    def number(self, value: float | None) -> str:
        return self._written(value, "integer")

    def points(self, value: float | None) -> str:
        """Points of a score, or the score itself."""
        return self._written(value, "score")

    def money(self, value: float | None) -> str:
        return self._written(value, "money")

    def percent(self, value: float | None) -> str:
        """A fraction as a percentage."""
        return self._written(value, "percent")

    def date(self, value: str | None) -> str:
        """An ISO date as people write it."""
        return NONE if value is None else format_value(date.fromisoformat(value), "date", self.language)

    def level(self, id_: str) -> str:
        """The id of a level as a word."""
        return level_in_words(id_, self.language)

    def _written(self, value: float | None, kind: str) -> str:
        return NONE if value is None else _written(value, kind, self.language, self.currency)


# The same points, weights and shares come back on page after page; Babel takes 20 µs for each.
_written = lru_cache(maxsize=65_536, typed=True)(format_value)
