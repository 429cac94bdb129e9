"""One numbering of texts for all blocks of a table, each of which may have a vocabulary of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..expressions.columns import Index, Texts

NO_WORDS: Sequence[str] = ()


@dataclass(slots=True, eq=False)
class Lexicon:
    """Texts by number, in the order in which they were met."""

    numbers: dict[str, int] = field(default_factory=dict)
    _last: Sequence[str] = NO_WORDS
    _translated: Index = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.numbers)

    def codes(self, texts: Texts) -> Index:
        """The number of each text of a block; missing texts have some number too."""
        numbers = self._numbers(texts.vocabulary)
        return numbers[texts.codes] if len(numbers) else texts.codes.astype(np.int64)

    def _numbers(self, vocabulary: Sequence[str]) -> Index:
        if vocabulary is not self._last:
            numbers = self.numbers
            found = [numbers.setdefault(text, len(numbers)) for text in vocabulary]
            self._last, self._translated = vocabulary, np.array(found, dtype=np.int64)
        return self._translated

    def alphabet(self) -> tuple[tuple[str, ...], Index]:
        """All texts in the order of their code points, and at which place in it each number is."""
        words = tuple(sorted(self.numbers))
        places = np.empty(len(words), dtype=np.int64)
        places[[self.numbers[word] for word in words]] = np.arange(len(words))
        return words, places
