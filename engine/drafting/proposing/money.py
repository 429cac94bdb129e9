"""Which column is money, in which currency, and which rows say what an account brings in."""

import re
from collections import Counter
from dataclasses import dataclass

from ..guessing import Column, Drafted
from ..guessing.numbers import CODES
from ..linking import Scheme, Seat
from ..naming.words import BEST_DATE, DISCOUNT, LINES, MONEY, QUANTITY, UNIT_PRICE, tells

_CODE = re.compile(rf"(?<![A-Za-z])({'|'.join(sorted(CODES))})(?![A-Za-z])", re.IGNORECASE)
_SIGN = {"€": "EUR", "£": "GBP", "$": "USD"}
_BEST = "amount net revenue omzet bedrag belopp omsättning umsatz betrag turnover sales close_value"


@dataclass(frozen=True, slots=True)
class Currency:
    """The currency of the draft; `why` tells what it rests on, empty where nothing in the data says it."""

    code: str
    why: str = ""


@dataclass(frozen=True, eq=False)
class Takings:
    """Rows that bring money: the expression over a row, and the column that tells orders apart, where rows are lines."""

    seat: Seat
    expression: str
    order: Column | None = None


def currency_of(scheme: Scheme, notes: str = "") -> Currency:
    """What stands with the amounts; else in a column's name; else in `notes` about the columns; else EUR, as a guess."""
    tables = [seat.table for seat in scheme.seats.values()]
    signs = Counter(
        column.guess.currency
        for table in tables
        for column in table.columns.values()
        if column.guess.currency
    )
    if signs:
        code = signs.most_common(1)[0][0]
        return Currency(code, "stands with the amounts")
    for table in tables:
        for column in table.columns.values():
            match = (
                _CODE.search(column.header.replace("_", " "))
                if column.guess.type in {"number", "integer"}
                else None
            )
            if match:
                return Currency(match[0].upper(), f'the column "{column.header}" says so')
    named = _CODE.search(notes)
    return Currency(named[0].upper(), "the descriptions of the columns say so") if named else Currency("EUR")


def takings_of(scheme: Scheme) -> Takings | None:
    """The rows that best tell what accounts bring in: with an amount before quantity times price, sales before others."""
    found = [takings for seat in scheme.of_role("rows", "lines") if (takings := row_money(seat)) is not None]
    dated = [takings for takings in found if scheme.dated(takings.seat) is not None] or found
    return max(dated, key=_standing, default=None)


def _standing(takings: Takings) -> tuple[bool, bool, int]:
    table = takings.seat.table
    return tells(table.id, f"{BEST_DATE} retail"), "*" not in takings.expression, table.rows


def row_money(seat: Seat) -> Takings | None:
    """The money of a row: an amount, else quantity times price, less the discount where that is a share."""
    numbers = seat.table.of_type("number", "integer")
    amounts = [column for column in numbers if is_money(column)]
    if amounts:
        best = max(amounts, key=lambda column: (tells(column.header, _BEST), column.known))
        return Takings(seat, best.id, _order(seat))
    price = next((column for column in numbers if tells(column.header, UNIT_PRICE)), None)
    quantity = next((column for column in numbers if tells(column.header, QUANTITY)), None)
    if price is None or quantity is None:
        return None
    discount = next(
        (column for column in numbers if tells(column.header, DISCOUNT) and _is_share(column)), None
    )
    less = f" * (1 - {discount.id})" if discount else ""
    return Takings(seat, f"{quantity.id} * {price.id}{less}", _order(seat))


def is_money(column: Column) -> bool:
    """Whether a column of numbers is called an amount, and not a price or a discount of one piece."""
    other = tells(column.header, f"{DISCOUNT} {QUANTITY}") or tells(column.header, UNIT_PRICE)
    return column.guess.type in {"number", "integer"} and tells(column.header, MONEY) and not other


def _is_share(column: Column) -> bool:
    low, high = column.guess.low, column.guess.high
    return low is not None and high is not None and low >= 0 and high <= 1


def _order(seat: Seat) -> Column | None:
    """The column that says to which order a line belongs."""
    if seat.via is not None:
        return seat.via.column
    repeated = [column for column in seat.table.of_type("text", "category") if not column.is_unique]
    orders = [
        column
        for column in repeated
        if tells(column.header, "order invoice factuur faktura bestelling receipt")
    ]
    return orders[0] if orders and not seat.key else None


def account_money(table: Drafted) -> Column | None:
    """The column of the accounts that says what each is worth."""
    amounts = [column for column in table.of_type("number", "integer") if is_money(column)]
    return max(amounts, key=lambda column: (tells(column.header, _BEST), column.known), default=None)


def summable(table: Drafted) -> list[Column]:
    """Columns of the accounts that look like the parts of one total: several amounts of about the same size."""
    from ..naming.words import COUNTED, SIZE, YEAR

    measures = f"{SIZE} {COUNTED} {YEAR} {UNIT_PRICE} {DISCOUNT}"
    plain = [column for column in table.of_type("number", "integer") if not tells(column.header, measures)]
    alike = [
        column for column in plain if (column.guess.high or 0) >= _LARGE and not tells(column.header, LINES)
    ]
    return alike if _SEVERAL <= len(alike) <= _MOST else []


_SEVERAL, _MOST, _LARGE = 3, 12, 1_000
