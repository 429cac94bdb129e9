"""The first step on the workers: rows are read and sent to the bucket of their account."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..data.contract import CleanTable, apply_contract
from ..data.lookups import resolve_links
from ..data.raw import RawTable
from ..expressions.columns import Texts
from ..findings import Finding, SiktaError
from ..rules.model import Table
from .house import House
from .parcels import Parcel, parcels
from .portions import Portion, read
from .ranges import sample_of
from .wire import Message, telling


@dataclass(frozen=True, slots=True)
class Heard:
    """What a block told of its source beside its rows. `parts` are the files of a source that has several."""

    table: str
    rows: int
    detail: str = ""
    findings: tuple[Finding, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Finds the key of each row's account: read as text, also through a reference table."""

    house: House
    _held: dict[str, CleanTable] = field(default_factory=dict)

    def of(self, raw: RawTable) -> Texts:
        """The account of each row of a block."""
        table = self.house.ruleset.tables[raw.origin.table]
        if table.id == "accounts":
            return self.cleaned(raw, fields_to_account(table)).id_texts(table.key)
        clean = self.cleaned(raw, fields_to_account(table))
        if clean.account is None:
            clean = resolve_links({**self._references(), table.id: clean}, self.house.linking)[table.id]
        return clean.account if clean.account is not None else nothing(len(raw))

    def _references(self) -> dict[str, CleanTable]:
        """The reference tables, cleaned once."""
        if not self._held:
            needed = self.house.needed
            self._held.update(
                {name: self.cleaned(raw, needed[name]) for name, raw in self.house.held.items()}
            )
        return self._held

    def cleaned(self, raw: RawTable, fields: frozenset[str]) -> CleanTable:
        """Some fields of a block."""
        ruleset, name = self.house.ruleset, raw.origin.table
        linking = self.house.linking[name]
        return apply_contract(raw, ruleset.tables[name], fields, ruleset.currency, linking)


def fields_to_account(table: Table) -> frozenset[str]:
    """The fields of a table that tell whose row it is: its account, or what that is looked up by."""
    found: set[str] = set()
    names = [table.key if table.id == "accounts" else table.account]
    while names:
        name = names.pop()
        found |= {name} if name else set()
        of = table.fields.get(name or "")
        names += [of.by] if of and of.lookup and of.by else []
    return frozenset(found)


def nothing(size: int) -> Texts:
    """Texts that are all missing."""
    return Texts(np.full(size, -1, dtype=np.int32), ())


@dataclass(frozen=True, slots=True, eq=False)
class SendPortions:
    """Reads portions, by their numbers, and sends their rows on."""

    house: House
    portions: tuple[Portion, ...]

    def __call__(self, messages: Iterator[Message]) -> Iterator[Message]:
        keys = Keys(self.house)
        for message in messages:
            try:
                yield from sent(read(self.portions[message.place], self.house), keys)
            except SiktaError as error:
                yield telling(0, "unread", error.findings)


def sent(blocks: Iterator[RawTable], keys: Keys) -> Iterator[Message]:
    """The rows of blocks in parcels for the buckets of their accounts, each followed by what it told of its source."""
    ranges = keys.house.ranges
    for raw in blocks:
        buckets = np.zeros(len(raw), dtype=np.int64)
        if ranges.count > 1:
            texts = keys.of(raw)
            buckets = ranges.of(texts, raw.lines)
            if raw.origin.table == "accounts":
                buckets = np.where(
                    texts.missing, 0, buckets
                )  # accounts without a key are one fault, told once
        yield from (_message(parcel) for parcel in parcels(raw, buckets, ranges.count))
        yield heard(raw)


def heard(raw: RawTable) -> Message:
    """What a block tells of its source."""
    parts = tuple(raw.origin.parts.items())
    return telling(0, "heard", Heard(raw.origin.table, len(raw), raw.detail, raw.findings, parts))


def _message(parcel: Parcel) -> Message:
    return Message(parcel.bucket, parcel.table, parcel.place, parcel.payload)


@dataclass(frozen=True, slots=True, eq=False)
class SamplePortions:
    """Reads the keys of accounts alone, and tells some of them."""

    house: House
    portions: tuple[Portion, ...]

    def __call__(self, messages: Iterator[Message]) -> Iterator[Message]:
        keys = Keys(self.house)
        for message in messages:
            portion = self.portions[message.place]
            fields = fields_to_account(self.house.ruleset.tables[portion.table])
            try:
                for raw in read(portion, self.house, fields):
                    yield telling(0, "sample", sample_of(keys.of(raw)))
            except SiktaError:
                yield telling(0, "sample", [])  # the fault is told when all sources are read
