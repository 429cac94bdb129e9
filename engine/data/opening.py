"""Opened sources made into a data set: whole tables first, then streams that find their place among them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from ..expressions.columns import Mask
from ..findings import Finding, Severity, SiktaError
from ..rules.model import Ruleset
from .accounts import Roster, call_roll
from .appraisal import Appraisal, refused_in
from .contract import CleanTable, own_fields
from .derived import derive_accounts
from .inventory import Inventory
from .judged import Yardstick
from .key_index import KeyIndex
from .keys import check_keys
from .known_names import KnownNames
from .linking import Links
from .lookups import resolve_lookups
from .needed import linking_fields
from .parents import mend_parents
from .placing import Placing, placed
from .quality import AccountFaults, Quality
from .raw import RawColumn, RawTable, Scan, numbered
from .report import account_faults
from .sources import whole_tables
from .streams import Stream, Streams, seen_rows
from .tables import DataSet, Input
from .terms import Terms


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """Data of which some tables may be streamed, and what gives the report on it once they were walked through.

    `quality` walks through those that nobody walked through, and raises SiktaError with the faults of all of them.
    `inventory` has what was counted in each table, which adds up over parts of the data.
    """

    data: DataSet
    quality: Callable[[], Quality]
    inventory: Inventory


def open_scans(
    ruleset: Ruleset,
    scans: Mapping[str, Scan],
    needed: Mapping[str, frozenset[str]],
    streamed: frozenset[str],
    terms: Terms,
) -> Opened:
    """The data of sources that were opened, all of it held but for the `streamed` tables."""
    streams = {name: scan for name, scan in scans.items() if name in streamed}
    held = _held(ruleset, scans, streams, needed, terms)
    dates = {name: clean.dates_name for name, clean in held.tables.items()}
    inventory = held.inventory(
        {name: Stream(scan, held.links.place, held.links.begun) for name, scan in streams.items()}
    )
    return Opened(inventory.data(dates), lambda: inventory.quality, inventory)


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """Whole tables after everything that needs what their sources gave, which is let go; a stream has no rows here."""

    links: Links
    roster: Roster
    tables: dict[str, CleanTable]
    appraisals: Mapping[str, Appraisal]
    read: Mapping[str, Input]
    faults: AccountFaults
    said: tuple[Finding, ...]

    def inventory(self, streams: Mapping[str, Stream]) -> Inventory:
        """All tables; the rows that are not seen are let go, and the accounts brought into their order."""
        order, tables = tuple(self.tables), {}
        for name in order:
            if name not in streams:
                account = self.links.accounts_of(self.tables[name])
                rows = self.roster.order if name == "accounts" else None
                tables[name] = seen_rows(self.tables.pop(name), account, rows)
        return Inventory(
            order,
            self.roster.keys,
            tables,
            self.appraisals,
            self.read,
            self.faults,
            self.said,
            Streams(streams, self.links.terms),
            self.links.placing.ruleset.currency,
        )


def _held(
    ruleset: Ruleset,
    scans: Mapping[str, Scan],
    streams: Mapping[str, Scan],
    needed: Mapping[str, frozenset[str]],
    terms: Terms,
) -> _Held:
    raws = whole_tables({name: scan for name, scan in scans.items() if name not in streams}, streams.values())
    read = {name: _input(name, raw) for name, raw in raws.items()}
    of_reading = [finding for raw in raws.values() for finding in raw.findings]
    first = {
        name: raws.pop(name) if name in raws else _empty(scan, ruleset, needed)
        for name, scan in scans.items()
    }
    placing = placed(ruleset, first, needed, linking_fields(ruleset), terms.as_of)
    of_keys = list(check_keys(placing.tables, ruleset))
    _stop_at_faults(placing, of_keys, streams, terms)
    tables = resolve_lookups(_with_accounts(ruleset, placing.tables, needed), needed)
    roster, notes = call_roll(tables["accounts"])
    accounts, unsound = mend_parents(tables["accounts"], roster)
    names = KnownNames(roster.keys, *filter(None, (accounts.texts(accounts.table.name),)))
    links = Links(placing.for_blocks(tables, streams), KeyIndex(roster.keys), names, terms)
    tables["accounts"] = accounts
    return _Held(
        links,
        roster,
        {name: clean.without_source() for name, clean in tables.items()},
        {name: links.appraised(clean) for name, clean in tables.items() if name not in streams},
        read,
        account_faults(accounts, roster.order, terms.as_of),
        (*of_keys, *notes, *unsound, *of_reading),
    )


def _input(name: str, raw: RawTable) -> Input:
    return Input(name, raw.origin.name, raw.digest, len(raw), raw.headers, raw.detail)


def _empty(scan: Scan, ruleset: Ruleset, needed: Mapping[str, frozenset[str]]) -> RawTable:
    """A table of a source without its rows: what links it to others shows already."""
    id = scan.origin.table
    fields = own_fields(ruleset.tables[id]).values()
    nothing = RawColumn((pa.nulls(0, pa.large_string()).dictionary_encode(),))
    columns = {field.header: nothing for field in fields if field.id in needed[id]}
    return RawTable(scan.origin, scan.headers, columns, numbered(0), "")


def _stop_at_faults(
    placing: Placing, of_keys: list[Finding], streams: Mapping[str, Scan], terms: Terms
) -> None:
    """Raise SiktaError where whole tables have faults; those of streams are looked for too then."""
    tables = placing.tables
    faults = [finding for finding in of_keys if finding.severity is Severity.ERROR]
    source = tables.get(placing.ruleset.accounts.derived_from or "accounts")
    if source is not None and not _with_account(source).any():
        faults.append(_no_accounts(source))
    if terms.strict:
        faults += [
            each for clean in tables.values() for each in refused_in(clean, terms.yardstick(clean.table.id))
        ]
    if faults:
        raise SiktaError([*faults, *_faults_of(streams, placing, terms)])


def _faults_of(scans: Mapping[str, Scan], placing: Placing, terms: Terms) -> list[Finding]:
    """The faults of streams whose rows cannot be linked, as the accounts have some."""
    begun = partial(Appraisal.begun, by=Yardstick(terms.as_of), known=KnownNames(), sought=True)
    streams = {
        name: Stream(scan, lambda raw: (placing.block(raw), None), begun) for name, scan in scans.items()
    }
    return Streams(streams, terms).faults()


def _with_accounts(
    ruleset: Ruleset, tables: Mapping[str, CleanTable], needed: Mapping[str, frozenset[str]]
) -> dict[str, CleanTable]:
    table = ruleset.accounts
    if table.derived_from is None:
        return dict(tables)
    return {**tables, "accounts": derive_accounts(table, tables[table.derived_from], needed["accounts"])}


def _with_account(source: CleanTable) -> Mask:
    """The rows that make an account: those of the accounts, or those that name one."""
    return source.seen if source.account is None else source.seen & ~source.account.missing


def _no_accounts(source: CleanTable) -> Finding:
    found = "only rows dated after the day of the model" if source.size else "a header without rows"
    if source.seen.any():
        found = f"no row with a value for {source.table.account}"
    return source.origin.finding(
        "E510",
        f"{source.origin.name} has no accounts",
        expected="at least one row",
        found=found,
        fix="export it again, and look whether a filter left everything out",
    )
