"""What a language needs to say every expression."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Whole phrases of one language, with places in braces; nothing is built from parts of words.

    `comparisons` by kind and sign, such as `number >=`. `conditions` and `values` by function or construct;
    a condition has two phrases, for when it holds and for when it does not. `among` says over which accounts a
    population function looks: `all`, `by`, `where`, `by where`. `locale` is how numbers and dates are written.
    """

    locale: str
    quotes: tuple[str, str]
    both: str
    either: str
    yes: str
    no: str
    reference_date: str
    comparisons: Mapping[str, str]
    conditions: Mapping[str, tuple[str, str]]
    values: Mapping[str, str]
    among: Mapping[str, str]
