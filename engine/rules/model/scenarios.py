"""The ruleset's own tests: accounts of which it is known what must come of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from .texts import Text


@dataclass(frozen=True, slots=True)
class Written:
    """A value of a test: `text` as it was written, `value` as YAML reads it, so that `00123` can stay what it is."""

    text: str
    value: str | float | bool | None

    @classmethod
    def of(cls, value: str | float | bool | None) -> "Written":
        """A value as it would be written."""
        words: dict[object, str] = {None: "null", True: "true", False: "false"}
        return cls(words[value] if value is None or isinstance(value, bool) else str(value), value)


Expected: TypeAlias = "Written | tuple[Written, ...] | Mapping[str, Expected]"
"""What must come out: a value or comparison, a list of ids, or such by name."""

Row: TypeAlias = Mapping[str, "Written | tuple[Written, ...]"]
"""Fields with their values; a list is no value of a field and is refused when the test is checked."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A test of the ruleset: the values of an account and its linked rows, and what must come out.

    `given` maps a field or metric to its value; `rows` a table to its rows. `expect` maps a name to a value or to a
    comparison written as text, such as `">= 60"`. `as_of` is the day it looks from, None for the ruleset's own. `among`
    puts the account among those of the ruleset's data, as one more; without it, it stands alone.
    """

    id: str
    given: Row = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    expect: Mapping[str, Expected] = field(default_factory=dict)
    title: Text = Text()
    as_of: date | Literal["today"] | None = None
    among: Literal["accounts"] | None = None
