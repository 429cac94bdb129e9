"""The accounts of the ruleset's data, among which a test's account can stand as one more."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from ..data.contract import apply_contract, own_fields
from ..data.joining import positions
from ..data.needed import needed_fields
from ..data.quality import Quality
from ..data.raw import RawTable, Request
from ..data.readers.frames import read_frame
from ..data.reading import typed_data
from ..data.sources import read_sources
from ..data.tables import DataSet
from ..expressions.columns import Texts
from ..findings import Finding, SiktaError
from ..rules.model import Row, Ruleset, Scenario, Table
from .linking import Linked
from .references import is_linked
from .rows import followed
from .sheets import sheet


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Every table of a ruleset as its source gives it."""

    ruleset: Ruleset
    raws: Mapping[str, RawTable]

    def with_test(self, test: Linked, as_of: date) -> tuple[DataSet, Quality]:
        """The data with the account of a test and its rows.

        Its rows of a table that is linked to accounts come after those of the data; those of a reference table are all
        there is. Raises SiktaError where they do not go together.
        """
        if positions(self._keys(), Texts.of([test.key]))[0] >= 0:
            raise SiktaError([_taken(self.ruleset, test)])
        raws = dict(self.raws)
        for id, rows in self._added(test):
            raws[id] = self._joined(self.ruleset.tables[id], rows)
        try:
            return typed_data(self.ruleset, raws, needed_fields(self.ruleset, None, {}), as_of)
        except SiktaError as error:
            raise SiktaError([_unfit(self.ruleset, test, error.findings[0])]) from error

    def line(self, table: str) -> int:
        """The line that the first row of a test has in a table."""
        lines = self.raws[table].lines
        return int(lines.max()) + 1 if len(lines) else 1

    def _keys(self) -> Texts:
        """The accounts that the data knows; none where rows have no names."""
        accounts = self.ruleset.accounts
        table = self.ruleset.tables[accounts.derived_from or "accounts"]
        key = table.account if accounts.derived_from else accounts.key
        if key is None or key not in own_fields(table):
            return Texts.of([])
        only = frozenset({key})
        clean = apply_contract(self.raws[table.id], table, only, self.ruleset.currency, only)
        return clean.id_texts(key)

    def _added(self, test: Linked) -> Iterator[tuple[str, tuple[Row, ...]]]:
        if self.ruleset.accounts.derived_from is None:
            yield "accounts", (test.account,)
        yield from test.rows.items()

    def _joined(self, table: Table, rows: tuple[Row, ...]) -> RawTable:
        own, raw = own_fields(table), self.raws[table.id]
        headers = frozenset(field.header for field in own.values())
        added = read_frame(sheet(table, rows), Request(table, raw.origin, headers, headers))
        if table.id != "accounts" and not is_linked(table):
            return added
        first = self.line(table.id)
        return followed(raw, added, np.arange(first, first + len(added), dtype=np.int64))


def read_population(ruleset: Ruleset, folder: Path | None, first: Scenario) -> Population:
    """The data of the ruleset, from `folder` or beside it. Raises SiktaError where it cannot be read.

    `first` is a test that needs it, for the place of the finding.
    """
    needed = needed_fields(ruleset, None, {})
    try:
        return Population(ruleset, read_sources(ruleset, needed, folder, {}, os.environ))
    except SiktaError as error:
        raise SiktaError([_absent(ruleset, first, error)]) from error


def _absent(ruleset: Ruleset, scenario: Scenario, error: SiktaError) -> Finding:
    path = f"tests.{scenario.id}.among"
    more = len(error.findings) - 1
    return Finding(
        "E466",
        "this test is judged among the accounts of your data, which cannot be read",
        ruleset.positions.place(path),
        path,
        "the data files beside the ruleset, or in the folder of --data",
        error.findings[0].message + (f", and {more} more" if more else ""),
        "put the files there, or name their folder: sikta test --data FOLDER",
    )


def _taken(ruleset: Ruleset, test: Linked) -> Finding:
    named = ruleset.accounts.key if ruleset.accounts.key in test.scenario.given else None
    path = f"tests.{test.id}.given.{named}" if named else f"tests.{test.id}"
    return Finding(
        "E462",
        f'"{test.key}" is an account of your data; with among: accounts the account of a test is one more',
        ruleset.positions.place(path),
        path,
        "a name that no account of the data has",
        test.key,
        "leave it out or take another; a test knows only what stands under given: and rows:",
    )


def _unfit(ruleset: Ruleset, test: Linked, reason: Finding) -> Finding:
    path = f"tests.{test.id}"
    return Finding(
        "E465",
        "the account of this test and its rows cannot be put among those of the data",
        ruleset.positions.place(path),
        path,
        "rows that go together with the data",
        reason.message,
        reason.fix,
    )
