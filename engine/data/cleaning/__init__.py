"""Raw values brought to the types of the contract. Whatever does not fit becomes missing, and is marked."""

from typing import Protocol

from ...rules.model import Field, FieldType
from ..raw import RawColumn
from .boolean import clean_boolean
from .date import clean_date
from .number import clean_integer, clean_number
from .states import Cleaned, Conventions
from .text import clean_category, clean_text

__all__ = ["CLEANERS", "Cleaned", "Cleaner", "Conventions"]


class Cleaner(Protocol):
    """Turns a raw column into one of a field's type. Runs over distinct values, never over rows."""

    def __call__(self, raw: RawColumn, field: Field, conventions: Conventions, /) -> Cleaned: ...


CLEANERS: dict[FieldType, Cleaner] = {
    "text": clean_text,
    "category": clean_category,
    "integer": clean_integer,
    "number": clean_number,
    "rating": clean_number,
    "boolean": clean_boolean,
    "date": clean_date,
}
