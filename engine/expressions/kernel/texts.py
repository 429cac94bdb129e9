"""Functions of text. They run on the vocabulary, the distinct texts, never on the rows."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from ..columns import Condition, Numbers, Texts
from ..words import chosen_words


def words_that(texts: Texts, test: Callable[[str], bool]) -> Condition:
    """Where a text passes a test; unknown where it is missing."""
    texts = compact(texts)
    table = np.zeros(len(texts.vocabulary) + 1, dtype=np.bool_)
    table[:-1] = np.fromiter(map(test, texts.vocabulary), dtype=np.bool_, count=len(texts.vocabulary))
    true = table[texts.codes]
    missing = texts.missing
    return Condition(true, ~(true | missing) if missing.any() else ~true)


def compact(texts: Texts) -> Texts:
    """Only the words that occur, where the vocabulary is larger than the column."""
    if len(texts.vocabulary) <= max(len(texts.codes), 16):
        return texts
    used, codes = np.unique(texts.codes, return_inverse=True)
    lacking = int(len(used) > 0 and used[0] < 0)
    words = chosen_words(texts.vocabulary, used[lacking:].astype(np.int64))
    return Texts((codes - lacking).astype(np.int32), words)


def rewritten(texts: Texts, change: Callable[[str], str]) -> Texts:
    """Every text changed; what becomes empty is missing."""
    texts = compact(texts)
    words: dict[str, int] = {}
    changed = map(change, texts.vocabulary)
    table = [words.setdefault(word, len(words)) if word else -1 for word in changed]
    return Texts(np.array([*table, -1], dtype=np.int32)[texts.codes], tuple(words))


def lower(texts: Texts) -> Texts:
    return rewritten(texts, str.lower)


def upper(texts: Texts) -> Texts:
    return rewritten(texts, str.upper)


def trim(texts: Texts) -> Texts:
    return rewritten(texts, str.strip)


def length(texts: Texts) -> Numbers:
    texts = compact(texts)
    table = np.array([*map(len, texts.vocabulary), np.nan])
    return Numbers(table[texts.codes])


def starts_with(texts: Texts, part: Texts) -> Condition:
    beginning = _only(part)
    return words_that(texts, lambda word: word.startswith(beginning))


def ends_with(texts: Texts, part: Texts) -> Condition:
    ending = _only(part)
    return words_that(texts, lambda word: word.endswith(ending))


def contains(texts: Texts, part: Texts) -> Condition:
    wanted = _only(part)
    return words_that(texts, lambda word: wanted in word)


def contains_any(texts: Texts, parts: Sequence[Texts]) -> Condition:
    wanted = [_only(part) for part in parts]
    return words_that(texts, lambda word: any(part in word for part in wanted))


def has_word(texts: Texts, words: Sequence[Texts]) -> Condition:
    """Whole words in any case: `cfo` is a word of "CFO/CTO", not of "CFOs"."""
    wanted = "|".join(re.escape(_only(word).casefold()) for word in words)
    pattern = re.compile(rf"(?<!\w)(?:{wanted})(?!\w)")
    return words_that(texts, lambda word: pattern.search(word.casefold()) is not None)


def _only(texts: Texts) -> str:
    """The one text of a constant."""
    return texts.vocabulary[int(texts.codes[0])]
