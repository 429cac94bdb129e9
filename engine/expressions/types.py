"""The types of the expression language. Everything is typed before data is read."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is, as a reader would say it."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"
    NONE = "nothing"  # the literal None alone
    UNKNOWN = "unknown"  # a name whose own definition is at fault: fits everywhere, so that one fault gives one finding


@dataclass(frozen=True, slots=True)
class Type:
    """A kind; for text that is a category, or a list of one, its permitted `values`.

    `item` is the kind of a list's members. `min` and `max` are bounds known from the data contract.
    """

    kind: Kind
    values: tuple[str, ...] | None = None
    integer: bool = False
    item: Kind | None = None
    min: float | None = None
    max: float | None = None

    def __str__(self) -> str:
        if self.values is not None and self.kind is Kind.TEXT:
            return "category"
        if self.kind is Kind.LIST:
            return f"list of {self.item}"
        return "integer" if self.integer else str(self.kind)


NUMBER = Type(Kind.NUMBER)
INTEGER = Type(Kind.NUMBER, integer=True)
TEXT = Type(Kind.TEXT)
BOOLEAN = Type(Kind.BOOLEAN)
DATE = Type(Kind.DATE)
NONE = Type(Kind.NONE)
UNKNOWN = Type(Kind.UNKNOWN)


def category(*values: str) -> Type:
    return Type(Kind.TEXT, values=values)


def list_of(item: Kind, values: tuple[str, ...] | None = None) -> Type:
    return Type(Kind.LIST, values=values, item=item)


def join(*types: Type) -> Type:
    """The type that holds the values of all types given, which are of one kind; unknown and nothing add nothing."""
    known = [item for item in types if item.kind not in {Kind.UNKNOWN, Kind.NONE}]
    if not known:
        return UNKNOWN
    values = None
    if all(item.values is not None for item in known):
        values = tuple(dict.fromkeys(value for item in known for value in item.values or ()))
    lows, highs = [item.min for item in known], [item.max for item in known]
    return Type(
        known[0].kind,
        values=values,
        integer=all(item.integer for item in known),
        item=known[0].item,
        min=None if None in lows else min(low for low in lows if low is not None),
        max=None if None in highs else max(high for high in highs if high is not None),
    )
