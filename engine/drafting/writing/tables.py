"""The tables of a draft: where each lies, how it was written, and how its rows reach an account."""

from collections.abc import Collection, Mapping

from ..layout import Block, Entry, Remark
from ..linking import Link, Scheme, Seat
from ..naming.wording import rows
from .fields import field_entries

_ROLE = {
    "accounts": "the accounts",
    "rows": "rows that belong to an account",
    "lines": "lines of {via}",
    "reference": "a reference table, in which others look things up",
}


def table_entries(
    scheme: Scheme,
    paths: Mapping[str, str],
    definitions: Mapping[tuple[str, str], str],
    used: Collection[str],
) -> list[Entry | Remark]:
    """Every table that plays a part, the accounts first; files that play none are named in a comment."""
    entries: list[Entry | Remark] = []
    if scheme.derived is not None:
        entries.append(_derived(scheme, scheme.seats[scheme.derived]))
    entries += [
        _table(scheme, seat, paths[seat.id], definitions, used)
        for seat in scheme.seats.values()
        if seat.role != "left out"
    ]
    left = [
        f"{seat.table.name} ({rows(seat.table.rows)}) is left out: {seat.why}"
        for seat in scheme.of_role("left out")
    ]
    return [*entries, *map(Remark, left)]


def _derived(scheme: Scheme, source: Seat) -> Entry:
    """Accounts without a list: those that appear in another table, with the last known kind of each."""
    parts: list[Entry | Remark] = [
        Remark(
            f"No file lists the accounts, so they are the {source.account_column.distinct if source.account_column else 0:,} that {source.table.name} names."
        ),
        Entry("from", source.id),
    ]
    if scheme.kinds:
        parts.append(
            Entry(
                "fields",
                {column.id: {"last": column.id} for column in scheme.kinds},
                "the latest one of each account",
            )
        )
    return Entry("accounts", Block(tuple(parts)))


def _table(
    scheme: Scheme, seat: Seat, path: str, definitions: Mapping[tuple[str, str], str], used: Collection[str]
) -> Entry:
    taken = _ROLE[seat.role].format(via=seat.via.target.id if seat.via else "")
    why = f": {seat.why}" if seat.why else ""
    parts: list[Entry | Remark] = [
        Remark(f"{seat.table.name}, {rows(seat.table.rows)}, taken as {taken}{why}."),
        Entry("file", path),
        *_manner(seat),
        *_links(seat),
        Entry("fields", Block(tuple(field_entries(scheme, seat, definitions, used)))),
    ]
    return Entry(seat.id, Block(tuple(parts)))


def _manner(seat: Seat) -> list[Entry | Remark]:
    """How the file was written, where that is not what a run takes for granted."""
    opened, notation = seat.table.opened, seat.table.notation
    entries: list[Entry | Remark] = []
    if opened.given.sheet:
        entries.append(Entry("sheet", opened.given.sheet))
    if opened.delimiter:
        entries.append(Entry("delimiter", "tab" if opened.delimiter == "\t" else opened.delimiter))
    if opened.encoding:
        entries.append(
            Entry(
                "encoding",
                "cp1252" if opened.encoding == "Windows-1252" else "utf-16",
                f"it was read as {opened.encoding}: are all accents right?",
            )
        )
    if notation.decimal != "." or notation.thousands:
        entries.append(Entry("decimal", notation.decimal))
        if notation.thousands:
            entries.append(Entry("thousands", notation.thousands))
    return entries


def _links(seat: Seat) -> list[Entry | Remark]:
    entries: list[Entry | Remark] = []
    if seat.key:
        entries.append(
            Entry("key", seat.key.id, f"{seat.key.distinct:,} different values in {rows(seat.table.rows)}")
        )
    elif seat.role == "accounts":
        entries.append(
            Remark(
                "No column has a different value in every row, so accounts go by the number of their "
                f"{seat.table.opened.raw.origin.counted}, as it stands beside them in a spreadsheet."
            )
        )
    if seat.name:
        entries.append(Entry("name", seat.name.id))
    if seat.parent:
        entries.append(Entry("parent", seat.parent.column.id, _above(seat.parent)))
    if seat.account_column:
        entries.append(
            Entry(
                "account",
                seat.account_column.id,
                _empty(seat.account_column.rows - seat.account_column.known),
            )
        )
    if seat.account:
        entries.append(Entry("account", seat.account.column.id, _told(seat.account)))
    if seat.via:
        entries.append(Entry("via", {seat.via.target.id: seat.via.column.id}, _told(seat.via)))
    if seat.date:
        entries.append(Entry("date", seat.date.id, "what windows such as the last 12 months look at"))
    return entries


def _empty(count: int) -> str:
    return (
        f"{rows(count)} name{'s' if count == 1 else ''} no account" if count else "every row names an account"
    )


def _above(link: Link) -> str:
    """How many accounts have another one above them."""
    lost = f"; {link.unmatched:,} name one that is not there" if link.unmatched else ""
    return f"{link.matched:,} of {rows(link.column.rows)} name another account of this list{lost}"


def _told(link: Link) -> str:
    """How many rows find what they name."""
    found = f"{link.matched:,} of {rows(link.column.rows)} find their {link.key.id} in {link.target.name}"
    empty = link.column.rows - link.column.known
    lost = f"; {link.unmatched:,} name one that is not there" if link.unmatched else ""
    return found + lost + (f"; {empty:,} name none" if empty else "")
