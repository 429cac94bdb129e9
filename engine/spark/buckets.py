"""The second step on the workers: a bucket of accounts with all their rows is a small run of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..carriers import carrier_named
from ..data.appraisal import Appraisal
from ..data.opening import open_scans
from ..data.quality import AccountFaults
from ..data.raw import Scan, scan_of
from ..data.tables import DataSet
from ..evaluation.accounts import Accounts
from ..evaluation.linked import aggregate_tables
from ..evaluation.stretches import Stretch
from ..evaluation.survey import Survey
from ..expressions.columns import Column
from ..findings import Finding, SiktaError
from ..progress import silent
from .house import House
from .merging import portable
from .parcels import Parcel, by_table, headers_first, unpacked
from .portions import headers_of
from .spreading import spread_tables
from .wire import Message, telling

REPORTS = ("heard", "unread", "doubled")
"""Messages that are no rows: they are handed on to the driver."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The accounts of a bucket, sorted by key, with what came of their linked rows."""

    bucket: int
    data: DataSet
    aggregates: Mapping[str, Column]
    faults: AccountFaults

    def stretch(self, survey: Survey) -> Stretch:
        """The accounts ready to be evaluated, with what all accounts told for them."""
        return Stretch(self.data, self.aggregates, survey, self.faults)


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What a bucket has to say of its data: its accounts, what was counted in each table, and findings."""

    accounts: int
    appraisals: Mapping[str, Appraisal]
    said: tuple[Finding, ...]
    computed: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Settle:
    """Gathers the rows of each bucket, cleans and links them, and reduces linked rows by account."""

    house: House

    def __call__(self, messages: Iterator[Message]) -> Iterator[Message]:
        gathered: dict[int, list[Parcel]] = {}
        for message in messages:
            if message.kind in REPORTS:
                yield message
            else:
                parcel = Parcel(message.bucket, message.kind, message.place, message.payload)
                gathered.setdefault(message.bucket, []).append(parcel)
        for bucket in sorted(gathered):
            yield from self._settled(bucket, gathered.pop(bucket))

    def _settled(self, bucket: int, found: Sequence[Parcel]) -> Iterator[Message]:
        try:
            state, report = settled(bucket, scans_of(found, self.house), self.house)
        except SiktaError as error:
            yield telling(bucket, "faults", error.findings)
            return
        yield telling(bucket, "report", report)
        yield telling(bucket, "state", state)


def scans_of(found: Sequence[Parcel], house: House) -> dict[str, Scan]:
    """The sources of a small run: the rows that were sent here, and the tables that every worker holds."""
    sorted_out = by_table(found)
    spread = {name: _scan(sorted_out.get(name, []), name, house) for name in spread_tables(house.ruleset)}
    every = {**spread, **{name: scan_of(raw) for name, raw in house.held.items()}}
    return {name: every[name] for name in house.ruleset.tables if name in every}


def _scan(found: Sequence[Parcel], name: str, house: House) -> Scan:
    """Parcels as a source, in the order in which their rows stood."""
    origin, headers = house.origins[name], sorted(headers_of(name, house))
    ordered = sorted(found, key=lambda parcel: parcel.place)

    def blocks() -> Iterator[object]:
        yield from (unpacked(parcel.payload, origin) for parcel in ordered)
        if not ordered:
            yield headers_first(origin, headers)

    return Scan(origin, tuple(headers), blocks, str)  # type: ignore[arg-type]


def settled(bucket: int, scans: Mapping[str, Scan], house: House) -> tuple[State, Report]:
    """The state of a bucket and its report. Raises SiktaError with the faults of its data."""
    opened = open_scans(house.ruleset, scans, house.needed, house.streamed, house.terms)
    data, inventory = opened.data, opened.inventory
    accounts = Accounts(house.plan, data, house.as_of, carrier_named("pandas"), dict(data.accounts.columns))
    aggregates = aggregate_tables(accounts, silent)
    counted = {name: portable(each) for name, each in inventory.counted.items()}
    report = Report(len(data.keys), counted, tuple(inventory.said), tuple(accounts.findings))
    kept = {name: table for name, table in data.tables.items() if name == "accounts" or name in house.held}
    return State(bucket, DataSet(kept, data.keys, ()), aggregates, inventory.faults), report
