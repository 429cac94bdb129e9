"""Amounts of money as people write them: in messages, which are English, and in reports of any language."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

WHOLE_MONEY = 1000
"""Amounts from here on are shown without cents."""

SMALL_MONEY = 0.1
"""Amounts below this, such as the price of a kilowatt-hour, are shown with up to four decimals."""


def money_in_words(value: float, currency: str, locale: "Locale | None" = None) -> str:
    """An amount with the sign of its currency, the minus in front: `€12.50`, `-US$1,200`; without a locale in English.

    Rounded half away from zero: to whole units from 1,000 on and where there are no cents, else to two decimals.
    """
    from babel.numbers import format_currency  # a message without money does not pay for it

    locale = locale or _english()
    whole = abs(value) >= WHOLE_MONEY or value == int(value)
    decimals = 0 if whole else 4 if 0 < abs(value) < SMALL_MONEY else 2
    # Some languages have a pattern of their own for a debt, with the minus behind the sign of the currency.
    pattern = locale.currency_formats["standard"].pattern.partition(";")[0]
    pattern = pattern.replace(".00", {0: "", 2: ".00", 4: ".00##"}[decimals])
    amount = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    return str(format_currency(amount, currency, pattern, locale, currency_digits=False))


@cache
def _english() -> "Locale":
    from babel import Locale

    return Locale.parse("en_GB")
