"""Rows that belong to rows of another table (order lines to orders) find the bucket of the account of those."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..data.contract import CleanTable, hide_after
from ..data.keys import check_keys
from ..data.marks import marks_of
from ..data.raw import RawTable
from ..expressions.columns import Index, Texts
from ..expressions.words import arrow_rows
from ..findings import SiktaError
from .buckets import REPORTS
from .house import House
from .parcels import Parcel, parcels, unpacked, written
from .portions import Portion, read
from .sending import Keys, fields_to_account, heard
from .wire import Message, telling

OWNERS = "owners of "
"""The kind of messages that tell in which bucket the rows of a table are, by their key."""


@dataclass(frozen=True, slots=True, eq=False)
class MeetPortions:
    """Sends rows, and the keys of the rows that they belong to, to where equal keys meet."""

    house: House
    portions: tuple[Portion, ...]
    meetings: int

    def __call__(self, messages: Iterator[Message]) -> Iterator[Message]:
        for message in messages:
            portion = self.portions[message.place]
            via = self.house.ruleset.tables[portion.table].via
            fields = None if via else fields_of_owner(portion.table, self.house)
            try:
                yield from met(read(portion, self.house, fields), self.house, self.meetings)
            except SiktaError as error:
                yield telling(0, "unread", error.findings)


def fields_of_owner(name: str, house: House) -> frozenset[str]:
    """The fields of a table that tell whose rows they are, and by which key others find them."""
    table = house.ruleset.tables[name]
    return fields_to_account(table) | {name for name in (table.key, table.date) if name}


def met(blocks: Iterator[RawTable], house: House, meetings: int) -> Iterator[Message]:
    """The rows of blocks on their way to meet those that they belong to, or those that belong to them."""
    keys = Keys(house)
    for raw in blocks:
        via = house.ruleset.tables[raw.origin.table].via
        if via is None:
            yield from _owners(raw, keys, meetings)
            continue
        words = _words(keys.cleaned(raw, frozenset({via[1]})).id_texts(via[1]))
        places = _meeting(words, raw.lines, meetings)
        yield from (_message(parcel) for parcel in parcels(raw, places, meetings))
        yield heard(raw)


def _owners(raw: RawTable, keys: Keys, meetings: int) -> Iterator[Message]:
    """The key of each row with the bucket of its account."""
    house, name = keys.house, raw.origin.table
    clean = hide_after(keys.cleaned(raw, fields_of_owner(name, house)), house.as_of)
    words = _words(clean.id_texts(clean.table.key))
    buckets = house.ranges.of(keys.of(raw), raw.lines)
    places = _meeting(words, raw.lines, meetings)
    columns = [words, pa.array(buckets), pa.array(raw.lines), pa.array(clean.seen)]
    table = pa.RecordBatch.from_arrays(columns, names=["key", "bucket", "line", "seen"])
    for place in np.unique(places[~_nulls(words)]).tolist():
        rows = table.filter(pa.array((places == place) & ~_nulls(words)))
        yield Message(place, f"{OWNERS}{name}", int(raw.lines[0]), written(rows))


def _words(texts: Texts) -> pa.Array:
    return arrow_rows(texts.vocabulary, texts.codes)


def _nulls(words: pa.Array) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    nulls: np.ndarray[tuple[int], np.dtype[np.bool_]] = words.is_null().to_numpy(zero_copy_only=False)
    return nulls


def _meeting(words: pa.Array, lines: Index, meetings: int) -> Index:
    """Where equal words meet; rows without one go anywhere."""
    marks = (marks_of(words.fill_null("")) % np.uint64(meetings)).astype(np.int64)
    return np.where(_nulls(words), lines % meetings, marks)


@dataclass(frozen=True, slots=True, eq=False)
class Follow:
    """Sends rows on to the bucket in which the row is that they belong to."""

    house: House

    def __call__(self, messages: Iterator[Message]) -> Iterator[Message]:
        waiting: list[Message] = []
        owners: dict[str, list[pa.RecordBatch]] = {}
        for message in messages:
            if message.kind in REPORTS:
                yield message
            elif message.kind.startswith(OWNERS):
                with pa.ipc.open_stream(message.payload) as stream:
                    owners.setdefault(message.kind.removeprefix(OWNERS), []).extend(stream)
            else:
                waiting.append(message)
        known = {name: pa.Table.from_batches(each) for name, each in owners.items()}
        for name, table in known.items():
            yield from _doubled(name, table, self.house)
        for message in waiting:
            yield from self._followed(message, known)

    def _followed(self, message: Message, known: dict[str, pa.Table]) -> Iterator[Message]:
        house = self.house
        above, by = house.ruleset.tables[message.kind].via or ("", "")
        raw = unpacked(message.payload, house.origins[message.kind])
        words = _words(Keys(house).cleaned(raw, frozenset({by})).id_texts(by))
        buckets = _meeting(words, raw.lines, house.ranges.count)
        if above in known:
            places = pc.index_in(words, value_set=known[above]["key"].combine_chunks())
            found = known[above]["bucket"].take(places).to_pandas().to_numpy()
            buckets = np.where(np.isnan(found), buckets, np.nan_to_num(found)).astype(np.int64)
        yield from (_message(parcel) for parcel in parcels(raw, buckets, house.ranges.count))


def _doubled(name: str, owners: pa.Table, house: House) -> Iterator[Message]:
    """A fault where rows of several buckets have the same key, which no bucket can see."""
    seen = owners.filter(owners["seen"]).sort_by("line")
    keys = Texts.of(seen["key"].to_pylist()) if _has_doubles(seen["key"]) else None
    if keys is None:
        return
    table, lines = house.ruleset.tables[name], seen["line"].to_numpy()
    of_key = {table.key or "": keys}
    clean = CleanTable(table, house.origins[name], len(keys), lines, of_key, {}, None, None, ids=of_key)
    faults = tuple(check_keys({name: clean}, house.ruleset))
    if faults:
        yield telling(0, "doubled", faults)


def _has_doubles(keys: pa.ChunkedArray) -> bool:
    return bool(pc.count_distinct(keys).as_py() < len(keys))


def _message(parcel: Parcel) -> Message:
    return Message(parcel.bucket, parcel.table, parcel.place, parcel.payload)
