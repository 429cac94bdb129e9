"""All tables of a data set, whole and streamed, with what was counted in them: the data, and the report on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..expressions.columns import Texts
from ..findings import Finding
from .appraisal import Appraisal, Recalled
from .quality import AccountFaults, Quality
from .streams import Streams, Walked
from .tables import DataSet, DataTable, Input


@dataclass(frozen=True, eq=False)
class Inventory:
    """Whole tables with their appraisal and where they were read from, and streams of which both are known at the end.

    `order` are all tables, those without a source too; `said` is what the steps before gave reason to say.
    """

    order: tuple[str, ...]
    keys: Texts
    tables: Mapping[str, DataTable]
    appraisals: Mapping[str, Appraisal]
    read: Mapping[str, Input]
    faults: AccountFaults
    said: tuple[Finding, ...]
    streams: Streams
    currency: str

    def data(self, dates: Mapping[str, str | None]) -> DataSet:
        """Every table, whole or streamed; `dates` are the names of the columns that windows look at."""
        streamed = {name: self.streams.table(name, dates[name]) for name in self.streams.streams}
        return DataSet({**self.tables, **streamed}, self.keys, lambda: self.inputs)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """What was read, streams to their end. Raises SiktaError with the faults of all streams."""
        read = {**self.read, **{name: walked.input for name, walked in self._walked.items()}}
        return tuple(read[name] for name in self.order if name in read)

    @cached_property
    def counted(self) -> Mapping[str, Appraisal]:
        """What was counted in each table that was read. Raises SiktaError with the faults of all streams."""
        return {name: each for name, each in self._judged.items() if isinstance(each, Appraisal)}

    @cached_property
    def quality(self) -> Quality:
        """The report on all tables. Raises SiktaError with the faults of all streams."""
        found = [each.finished(self.currency) for each in self._judged.values()]
        findings = (
            *self.said,
            *(finding for each in self._walked.values() for finding in each.findings),
            *(finding for each in found for finding in each.findings),
        )
        return Quality(
            tuple(field for each in found for field in each.fields),
            tuple(loss for each in found for loss in each.losses),
            self.faults,
            tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key)),
        )

    @property
    def _judged(self) -> Mapping[str, Appraisal | Recalled]:
        judged = {**self.appraisals, **{name: each.appraisal for name, each in self._walked.items()}}
        return {name: judged[name] for name in self.order}

    @property
    def _walked(self) -> Mapping[str, Walked]:
        """What walking through each stream told; those that nobody walked through are walked through now."""
        self.streams.finish()
        return {name: each.walked for name, each in self.streams.streams.items() if each.walked}
