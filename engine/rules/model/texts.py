"""Words for people, in one language or several, and spans of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["days", "weeks", "months", "years"]
Constant: TypeAlias = "str | float | int | bool | tuple[str | float | int | bool, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """A title, reason or message: one text for all languages (key `""`), or one per language."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def plain(cls, text: str) -> "Text":
        return cls({"": text})

    def in_language(self, language: str) -> str:
        """The text in a language; else the common one; else that of the first language given; else empty."""
        texts = self.by_language
        return texts.get(language) or texts.get("") or next(iter(texts.values()), "")

    def __bool__(self) -> bool:
        return any(self.by_language.values())


@dataclass(frozen=True, slots=True)
class Duration:
    """A span such as `12 months` or `400 days`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"
