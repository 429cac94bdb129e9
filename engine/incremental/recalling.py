"""Tables that are as they were: their metrics come from memory, and their rows are not read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa

from ..carriers import carrier_named
from ..data.appraisal import Recalled
from ..data.opening import Opened
from ..data.streams import Stream, Walked
from ..data.tables import DataSet, StreamedTable
from ..evaluation.accounts import Accounts
from ..evaluation.linked import aggregate_tables
from ..expressions.columns import Column, Condition, Dates, Numbers, Texts
from ..expressions.types import Kind
from ..plan.plan import Plan
from ..progress import silent
from .columns import Array, arrays_of, part_like, rows_of
from .memory import Memory, names_digest
from .needs import rests_on, row_metrics
from .places import Places, places_of
from .reasons import Reason
from .record import Known


@dataclass(frozen=True, slots=True, eq=False)
class Recall:
    """What holds of an earlier run before any row of a stream is read; nothing does where there is no memory.

    `metrics` are those over the rows of the tables that are `kept`; `read` are the other streams, each with the reason.
    """

    memory: Memory | Reason
    places: Places | None = None
    metrics: Mapping[str, Column] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    read: Mapping[str, Reason] = field(default_factory=dict)


def recalled(plan: Plan, opened: Opened, as_of: date, memory: Memory | Reason) -> Recall:
    """Every stream that is as it was is marked as walked through; what its rows come to is taken from memory.

    Raises SiktaError where a file cannot be read.
    """
    if isinstance(memory, Reason):
        return Recall(memory)
    return _Recalling(plan, opened, as_of, memory).done()


class _Recalling:
    def __init__(self, plan: Plan, opened: Opened, as_of: date, memory: Memory) -> None:
        self._plan, self._opened, self._as_of, self._memory = plan, opened, as_of, memory
        self._places = places_of(opened.data, memory)
        self._names: str | None = None

    def done(self) -> Recall:
        metrics: dict[str, Column] = {}
        kept, read = list[str](), dict[str, Reason]()
        for name, stream in self._opened.inventory.streams.streams.items():
            known = self._known(name, stream)
            if isinstance(known, Reason):
                read[name] = known
                continue
            stream.walked = Walked(Recalled(known.found), known.input, known.findings)
            metrics |= self._metrics(name)
            kept.append(name)
        return Recall(self._memory, self._places, metrics, tuple(kept), read)

    def _known(self, name: str, stream: Stream) -> Known | Reason:
        """What is known of a table where all of it still holds."""
        scan, known = stream.scan, self._memory.record.tables.get(name)
        if not scan.origin.is_file:
            return Reason("no file")
        if self._memory.record.sources.get(name) != scan.digest():
            return Reason("changed")
        if known is None or (known.input.source, known.input.columns) != (scan.origin.name, scan.headers):
            return Reason("not kept")
        if known.opening != scan.findings:
            return Reason("changed")
        return self._linked_as_before(name, known) or known

    def _linked_as_before(self, name: str, known: Known) -> Reason | None:
        """None where each row belongs to the same account as before, with the same values from other tables."""
        inventory, sources = self._opened.inventory, self._memory.record.sources
        for other in rests_on(name, self._plan.ruleset):
            read = inventory.read.get(other)
            if read is not None and read.digest != sources.get(other):
                return Reason("rests on", other)
        # A row without an account may have found one among the new ones; one with an account may have lost it.
        if self._places.gone or (self._places.added and known.has_orphans):
            return Reason("accounts")
        if known.has_orphans and self._digest_of_names() != self._memory.record.names:
            return Reason("names")
        return None

    def _digest_of_names(self) -> str:
        if self._names is None:
            self._names = names_digest(self._opened.data, self._plan)
        return self._names

    def _metrics(self, table: str) -> Mapping[str, Column]:
        """The metrics over a table's rows for the accounts of now; new accounts have none of its rows."""
        wanted = row_metrics(self._plan, table)
        arrays = self._memory.columns([f"rows.{id}" for id in wanted]) if wanted else {}
        nothing = self._of_no_rows(table) if self._places.added else {}
        return {id: self._column(id, arrays[f"rows.{id}"], nothing.get(id)) for id in wanted}

    def _column(self, id: str, array: Array, nothing: Column | None) -> Column:
        rows = self._places.rows
        if nothing is not None:
            _, cell = next(arrays_of(id, nothing))
            # Without rows the latest text is not known to be one, but only that it is missing.
            cell = cell if cell.type == array.type else pa.nulls(1, array.type)
            array = pa.chunked_array([*array.chunks, cell])
            rows = rows % len(array)
        dated = self._plan.types[id].kind is Kind.DATE
        column = part_like(_kind(array, dated=dated), id, {id: rows_of(array, rows)})
        assert isinstance(column, Numbers | Dates | Texts | Condition)  # noqa: S101  the plan knows no other
        return column

    def _of_no_rows(self, table: str) -> Mapping[str, Column]:
        """Each metric over a table for an account without rows in it, as the evaluation has it."""
        data = self._opened.data
        empty = StreamedTable(table, None, 0, lambda: iter(()))
        nobody = DataSet({**data.tables, table: empty}, data.keys.take(slice(0, 1)), ())
        accounts = Accounts(self._plan, nobody, self._as_of, carrier_named("auto"), {})
        others = [id for id in self._plan.ruleset.metrics if id not in row_metrics(self._plan, table)]
        accounts.aggregates = dict.fromkeys(others, Numbers(np.zeros(0)))  # none of these is asked for
        return aggregate_tables(accounts, silent)


def _kind(array: Array, *, dated: bool) -> Column:
    """A column of the kind that an array was made of, with nothing in it."""
    nothing = np.zeros(0)
    if pa.types.is_large_string(array.type):
        return Texts(nothing.astype(np.int32), ())
    if pa.types.is_int8(array.type):
        return Condition(nothing.astype(np.bool_), nothing.astype(np.bool_))
    return Dates(nothing) if dated else Numbers(nothing)
