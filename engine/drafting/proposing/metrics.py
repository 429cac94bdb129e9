"""Figures per account: what it brought in, when, how often, and how deals ended."""

from dataclasses import dataclass

from ...reporting.languages import Translator
from ..layout import Entry, Plain, Remark, Value
from ..linking import Scheme, Seat
from ..naming.words import SELLER, tells
from .calendar import Calendar, Window
from .deals import Deals, is_plain
from .money import Takings
from .names import Names
from .periods import before, last


@dataclass(frozen=True)
class Figures:
    """The metrics that were proposed, by what they stand for; None where the data has no such thing."""

    entries: tuple[Entry | Remark, ...] = ()
    money: str | None = None
    current: str | None = None
    previous: str | None = None
    first: str | None = None
    last: str | None = None
    orders: str | None = None
    win_rate: str | None = None
    open_deals: str | None = None
    seller: str | None = None


@dataclass(frozen=True)
class Counting:
    """Rows of one table counted and added up: `where` keeps some of them, `money` is the amount of a row."""

    scheme: Scheme
    seat: Seat
    word: str
    title: str
    money: str | None
    where: str | None
    unit: str
    names: Names
    calendar: Calendar
    say: Translator

    def metric(self, wanted: str, title: str, **parts: Value) -> Entry:
        where = {"where": self.where} if self.where else {}
        value: dict[str, Value] = {"title": title, "from": self.seat.id, **parts, **where}
        return Entry(self.names.take(wanted), value)

    def amount(self, id_: str, title: str, **time: Value) -> Entry:
        entry = self.metric(id_, title, sum=self.money or "")
        value = entry.value if isinstance(entry.value, dict) else {}
        return Entry(entry.key, {**value, **time, "unit": self.unit})


def figures_of(
    scheme: Scheme,
    takings: Takings | None,
    deals: Deals | None,
    calendar: Calendar,
    unit: str,
    names: Names,
    _: Translator,
) -> Figures:
    """Metrics of the rows that bring money, of deals, and the seller that accounts had last."""
    is_same = takings is not None and deals is not None and takings.seat is deals.seat
    book = Book(scheme, calendar, unit, names, _)
    plain = _of_takings(book, takings) if takings and not is_same else Figures()
    ended = _of_deals(book, deals, takings if is_same else None) if deals else Figures()
    seller = _seller(scheme, names, _)
    parts = (*plain.entries, *ended.entries, *((seller,) if seller else ()))
    main = plain if plain.money else ended
    return Figures(
        parts, main.money, main.current, main.previous, main.first, main.last, main.orders, ended.win_rate,
        ended.open_deals, seller.key if seller else None,
    )  # fmt: skip


def _of_takings(book: "Book", takings: Takings) -> Figures:
    counting = book.counting(takings.seat, "revenue", book.say("Revenue"), takings.expression)
    order = takings.order.id if takings.order else None
    counted: dict[str, Value] = {"count_distinct": order} if order else {"count": "rows"}
    return _over_time(counting, counted, "orders", book.say("Orders"))


def _of_deals(book: "Book", deals: Deals, takings: Takings | None) -> Figures:
    _, money = book.say, takings.expression if takings else None
    where = f'{deals.stage.id} == "{deals.won}"'
    counting = book.counting(deals.seat, "won_value", _("Won value"), money, where)
    figures = _over_time(counting, {"count": "rows"}, "won_deals", _("Won deals"))
    won, more = figures.orders or "", []
    rate = still_open = None
    if deals.lost:
        lost = book.counting(deals.seat, "", "", None, f'{deals.stage.id} == "{deals.lost}"')
        more.append(lost.metric("lost_deals", _("Lost deals"), count="rows"))
        value = f"{won} / ({won} + {more[0].key})"
        parts: dict[str, Value] = {"title": _("Win rate"), "value": value, "format": "percent"}
        rate = Entry(book.names.take("win_rate"), parts)
        more.append(rate)
    if deals.open and all(map(is_plain, deals.open)):
        listed = ", ".join(f'"{value}"' for value in deals.open)
        unfinished = book.counting(deals.seat, "", "", None, f"{deals.stage.id} in [{listed}]")
        still_open = unfinished.metric("open_deals", _("Open deals"), count="rows")
        more.append(still_open)
    return Figures(
        (*figures.entries, *more), figures.money, figures.current, figures.previous, figures.first, figures.last,
        figures.orders, rate.key if rate else None, still_open.key if still_open else None,
    )  # fmt: skip


@dataclass(frozen=True)
class Book:
    """What all metrics of a draft share: the files in their places, the day, the currency, ids, and the language."""

    scheme: Scheme
    calendar: Calendar
    unit: str
    names: Names
    say: Translator

    def counting(
        self, seat: Seat, word: str, title: str, money: str | None, where: str | None = None
    ) -> Counting:
        return Counting(
            self.scheme, seat, word, title, money, where, self.unit, self.names, self.calendar, self.say
        )


def _over_time(counting: Counting, counted: dict[str, Value], word: str, title: str) -> Figures:
    """Money and number in all, in the last stretch of time and in the one before it, first and last day."""
    entries: list[Entry | Remark] = []
    window, dated = counting.calendar.window, counting.scheme.dated(counting.seat)
    total = counting.amount(counting.word, counting.title) if counting.money else None
    current = previous = None
    if total and window and dated:
        current, previous = _stretches(counting, window)
    entries += [entry for entry in (total, current, previous) if entry]
    orders = counting.metric(word, title, **counted)
    entries.append(orders)
    first = last = None
    if dated is not None and dated.date is not None:
        first, last = _days(counting, dated)
        entries += [first, last]
    ids = (total, current, previous, first, last, orders)
    return Figures(tuple(entries), *(entry.key if entry else None for entry in ids))


def _stretches(counting: Counting, window: Window) -> tuple[Entry, Entry]:
    length, word, title = Plain(window.written), counting.word, counting.title
    return (
        counting.amount(f"{word}_{window.suffix}", last(counting.say, title, window), last=length),
        counting.amount(
            f"{word}_prev_{window.suffix}",
            before(counting.say, title, window),
            last=length,
            ending=Plain(f"{window.written} ago"),
        ),
    )


def _days(counting: Counting, dated: Seat) -> tuple[Entry, Entry]:
    """First and last day; lines have the date of their order, so it is counted there."""
    of = counting if dated is counting.seat else Counting(
        counting.scheme, dated, "", "", None, None, counting.unit, counting.names, counting.calendar, counting.say
    )  # fmt: skip
    date, _ = dated.date.id if dated.date else "", counting.say
    stem = "won" if counting.where else "order"
    return (
        of.metric(f"first_{stem}", _("First won deal" if counting.where else "First order"), min=date),
        of.metric(f"last_{stem}", _("Last won deal" if counting.where else "Last order"), max=date),
    )


def _seller(scheme: Scheme, names: Names, _: Translator) -> Entry | None:
    """Who was the last to deal with an account: a brief without a name is nobody's."""
    for seat in scheme.of_role("rows"):
        sellers = [
            column for column in seat.table.of_type("text", "category") if tells(column.header, SELLER)
        ]
        if sellers and seat.date is not None:
            return Entry(
                names.take(f"last_{sellers[0].id}"),
                {"title": _("Last dealt with by"), "from": seat.id, "latest": sellers[0].id},
            )
    return None
