"""One value or another, row by row: for `if`, `coalesce` and the broadcasting of constants."""

from collections.abc import Sequence

import numpy as np

from ..columns import Codes, Column, Condition, Dates, Members, Numbers, Texts


def constant(value: "str | float | bool") -> Column:
    """A literal or parameter as a column of one row, which NumPy stretches as needed."""
    if isinstance(value, bool):
        return Condition(np.array([value]), np.array([not value]))
    if isinstance(value, str):
        return Texts.of([value])
    return Numbers(np.array([float(value)]))


def stretched(column: Column, size: int) -> Column:
    """A column of `size` rows, also from a constant's one row. −0.0 becomes 0.0."""
    match column:
        case Numbers(values):
            return Numbers(np.broadcast_to(values, size) + 0.0)
        case Dates(values):
            return Dates(np.broadcast_to(values, size))
        case Texts(codes, vocabulary):
            return Texts(np.broadcast_to(codes, size), vocabulary)
        case Condition(true, false):
            return Condition(np.broadcast_to(true, size), np.broadcast_to(false, size))
        case Members():
            return column


def chosen(test: Condition, first: Column | None, second: Column | None) -> Column:
    """`first` where the test is surely true, `second` where it is surely false, missing elsewhere.

    None in place of a column is missing throughout; both columns are of one kind.
    """
    # A column of no rows is false to Python, so None is asked for by name.
    first = _missing_like(second) if first is None else first
    second = _missing_like(first) if second is None else second
    if isinstance(first, Condition) and isinstance(second, Condition):
        true = (test.true & first.true) | (test.false & second.true)
        return Condition(true, (test.true & first.false) | (test.false & second.false))
    if isinstance(first, Texts) and isinstance(second, Texts):
        return _chosen_texts(test, first, second)
    if isinstance(first, Numbers | Dates) and isinstance(second, Numbers | Dates):
        other = np.where(test.false, second.values, np.nan)
        return type(first)(np.where(test.true, first.values, other))
    raise TypeError(f"cannot choose between {type(first).__name__} and {type(second).__name__}")


def _missing_like(column: Column | None) -> Column:
    match column:
        case Condition():
            return Condition(np.zeros(1, dtype=np.bool_), np.zeros(1, dtype=np.bool_))
        case Texts(vocabulary=vocabulary):
            return Texts(np.array([-1], dtype=np.int32), vocabulary)
        case Dates():
            return Dates(np.array([np.nan]))
        case _:
            return Numbers(np.array([np.nan]))


def _chosen_texts(test: Condition, first: Texts, second: Texts) -> Texts:
    codes, vocabulary = recoded(second, first.vocabulary)
    other = np.where(test.false, codes, np.int32(-1))
    return Texts(np.where(test.true, first.codes, other).astype(np.int32), vocabulary)


def recoded(texts: Texts, vocabulary: Sequence[str]) -> tuple[Codes, Sequence[str]]:
    """The codes of texts in another vocabulary, which grows by the words that it lacks."""
    if texts.vocabulary is vocabulary or texts.vocabulary == vocabulary:
        return texts.codes, vocabulary
    known = {word: code for code, word in enumerate(vocabulary)}
    table = [known.setdefault(word, len(known)) for word in texts.vocabulary]
    return np.array([*table, -1], dtype=np.int32)[texts.codes], tuple(known)
