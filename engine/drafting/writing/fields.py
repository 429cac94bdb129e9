"""The fields of a table: every column with its type and what the guess rests on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..guessing import Column
from ..layout import Entry, Plain, Remark, Value
from ..linking import Link, Scheme, Seat
from ..naming.ids import free_id
from ..naming.words import COUNTED, SIZE, UNIT_PRICE, tells

MOST_FIELDS = 60
_SHOWN = 100


@dataclass(frozen=True, eq=False)
class Label:
    """What a row of a reference table is best told by: a field of it, with its type."""

    id: str
    type: str
    kinds: int


def label_of(scheme: Scheme, seat: Seat) -> Label | None:
    """The kind that a row of a reference table belongs to, its own or one that it looks up; else its name."""
    own = [column for column in seat.table.of_type("category") if column is not seat.key]
    if own:
        return min(
            (Label(column.id, "category", column.distinct) for column in own), key=lambda label: label.kinds
        )
    taken = looked_up(scheme, seat)
    if taken:
        return min((label for _, _, label in taken), key=lambda label: label.kinds)
    texts = [column for column in seat.table.of_type("text", "number", "integer") if column is not seat.key]
    return next((Label(column.id, column.guess.type, column.distinct) for column in texts), None)


def looked_up(scheme: Scheme, seat: Seat) -> list[tuple[str, Link, Label]]:
    """The fields that a table takes from reference tables: id, link, and what is taken."""
    found: list[tuple[str, Link, Label]] = []
    taken = set(seat.table.columns)
    for link in seat.lookups:
        label = label_of(scheme, scheme.seats[link.target.id])
        if label is not None:
            id_ = free_id(label.id, taken)
            taken.add(id_)
            found.append((id_, link, Label(id_, label.type, label.kinds)))
    return found


def looked_up_entries(scheme: Scheme, seat: Seat) -> list[Entry | Remark]:
    entries: list[Entry | Remark] = []
    for id_, link, label in looked_up(scheme, seat):
        target = label_of(scheme, scheme.seats[link.target.id])
        of = f"{link.target.id}.{target.id if target else label.id}"
        value: dict[str, Value] = {"type": label.type, "lookup": of, "by": link.column.id}
        entries.append(Entry(id_, value, f"found in {link.target.name} by {link.column.id}"))
    return entries


def chosen(seat: Seat, used: Collection[str]) -> list[Column]:
    """The columns that become fields: those with a part to play, and the others up to a number that can be read.

    `used` are the ids that rules name.
    """
    columns = [column for column in seat.table.columns.values() if column.known]
    linking = parts_played(seat)
    playing = [column for column in columns if column in linking or column.id in used]
    room = MOST_FIELDS - len(playing)
    others = [column for column in columns if column not in playing]
    kept = {*(column.id for column in playing), *(column.id for column in others[: max(room, 0)])}
    return [column for column in columns if column.id in kept]


def parts_played(seat: Seat) -> list[Column]:
    """The columns by which the table is linked, named and dated."""
    links = [link.column for link in (seat.parent, seat.account, seat.via, *seat.lookups) if link]
    own = [column for column in (seat.key, seat.name, seat.account_column, seat.date) if column]
    return [*own, *(column for column in links if column not in own)]


def texts_of(scheme: Scheme, seat: Seat) -> set[str]:
    """The ids of columns that are text because they name something."""
    links = [link.column for link in (seat.parent, seat.account, seat.via, *seat.lookups) if link]
    keys = [column for column in (seat.key, seat.name, seat.account_column) if column]
    sought = [
        link.key
        for other in scheme.seats.values()
        for link in (other.via, *other.lookups)
        if link and link.target.id == seat.id
    ]
    return {column.id for column in (*links, *keys, *sought)}


def field_entries(
    scheme: Scheme, seat: Seat, definitions: Mapping[tuple[str, str], str], used: Collection[str]
) -> list[Entry | Remark]:
    """Every field on its line, then what was left out."""
    texts = texts_of(scheme, seat)
    fields = chosen(seat, used)
    entries: list[Entry | Remark] = [
        Entry(
            column.id,
            _field(column, column.id in texts, definitions.get((seat.id, column.id))),
            _note(seat, column),
        )
        for column in fields
    ]
    return [*entries, *looked_up_entries(scheme, seat), *_left_out(seat, fields)]


def _field(column: Column, is_text: bool, definition: str | None) -> dict[str, Value]:
    guess = column.guess
    value: dict[str, Value] = {"type": "text" if is_text else guess.type}
    if column.header != column.id:
        value["column"] = column.header
    if not is_text:
        value |= _of_type(column)
    elif guess.missing_values:
        value["missing_values"] = list(guess.missing_values)
    return value | ({"definition": definition} if definition else {})


def _of_type(column: Column) -> dict[str, Value]:
    guess = column.guess
    value: dict[str, Value] = {}
    if guess.type == "category":
        value["values"] = list(guess.values)
    if guess.scale:
        value["scale"] = list(guess.scale)
    if guess.type in {"integer", "number"}:
        value |= _measured(column)
    if guess.date_formats:
        value["date_format"] = Plain(guess.date_formats[0])
    if guess.missing_values:
        value["missing_values"] = list(guess.missing_values)
    return value


def _measured(column: Column) -> dict[str, Value]:
    guess = column.guess
    value: dict[str, Value] = {}
    counted = tells(column.header, f"{SIZE} {COUNTED} {UNIT_PRICE}")
    if counted and guess.low is not None and guess.low >= 0:
        value["min"] = 0
    if guess.unit or guess.currency:
        value["unit"] = guess.unit or guess.currency
    return value


def _note(seat: Seat, column: Column) -> str:
    """What the guess rests on, and what the column is there for."""
    roles = [
        ("the key" if column is seat.key else ""),
        ("what an account is called" if column is seat.name and column is not seat.key else ""),
        ("the account above it" if seat.parent and column is seat.parent.column else ""),
        (
            "names the account"
            if column in (seat.account_column, seat.account.column if seat.account else None)
            else ""
        ),
        (f"names the row of {seat.via.target.id}" if seat.via and column is seat.via.column else ""),
    ]
    return "; ".join([column.guess.evidence, *(role for role in roles if role), *column.guess.doubts])


def _left_out(seat: Seat, fields: list[Column]) -> list[Entry | Remark]:
    opened, kept = seat.table.opened, {column.id for column in fields}
    columns = seat.table.columns.values()
    empty = [column.header for column in columns if column.id not in kept and not column.known]
    others = [column.header for column in columns if column.id not in kept and column.known]
    found = [
        ("Left out, as they hold no value in any row", empty),
        (
            "Left out, so that this can be read; write them as fields where you need them",
            [*others, *opened.unread],
        ),
        ("Left out, as their name is there more than once", list(opened.doubled)),
    ]
    remarks: list[Entry | Remark] = [Remark(f"{text}: {_listed(names)}") for text, names in found if names]
    if opened.nameless:
        remarks.append(Remark(f"Left out: {opened.nameless} columns without a name"))
    return remarks


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
