"""Rows cleaned, linked and placed in time: whole tables among each other, blocks of a stream by the whole tables."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ..expressions.arrays import give_back
from ..rules.model import Ruleset, Table
from .contract import CleanTable, apply_contract, hide_after
from .lookups import links_by_lookup, resolve_links, resolve_lookups
from .raw import RawTable
from .via import resolve_via, taken_via


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """How rows find their place: the fields to read by table, those that link rows, the day, and the whole tables.

    `linked` are the tables before they take anything `via` each other, `tables` those that fields are looked up in.
    """

    ruleset: Ruleset
    needed: Mapping[str, frozenset[str]]
    linking: Mapping[str, frozenset[str]]
    as_of: dt.date
    linked: Mapping[str, CleanTable]
    tables: Mapping[str, CleanTable]

    def block(self, raw: RawTable) -> CleanTable:
        """The rows of a block of a table that no other refers to."""
        name = raw.origin.table
        clean = _cleaned(raw, self.ruleset, self.needed, self.linking, self.as_of)
        clean = resolve_links({**self.linked, name: clean}, self.linking)[name]
        clean = hide_after(taken_via(clean, self.tables), self.as_of)
        return resolve_lookups({**self.tables, name: clean}, self.needed)[name]

    def for_blocks(self, tables: Mapping[str, CleanTable], streams: Collection[str]) -> "Placing":
        """The same for blocks of some tables alone: of the others is kept what these refer to, and no source."""
        used = {name for stream in streams for name in _referred(self.ruleset.tables[stream])}
        linked = {
            name: table.without_source()
            for name, table in self.linked.items()
            if name in used or links_by_lookup(table.table)
        }
        kept = {name: table.without_source() for name, table in tables.items() if name in used}
        return replace(self, linked=linked, tables=kept)


def _referred(table: Table) -> Iterator[str]:
    """The tables that a table refers to."""
    if table.via:
        yield table.via[0]
    yield from (field.lookup[0] for field in table.fields.values() if field.lookup)


def placed(
    ruleset: Ruleset,
    raws: dict[str, RawTable],
    needed: Mapping[str, frozenset[str]],
    linking: Mapping[str, frozenset[str]],
    as_of: dt.date,
) -> Placing:
    """Every table that has a source of its own, with what it takes from other tables, and rows after the day marked.

    What the sources gave is taken out of `raws`, one after the other, to be let go once it is cleaned.
    """
    known: dict[str, CleanTable] = {}
    for name in list(raws):
        known[name] = _cleaned(raws.pop(name), ruleset, needed, linking, as_of)
        give_back()
    linked = resolve_links(known, linking)
    tables = {name: hide_after(table, as_of) for name, table in resolve_via(linked).items()}
    return Placing(ruleset, needed, linking, as_of, linked, resolve_lookups(tables, needed))


def _cleaned(
    raw: RawTable,
    ruleset: Ruleset,
    needed: Mapping[str, frozenset[str]],
    linking: Mapping[str, frozenset[str]],
    as_of: dt.date,
) -> CleanTable:
    name = raw.origin.table
    table = ruleset.tables[name]
    return hide_after(apply_contract(raw, table, needed[name], ruleset.currency, linking[name]), as_of)
