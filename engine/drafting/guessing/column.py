"""A column as a draft sees it: its distinct texts, how often each stands there, and what it seems to hold."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ...data.cleaning.states import trimmed
from ...data.cleaning.text import as_texts, coded
from ...data.raw import RawColumn
from ...data.readers.native import kind_of
from ...expressions.columns import Index, Texts
from ...rules.model import FieldType


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to hold; `evidence` says why, in words, `doubts` what a person has to decide.

    `low` and `high` are the smallest and largest number, or days since 1970-01-01 of a date; `latest` is the last day
    that is no lonely one far behind all others. `currency` is the one whose sign stands with its values.
    """

    type: FieldType = "text"
    evidence: str = ""
    values: tuple[str, ...] = ()
    scale: tuple[int, int] | None = None
    unit: str | None = None
    currency: str | None = None
    missing_values: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    latest: float | None = None
    doubts: tuple[str, ...] = ()


_COUNTED = frozenset(("texts", "counts", "known", "is_written"))


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a file under its header and its id in the draft."""

    header: str
    id: str
    raw: RawColumn
    guess: Guess = field(default=Guess())

    def with_guess(self, guess: Guess) -> "Column":
        """The column with another guess; what was counted stays, unless other texts are missing now."""
        changed = replace(self, guess=guess)
        if guess.missing_values == self.guess.missing_values:
            counted = {name: value for name, value in vars(self).items() if name in _COUNTED}
            vars(changed).update(counted)
        return changed

    @cached_property
    def texts(self) -> Texts:
        """Its values as trimmed texts, as keys and categories see them."""
        return coded(*trimmed(as_texts(self.raw), frozenset(self.guess.missing_values)))

    @cached_property
    def counts(self) -> Index:
        """How often each text of the vocabulary stands in the column."""
        codes = self.texts.codes
        return np.bincount(codes[codes >= 0], minlength=len(self.texts.vocabulary)).astype(np.int64)

    @property
    def rows(self) -> int:
        return len(self.raw)

    @cached_property
    def known(self) -> int:
        return int(self.counts.sum())

    @property
    def distinct(self) -> int:
        return len(self.texts.vocabulary)

    @property
    def is_unique(self) -> bool:
        """Whether it has a value in every row, and none twice."""
        return self.known == self.rows == self.distinct

    @cached_property
    def is_written(self) -> bool:
        """Whether its values are texts in their source, not numbers or dates of a sheet or a data file."""
        return any(kind_of(part) == "text" for part in self.raw.parts)

    def most_frequent(self, count: int) -> tuple[str, ...]:
        """Its most frequent texts, the first of the alphabet among equals."""
        order = np.argsort(-self.counts, kind="stable")[:count]
        return tuple(self.texts.vocabulary[place] for place in order.tolist())
