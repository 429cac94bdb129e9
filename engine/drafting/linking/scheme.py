"""Every file in its place: accounts, rows of accounts, lines of rows, reference tables, and what is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ..guessing import Column, Drafted
from ..naming.words import ACCOUNT, BEST_DATE, DATE, KEY, OTHER_DATE, PARENT, tells
from .choosing import account_column, choose_accounts, key_of, looks_like_rows, name_of
from .links import Link, find_links, link_between, unique_columns

Role = Literal["accounts", "rows", "lines", "reference", "left out"]
_PARENTS_KNOWN = 0.8
_NEARLY = 0.9
_DERIVED = 3


@dataclass(frozen=True, eq=False)
class Seat:
    """A file with what it is taken as, and the columns that make it so. `why` says it in words."""

    table: Drafted
    role: Role
    why: str = ""
    key: Column | None = None
    name: Column | None = None
    parent: Link | None = None
    account: Link | None = None
    account_column: Column | None = None
    via: Link | None = None
    date: Column | None = None
    lookups: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        return self.table.id


@dataclass(frozen=True, eq=False)
class Scheme:
    """All files in their places, accounts first. `derived` is the table that accounts are made from without a list."""

    seats: Mapping[str, Seat]
    derived: str | None = None
    near_keys: tuple[Column, ...] = field(default=())

    @property
    def accounts(self) -> Seat | None:
        return self.seats.get("accounts")

    @property
    def kinds(self) -> list[Column]:
        """The categories of an account, its parent left out; those of its latest row, where accounts are derived."""
        seat = self.accounts or self.seats[self.derived or ""]
        own = (seat.account_column, seat.parent.column if seat.parent else None)
        found = [column for column in seat.table.of_type("category") if column not in own]
        return found if self.accounts else found[:_DERIVED]

    def of_role(self, *roles: Role) -> list[Seat]:
        return [seat for seat in self.seats.values() if seat.role in roles]

    def dated(self, seat: Seat) -> Seat | None:
        """The seat whose date a row has: its own, or that of the table it is reached via."""
        if seat.date is not None:
            return seat
        return self.dated(self.seats[seat.via.target.id]) if seat.via else None


def arrange(tables: Sequence[Drafted]) -> Scheme:
    """Choose the accounts and find the way of all other tables to them."""
    links = find_links(tables)
    chosen = choose_accounts(tables, links)
    if chosen is None:
        return _derived(tables, links)
    tables, links = _renamed(tables, links, chosen)
    accounts = tables[0]
    key = key_of(accounts, links)
    near = () if key else _nearly_keys(accounts)
    why = "" if len(tables) == 1 else _why(accounts, chosen, key, links)
    seat = Seat(accounts, "accounts", why, key, name_of(accounts, key), _parent(accounts, key))
    return Scheme(_others(seat, tables[1:], links), near_keys=near)


def _renamed(
    tables: Sequence[Drafted], links: Sequence[Link], chosen: Drafted
) -> tuple[list[Drafted], list[Link]]:
    """The accounts first and under that name, which no other table may have."""
    new = {table.id: table for table in tables}
    for table in tables:
        if table.id == "accounts" and table is not chosen:
            new[table.id] = table.with_id("accounts_file")
    new[chosen.id] = chosen.with_id("accounts")
    moved = [replace(link, table=new[link.table.id], target=new[link.target.id]) for link in links]
    return [new[chosen.id], *(new[table.id] for table in tables if table is not chosen)], moved


def _why(accounts: Drafted, chosen: Drafted, key: Column | None, links: Sequence[Link]) -> str:
    reasons = ["its name says so"] if tells(chosen.id, ACCOUNT) else []
    referring = dict.fromkeys(
        link.table.name for link in links if link.target is accounts and link.key is key
    )
    if referring:
        reasons.append(f"{' and '.join(referring)} {'refers' if len(referring) == 1 else 'refer'} to it")
    return "; ".join(reasons) or "one row per account is what it looks like most"


def _nearly_keys(accounts: Drafted) -> tuple[Column, ...]:
    """Columns that are called a key and would be one, but for some rows."""
    named = [column for column in accounts.of_type("text", "integer") if tells(column.header, KEY)]
    return tuple(column for column in named if 1 < column.distinct >= _NEARLY * column.rows)


def _parent(accounts: Drafted, key: Column | None) -> Link | None:
    for column in accounts.of_type("text", "category", "integer"):
        if key is None or column is key or column.is_unique:
            continue
        link = link_between(accounts, column, accounts, key)
        if link and link.share >= _PARENTS_KNOWN and (tells(column.header, PARENT) or _is_sparse(link)):
            return link
    return None


def _is_sparse(link: Link) -> bool:
    """Some rows name another account by its name: nothing else does that."""
    speaking = not any(text.isdigit() for text in link.column.texts.vocabulary)
    return (
        speaking and link.column.known < link.column.rows and not link.unmatched and link.column.distinct > 1
    )


def _others(accounts: Seat, tables: Sequence[Drafted], links: Sequence[Link]) -> dict[str, Seat]:
    seats = {"accounts": accounts}
    for table in tables:
        link = _best(
            link
            for link in links
            if link.table is table and link.key is accounts.key and link.target is accounts.table
        )
        if link is not None:
            seats[table.id] = Seat(table, "rows", key=_row_key(table, links), account=link, date=_date(table))
    return _with_references(_with_lines(seats, tables, links), tables, links)


def _with_lines(seats: dict[str, Seat], tables: Sequence[Drafted], links: Sequence[Link]) -> dict[str, Seat]:
    """Tables that reach an account through a row of another, step by step."""
    for _ in tables:
        for table in tables:
            reached = [
                link for link in links if link.table is table and _carries(seats.get(link.target.id), link)
            ]
            dated = [link for link in reached if seats[link.target.id].date is not None]
            via = _best(dated or reached)
            if table.id not in seats and via is not None:
                seats[table.id] = Seat(table, "lines", key=_row_key(table, links), via=via, date=None)
                seats[via.target.id] = replace(seats[via.target.id], key=via.key)
    return seats


def _carries(seat: Seat | None, link: Link) -> bool:
    """Whether rows can be reached via a table: it belongs to accounts, and is found by a key that is named so."""
    return (
        seat is not None
        and seat.role in {"rows", "lines"}
        and link.is_named
        and link.key in (seat.key, *unique_columns(seat.table))
    )


def _with_references(
    seats: dict[str, Seat], tables: Sequence[Drafted], links: Sequence[Link]
) -> dict[str, Seat]:
    """Tables in which rows look something up, also those that such a table refers to; the others are left out."""
    waiting = [*seats]
    for name in waiting:
        own = [link for link in links if link.table is seats[name].table and _is_reference(link, seats)]
        seats[name] = replace(seats[name], lookups=_one_each(own))
        for link in seats[name].lookups:
            if link.target.id not in seats:
                seats[link.target.id] = Seat(link.target, "reference", key=link.key)
                waiting.append(link.target.id)
    for table in tables:
        if table.id not in seats:
            seats[table.id] = Seat(table, "left out", _why_left_out(table, links, seats))
    return seats


def _why_left_out(table: Drafted, links: Sequence[Link], seats: Mapping[str, Seat]) -> str:
    """Why a file plays no part; `seats` are those of the others so far."""
    referring = dict.fromkeys(link.table.name for link in links if link.target is table)
    of_use = {id_ for id_, seat in seats.items() if seat.role != "left out"}
    seated = dict.fromkeys(
        link.target.name for link in links if link.table is table and link.target.id in of_use
    )
    if referring:
        return f"nothing in it names an account, and what refers to it ({', '.join(referring)}) leads to none either"
    if seated:
        return f"it refers to {' and '.join(seated)}, but nothing in it names an account, and nothing refers to it"
    return "nothing in it names an account, and no column of another file clearly refers to it"


def _is_reference(link: Link, seats: Mapping[str, Seat]) -> bool:
    """Whether a link leads to a table that has no place yet, or is looked into by the same key already."""
    seat = seats.get(link.target.id)
    leads_back = link.table.id in {further.target.id for further in (seat.lookups if seat else ())}
    return seat is None or (seat.role == "reference" and seat.key is link.key and not leads_back)


def _one_each(links: Sequence[Link]) -> tuple[Link, ...]:
    """The best link to each table."""
    best: dict[str, Link] = {}
    for link in links:
        held = best.get(link.target.id)
        best[link.target.id] = link if held is None else _best((held, link)) or link
    return tuple(best.values())


def _best(links: Iterable[Link]) -> Link | None:
    return max(links, key=lambda link: (link.is_named, link.share, link.matched), default=None)


def _row_key(table: Drafted, links: Sequence[Link]) -> Column | None:
    column = key_of(table, links)
    return column if column is not None and tells(column.header, KEY) else None


def _date(table: Drafted) -> Column | None:
    """The day on which something happened: of the order or the closing, not of what was planned after it."""

    def fitness(column: Column) -> tuple[int, int]:
        hints = (
            2 * tells(column.header, BEST_DATE)
            + tells(column.header, DATE)
            - 3 * tells(column.header, OTHER_DATE)
        )
        return hints, column.known

    return max(table.of_type("date"), key=fitness, default=None)


def _derived(tables: Sequence[Drafted], links: Sequence[Link]) -> Scheme:
    """Without a list of accounts they are the customers that appear in the largest table of rows."""
    source = max((table for table in tables if looks_like_rows(table)), key=lambda table: table.rows)
    column = account_column(source)
    named = "account_rows" if source.id == "accounts" else source.id
    renamed = source.with_id(named)
    moved = [
        replace(
            link,
            table=renamed if link.table is source else link.table,
            target=renamed if link.target is source else link.target,
        )
        for link in links
    ]
    seat = Seat(renamed, "rows", key=_row_key(renamed, moved), account_column=column, date=_date(renamed))
    others = [table for table in tables if table is not source]
    seats = {renamed.id: seat}
    for table in others:
        own = account_column(table)
        link = link_between(table, own, renamed, column) if own is not None and column is not None else None
        if link is not None and link.share >= _PARENTS_KNOWN:
            seats[table.id] = Seat(table, "rows", key=_row_key(table, moved), account=link, date=_date(table))
    return Scheme(_with_references(_with_lines(seats, others, moved), others, moved), derived=renamed.id)
