"""Everything that a draft proposes, and what is left for people to decide."""

import datetime as dt
from dataclasses import dataclass

from ...reporting.languages import Translator, translator
from ..layout import Block, Entry, Remark, Value
from ..linking import Scheme
from ..naming.words import COUNTRY, tells
from .calendar import Calendar, calendar_of
from .deals import Deals, deals_of, is_plain
from .metrics import Figures, figures_of
from .money import Currency, Takings, account_money, currency_of, summable, takings_of
from .names import Names, Ways
from .scores import Scores, scores_of
from .segmentations import Segments, segments_of


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that the data cannot answer, and the part of the ruleset that it is about.

    `asleep` is the key of the example that it is about, which is commented out.
    """

    text: str
    path: str = ""
    asleep: str = ""


@dataclass(frozen=True, eq=False)
class Proposal:
    """The rules of a draft. `money` is what an account is worth: a metric or a field of the accounts.

    `say` gives titles in the language of the draft.
    """

    scheme: Scheme
    currency: Currency
    calendar: Calendar
    figures: Figures
    scores: Scores
    segments: Segments
    money: str | None
    deals: Deals | None = None
    takings: Takings | None = None
    summed: tuple[str, ...] = ()
    say: Translator = translator("en")

    @property
    def out(self) -> tuple[str, str] | None:
        """A kind of accounts for the example of a knock-out: its column, country before any other, and its value."""
        kinds = [column for column in self.scheme.kinds if any(map(is_plain, column.guess.values))]
        if not kinds:
            return None
        column = max(kinds, key=lambda column: (tells(column.header, COUNTRY), -column.distinct))
        return column.id, next(value for value in column.guess.values if is_plain(value))

    @property
    def carry(self) -> list[str]:
        """What goes along into every result: the kinds of accounts, and who dealt with them last."""
        kinds = [column.id for column in self.scheme.kinds]
        return [*kinds[:3], *([self.figures.seller] if self.figures.seller else [])]


def propose(
    scheme: Scheme, fields: frozenset[str], today: dt.date, notes: str = "", language: str = "en"
) -> Proposal:
    """Rules from what the files hold. `fields` are the ids of the accounts' fields, `notes` what describes the columns.

    Titles are in the `language`.
    """
    _ = translator(language)
    names, seat = Names(fields), scheme.accounts
    takings, deals = takings_of(scheme), deals_of(scheme)
    currency = currency_of(scheme, notes)
    main = takings.seat if takings else deals.seat if deals else None
    calendar = calendar_of(scheme, main, today)
    figures = figures_of(scheme, takings, deals, calendar, currency.code, names, _)
    money, summed = figures.money, tuple[str, ...]()
    if money is None and seat is not None:
        own = account_money(seat.table)
        parts = () if own else tuple(column.id for column in summable(seat.table))
        figures, money, summed = (
            _with_sum(figures, parts, currency, names, _) if parts else (figures, own.id if own else None, ())
        )
    ways = Ways(names, _, calendar.reach)
    scores = scores_of(seat.table if seat else None, figures, money, ways)
    segments = segments_of(scheme.kinds, scores, figures, money, ways)
    return Proposal(scheme, currency, calendar, figures, scores, segments, money, deals, takings, summed, _)


def _with_sum(
    figures: Figures, parts: tuple[str, ...], currency: Currency, names: Names, _: Translator
) -> tuple[Figures, str, tuple[str, ...]]:
    """The columns of the accounts that look like parts of one amount, added up."""
    key = names.take("spend")
    value: dict[str, Value] = {
        "title": _("All of it together"),
        "value": " + ".join(parts),
        "unit": currency.code,
    }
    entry = Entry(key, value, "a guess: may these be added up?")
    return Figures((*figures.entries, entry), money=key), key, parts


def section(key: str, entries: tuple[Entry | Remark, ...]) -> list[Entry | Remark]:
    """A part of the file, where it has anything."""
    return [Entry(key, Block(entries))] if entries else []
