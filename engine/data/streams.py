"""Tables that are not held: their rows are cleaned, linked and judged block by block, whenever somebody walks along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

import numpy as np

from ..expressions.arrays import give_back
from ..expressions.columns import Index
from ..findings import Finding, SiktaError
from .ahead import read_ahead
from .appraisal import Appraisal, Recalled
from .contract import CleanTable
from .raw import RawTable, Scan
from .tables import DataTable, Input, StreamedTable
from .terms import Terms

Place: TypeAlias = Callable[[RawTable], tuple[CleanTable, Index | None]]


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """What the first whole walk through a stream told of it, or an earlier run; `findings` are those of reading."""

    appraisal: Appraisal | Recalled
    input: Input
    findings: tuple[Finding, ...]


@dataclass(slots=True, eq=False)
class Stream:
    """One table. `place` cleans and links a block; `begin` begins the appraisal of a table with such blocks."""

    scan: Scan
    place: Place
    begin: Callable[[CleanTable], Appraisal]
    walked: Walked | None = None

    def blocks(self) -> Iterator[DataTable]:
        """The rows that are seen, block by block; the first walk that comes to the end is what is appraised."""
        appraisal, rows, detail = None, 0, self.scan.detail
        found = dict.fromkeys(self.scan.findings)
        for raw in self.scan.blocks():
            clean, account = self.place(raw)
            if self.walked is None:
                appraisal = appraisal or self.begin(clean)
                appraisal.add(clean, account)
            rows, detail = rows + len(raw), raw.detail
            found |= dict.fromkeys(raw.findings)
            yield seen_rows(clean, account)
        if self.walked is None and appraisal is not None:
            appraisal.look_again(lambda: (self.place(raw)[0] for raw in self.scan.blocks()))
            self.walked = Walked(appraisal, self._input(rows, detail), tuple(found))

    def drained(self) -> list[Finding]:
        """Walk through it unless somebody did, and give the faults of reading."""
        try:
            for _ in () if self.walked else read_ahead(self.blocks()):
                pass
        except SiktaError as error:
            return list(error.findings)
        return []

    def refused(self) -> Iterator[Finding]:
        """Every value that does not fit, once it was walked through."""
        return self.walked.appraisal.refused() if self.walked else iter(())

    def _input(self, rows: int, detail: str) -> Input:
        origin = self.scan.origin
        return Input(origin.table, origin.name, self.scan.digest(), rows, self.scan.headers, detail)


@dataclass(frozen=True, slots=True, eq=False)
class Streams:
    """All tables that are streamed. Where one has a fault, those of all are told; A strict run has some in values."""

    streams: Mapping[str, Stream]
    terms: Terms

    def table(self, name: str, dates: str | None) -> StreamedTable:
        """A streamed table for those who evaluate."""
        return StreamedTable(name, dates, self.streams[name].scan.size, partial(self._walk, name))

    def finish(self) -> None:
        """Walk through what nobody walked through. Raises SiktaError with all faults."""
        faults = self.faults()
        if faults:
            raise self.terms.error(faults)

    def faults(self) -> list[Finding]:
        """The faults of all streams, each of which is walked through for it."""
        faults = [fault for stream in self.streams.values() for fault in stream.drained()]
        if self.terms.strict:
            faults += [fault for stream in self.streams.values() for fault in stream.refused()]
        return faults

    def _walk(self, name: str) -> Iterator[DataTable]:
        stream = self.streams[name]
        try:
            yield from read_ahead(stream.blocks())
        except SiktaError as error:
            raise self.terms.error([*dict.fromkeys((*error.findings, *self.faults()))]) from error
        if self.terms.strict and any(stream.refused()):
            self.finish()


def seen_rows(clean: CleanTable, account: Index | None, order: Index | None = None) -> DataTable:
    """Only the rows that are seen, in the order of the source or in another."""
    table, dates = clean.table.id, clean.dates_name
    if order is None and clean.hidden is None:
        return DataTable(table, clean.columns, clean.size, clean.lines, account, dates, clean.ids)
    rows = np.flatnonzero(clean.seen) if order is None else order
    whole, columns = dict(clean.columns), {}
    clean = replace(clean, columns={})  # so that each column goes as soon as its rows were taken
    for name in list(whole):
        columns[name] = whole.pop(name).take(rows)
        if order is not None:
            give_back()
    ids = {name: texts.take(rows) for name, texts in clean.ids.items()}
    links = account[rows] if account is not None else None
    return DataTable(table, columns, len(rows), clean.lines[rows], links, dates, ids)
