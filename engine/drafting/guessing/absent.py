"""What stands in a file for "nothing known": NULL, n/a, a dash."""

from .column import Column

_SURELY = frozenset(
    ("null", "(null)", "<na>", "#n/a", "n/a", "n.a.", "-", "--", "?", "nan", "n.v.t.", "nvt", "k.a.")
)
_AMONG_NUMBERS = frozenset(
    ("na", "none", "nil", ".", "x", "tbd", "unknown", "onbekend", "okänd", "unbekannt", "leeg", "void")
)
_SAMPLE = 2_000


def surely_missing(column: Column) -> tuple[str, ...]:
    """The texts of a column that mean nothing but "missing", as they are spelled there."""
    return tuple(text for text in column.texts.vocabulary if text.casefold() in _SURELY)


def missing_among_numbers(column: Column) -> tuple[str, ...]:
    """The texts that mean "missing" where all others are numbers or dates; elsewhere `NA` may be Namibia."""
    return tuple(text for text in column.texts.vocabulary if text.casefold() in _AMONG_NUMBERS)


def sample_of(column: Column) -> list[str]:
    """Some distinct texts from the whole of a column's vocabulary, those that mean "missing" left out."""
    vocabulary = column.texts.vocabulary
    some = vocabulary[:: max(1, len(vocabulary) // _SAMPLE)]
    return [text for text in some if text.casefold() not in _SURELY | _AMONG_NUMBERS]
