"""A ruleset evaluated on a cluster: its accounts as a frame of Spark, as files, or as results in this process."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ..analysis.census import Census
from ..carriers import carrier_named
from ..data.quality import Quality
from ..data.tables import DataSet, DataTable, Input
from ..evaluation.accounts import Accounts
from ..evaluation.evaluation import compute_part, results_of
from ..evaluation.notices import distinct, together
from ..evaluation.results import Results
from ..evaluation.surveying import joined
from ..expressions.columns import Column, Texts
from ..findings import Finding
from ..plan.plan import Plan
from ..rules.model import Ruleset
from .buckets import State
from .finishing import Told, Written
from .opening import Given, Prepared, faults_of, prepared
from .reporting import Reporting, all_faults, with_faults
from .run import Frame
from .session import Session


@dataclass(eq=False)
class SparkResults:
    """What a run on a cluster found. Nothing of the accounts is on the driver before it is asked for."""

    plan: Plan
    as_of: dt.date
    prepared: Prepared

    @property
    def together(self) -> str:
        """Why all accounts are with one worker; empty where they are not."""
        return self.prepared.together

    @cached_property
    def report(self) -> Reporting:
        return Reporting(self.prepared.run, self.prepared.scans)

    @property
    def inputs(self) -> tuple[Input, ...]:
        return self.report.inputs

    def frame(self) -> Frame:
        """One row per account, as a frame of Spark: the columns that `accounts.parquet` has."""
        return self.prepared.run.frame()

    def written(self, folder: Path) -> tuple[list[Written], "Whole"]:
        """Write the accounts into files in a folder that workers see too; what they tell as a whole comes along."""
        files = self.prepared.run.written(folder)
        return files, self._whole([each.told for each in files])

    def whole(self) -> "Whole":
        """What the accounts tell as a whole."""
        return self._whole(self.prepared.run.tables[2])

    def _whole(self, told: list[Told]) -> "Whole":
        census = told[0].census
        for each in told[1:]:
            census.join(each.census)
        noticed = together(distinct(self.prepared.run.survey[1]), *(each.notices for each in told))
        said = (each.finding(self.plan.ruleset) for each in noticed)
        findings = dict.fromkeys((*self.report.quality.findings, *self.report.computed, *said))
        ordered = tuple(sorted(findings, key=Finding.sort_key))
        return Whole(
            self.plan.ruleset, self.as_of, self.plan.money, self.report.quality, self.inputs, ordered, census
        )

    def results(self) -> Results:
        """The results of all accounts in this process, where they have to fit: what `evaluate` gives."""
        states = self.prepared.run.states()
        data, aggregates = _all_data(states, self.inputs), _joined([state.aggregates for state in states])
        columns = dict(data.accounts.columns)
        accounts = Accounts(
            self.plan, data, self.as_of, carrier_named("pandas"), columns, aggregates=aggregates
        )
        accounts.findings = list(self.report.computed)
        for part in self.plan.order:
            compute_part(part, accounts)
        quality = with_faults(self.report.quality, all_faults([state.faults for state in states]))
        return results_of(accounts, quality)


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """What a run tells beside its accounts: counts and sums of its segments, the report on the data, findings."""

    ruleset: Ruleset
    as_of: dt.date
    money: str | None
    quality: Quality
    inputs: tuple[Input, ...]
    findings: tuple[Finding, ...]
    census: Census

    def __len__(self) -> int:
        return self.census.accounts


def evaluated(plan: Plan, day: dt.date, given: Given, session: Session) -> SparkResults:
    """Read, clean, link and reduce everything on the cluster. Raises SiktaError with the faults of the data."""
    ready = prepared(plan, day, given, session)
    faults_of(ready.run)
    found = SparkResults(plan, day, ready)
    if given.strict:
        found.report.stop_at_refused()
    return found


def _all_data(states: list[State], inputs: tuple[Input, ...]) -> DataSet:
    """The accounts of all buckets as one data set."""
    tables = [state.data.accounts for state in states]
    keys = joined([state.data.keys for state in states])
    columns = _joined([table.columns for table in tables])
    lines = np.concatenate([table.lines for table in tables])
    ids = {
        name: texts
        for name, texts in _joined([table.ids for table in tables]).items()
        if isinstance(texts, Texts)
    }
    accounts = DataTable("accounts", columns, len(lines), lines, dates=tables[0].dates, ids=ids)
    held = {name: table for name, table in states[0].data.tables.items() if name != "accounts"}
    return DataSet({**held, "accounts": accounts}, keys if isinstance(keys, Texts) else Texts.of([]), inputs)


def _joined(parts: "list[Mapping[str, Column]] | list[Mapping[str, Texts]]") -> dict[str, Column]:
    return {name: joined([part[name] for part in parts]) for name in parts[0]}
