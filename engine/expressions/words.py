"""Vocabularies of many words, of which a Python string is made only when somebody reads one.

A vocabulary is any sequence of distinct texts: a tuple of a few, whole numbers by their decimal texts, or an Arrow array.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, final, overload

import numpy as np
from numpy.typing import NDArray

from .arrays import array_of, texts_of

Places: TypeAlias = NDArray[np.int64]
ArrowStrings: TypeAlias = Any  # pyarrow has no types of its own

FEW = 4_096
"""So many words are held as a tuple: to look at them all costs nothing."""

_STRETCH = 65_536
_SHOWN = 3


class Words(Sequence[str]):
    """Distinct texts that equal, and are hashed as, the tuple of them."""

    __slots__ = ()

    def arrow(self) -> ArrowStrings:
        """The words as an Arrow array of large strings."""
        raise NotImplementedError

    def chosen(self, places: Places) -> "Words":
        """The words at some places, each of which is named once."""
        raise NotImplementedError

    def _same(self, other: "Words") -> bool:
        return bool(self.arrow().equals(other.arrow()))

    def _one(self, place: int) -> str:
        raise NotImplementedError

    def _some(self, places: slice) -> tuple[str, ...]:
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self._some(place) if isinstance(place, slice) else self._one(place)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Words | tuple):
            return NotImplemented
        if len(self) != len(other):
            return False
        return self._same(other) if isinstance(other, Words) else tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self[:_SHOWN]))
        return f"{type(self).__name__}({shown}{', …' if len(self) > _SHOWN else ''})"


@final
class Integers(Words):
    """Whole numbers as their decimal texts: a range, or distinct numbers in an array."""

    __slots__ = ("numbers",)

    def __init__(self, numbers: "range | Places") -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return map(str, _plain(self.numbers))

    def __contains__(self, word: object) -> bool:
        number = whole_number(word) if isinstance(word, str) else None
        if isinstance(self.numbers, range):
            return number is not None and number in self.numbers
        return number is not None and bool(np.any(self.numbers == number))

    def array(self) -> Places:
        """All numbers, also where they are a range."""
        if isinstance(self.numbers, range):
            return np.arange(self.numbers.start, self.numbers.stop, dtype=np.int64)
        return self.numbers

    def at(self, places: "NDArray[np.integer[Any]]") -> Places:
        """The numbers at some places."""
        if isinstance(self.numbers, range):
            return places + np.int64(self.numbers.start)
        found: Places = self.numbers[places]
        return found

    def arrow(self) -> ArrowStrings:
        import pyarrow as pa

        return array_of(self.array()).cast(pa.large_string())

    def chosen(self, places: Places) -> "Integers":
        return Integers(self.at(places))

    def _one(self, place: int) -> str:
        return str(int(self.numbers[place]))

    def _some(self, places: slice) -> tuple[str, ...]:
        return tuple(map(str, _plain(self.numbers[places])))

    def _same(self, other: Words) -> bool:
        if not isinstance(other, Integers):
            return super()._same(other)
        if isinstance(self.numbers, range) and isinstance(other.numbers, range):
            return self.numbers == other.numbers
        return bool(np.array_equal(self.array(), other.array()))


@final
class ArrowWords(Words):
    """The texts of an Arrow array without nulls."""

    __slots__ = ("_array",)

    def __init__(self, array: ArrowStrings) -> None:
        import pyarrow as pa

        self._array = array.cast(pa.large_string())

    def __len__(self) -> int:
        return len(self._array)

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self._array), _STRETCH):
            yield from self._array.slice(start, _STRETCH).to_pylist()

    def __contains__(self, word: object) -> bool:
        import pyarrow.compute as pc

        return isinstance(word, str) and pc.index(self._array, word).as_py() >= 0

    def arrow(self) -> ArrowStrings:
        return self._array

    def chosen(self, places: Places) -> "ArrowWords":
        return ArrowWords(self._array.take(array_of(places)))

    def _one(self, place: int) -> str:
        return str(self._array[place].as_py())

    def _some(self, places: slice) -> tuple[str, ...]:
        return tuple(self._array[places].to_pylist())


def worded(array: ArrowStrings) -> Sequence[str]:
    """The vocabulary of an Arrow array of distinct texts without nulls."""
    return tuple(array.to_pylist()) if len(array) <= FEW else ArrowWords(array)


def arrow_words(vocabulary: Sequence[str]) -> ArrowStrings:
    """Any vocabulary as an Arrow array of large strings."""
    return vocabulary.arrow() if isinstance(vocabulary, Words) else texts_of(vocabulary)


def arrow_rows(vocabulary: Sequence[str], codes: "NDArray[np.integer[Any]]") -> ArrowStrings:
    """The texts of rows by their codes into a vocabulary, as large strings; code -1 is null."""
    import pyarrow as pa

    missing = codes < 0
    none = missing if missing.any() else None
    if isinstance(vocabulary, Integers):
        numbers = vocabulary.at(np.where(missing, 0, codes)) if len(vocabulary) else codes.astype(np.int64)
        return array_of(numbers, none).cast(pa.large_string())
    return arrow_words(vocabulary).take(array_of(codes, none))


def chosen_words(vocabulary: Sequence[str], places: Places) -> Sequence[str]:
    """The words at some places, each of which is named once."""
    if isinstance(vocabulary, Words):
        return vocabulary.chosen(places)
    return tuple(vocabulary[place] for place in places.tolist())


def joined_words(first: Sequence[str], second: Sequence[str]) -> Sequence[str]:
    """The words of two vocabularies that have none in common."""
    if not len(second):
        return first
    if not isinstance(first, Words) and not isinstance(second, Words):
        return (*first, *second)
    import pyarrow as pa

    return worded(pa.concat_arrays([arrow_words(first), arrow_words(second)]))


def whole_number(text: str) -> int | None:
    """The number of 64 bits whose decimal text this is: of `12` and `-3`, of `012`, `+3` and `12.0` none."""
    if not text.removeprefix("-").isdecimal() or len(text) > 20:  # noqa: PLR2004  a sign and 19 digits
        return None
    number = int(text)
    return number if str(number) == text and -(2**63) <= number < 2**63 else None


def _plain(numbers: "range | Places") -> Sequence[int]:
    return numbers if isinstance(numbers, range) else numbers.tolist()
