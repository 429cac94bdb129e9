"""Numbers as people write them: decimal comma or point, thousands, currency signs, percentages, brackets for minus."""

import re
from dataclasses import dataclass

import numpy as np

from ...rules.model import Field
from .states import FITS, MENDED, MISSING, Conventions

_SPACES = re.compile("[\u00a0\u2007\u2009\u202f ]")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_SIGNS = {
    "€": {"EUR"},
    "£": {"GBP"},
    "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"},
    "¥": {"JPY", "CNY"},
    "kr": {"SEK", "NOK", "DKK", "ISK"},
    "kr.": {"DKK", "ISK"},
    "zł": {"PLN"},
    "Kč": {"CZK"},
    "Fr.": {"CHF"},
}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How one field's numbers may be written.

    `plain` matches what needs no mending; `pattern` also takes blanks between thousands and a power of ten.
    `units` may stand before or after a number; `percent` is what a percentage is divided by, None where it does
    not fit.
    """

    decimal: str
    thousands: str
    plain: str
    pattern: re.Pattern[str]
    units: tuple[str, ...]
    percent: float | None

    @classmethod
    def of(cls, field: Field, conventions: Conventions) -> "NumberStyle":
        decimal, thousands = re.escape(conventions.decimal), re.escape(conventions.thousands)
        groups = rf"|\d{{1,3}}(?:{thousands}\d{{3}})+" if thousands else ""
        digits = rf"(?:\d{{1,15}}{groups})"
        plain = rf"^-?{digits}(?:{decimal}\d{{1,15}})?$"
        loose = rf"[+-]?(?:(?:\d+{groups}|\d{{1,3}}(?: \d{{3}})+)(?:{decimal}(?:\d*|-{{1,2}}))?|{decimal}\d+)(?:[eE][+-]?\d+)?"
        return cls(
            conventions.decimal,
            conventions.thousands,
            plain,
            re.compile(loose, re.ASCII),
            _units(field, conventions),
            {"%": 1.0}.get(field.unit or "", 100.0 if field.format == "percent" else None),
        )

    def read(self, text: str) -> tuple[float, int] | None:
        """A number with its state; None for what is no number in this style."""
        spelled = _SPACES.sub(" ", text).translate(_MINUS)
        if spelled.casefold() == "nan":
            return np.nan, MISSING
        bare, divisor = self._without_unit(spelled)
        if divisor is None:
            return None
        negative = (bare.startswith("(") and bare.endswith(")")) or (
            bare.endswith("-") and bare[:-1].isdigit()
        )
        if negative:
            bare = bare.strip("()-").strip()
        if not self.pattern.fullmatch(bare):
            return None
        number = float(self._in_points(bare)) / divisor * (-1 if negative else 1)
        return (number, MENDED) if bare != spelled and not spelled.endswith("%") else (number, FITS)

    def _without_unit(self, text: str) -> tuple[str, float | None]:
        if text.endswith("%"):
            return text[:-1].rstrip(), self.percent
        sign = "-" if text.startswith("-") else ""
        bare = text.removeprefix("-").lstrip()
        for unit in self.units:
            if bare.startswith(unit):
                return sign + bare.removeprefix(unit).lstrip(), 1.0
            if bare.endswith(unit):
                return sign + bare.removesuffix(unit).rstrip(), 1.0
        return text, 1.0

    def _in_points(self, text: str) -> str:
        bare = text.replace(" ", "").replace(self.thousands, "") if self.thousands else text.replace(" ", "")
        return bare.replace(self.decimal, ".").removesuffix("--").rstrip("-")


def _units(field: Field, conventions: Conventions) -> tuple[str, ...]:
    """The field's own unit and, where that is no other measure, the signs of its currency; the longest first."""
    own = field.unit or conventions.currency
    signs = [sign for sign, currencies in _SIGNS.items() if own in currencies]
    return tuple(sorted((own, *signs), key=len, reverse=True))
