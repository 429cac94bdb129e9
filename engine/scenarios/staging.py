"""The data of a batch: its accounts and rows read as data always is, and what stands in place of computed values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..data import read_data
from ..data.joining import positions
from ..data.quality import Quality
from ..data.tables import DataSet
from ..evaluation.given import Given, overlaid
from ..expressions.columns import Column, Index, Texts
from ..findings import Finding, SiktaError
from ..plan import Plan
from ..rules.model import Ruleset
from .batches import Batch, Trialled
from .population import Population
from .references import References
from .sheets import Frame, sheet
from .values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A batch ready for evaluation: its data, and the metrics that its tests give in place of computed ones.

    `rows` is each test's row among the accounts.
    """

    batch: Batch
    plan: Plan
    data: DataSet
    quality: Quality
    rows: tuple[int, ...]
    given: Mapping[str, Given]


def staged(
    plan: Plan, batch: Batch, values: Values, references: References, population: Population | None
) -> Stage:
    """Read the batch. Raises SiktaError with the tests whose account does not come to exist."""
    ruleset = plan.ruleset
    if batch.among and population is not None:
        data, quality = population.with_test(batch.tests[0].test, batch.as_of)
        found = _row_among(ruleset, data, batch.tests[0], population)
    else:
        data, quality = _read(ruleset, batch, references)
        found = _rows_alone(ruleset, data, batch)
    lost = [test for test, row in zip(batch.tests, found.tolist(), strict=True) if row < 0]
    if lost:
        raise SiktaError(_no_account(ruleset, test) for test in lost)
    data = _with_fields(ruleset, data, batch, values, found)
    return Stage(batch, plan, data, quality, tuple(found.tolist()), _metrics(ruleset, batch, values, found))


def _read(ruleset: Ruleset, batch: Batch, references: References) -> tuple[DataSet, Quality]:
    try:
        return read_data(ruleset, batch.as_of, frames=_frames(ruleset, batch, references))
    except SiktaError as error:
        if any(finding.code == "E510" for finding in error.findings):  # not one account came to exist
            raise SiktaError(_no_account(ruleset, test) for test in batch.tests) from error
        raise


def _rows_alone(ruleset: Ruleset, data: DataSet, batch: Batch) -> Index:
    """The row of each test's account: found by its key, else by its line, which counts the tests from 1."""
    if _has_keys(ruleset):
        return positions(data.keys, Texts.of([test.test.key for test in batch.tests]))
    found = np.full(len(batch.tests), -1, dtype=np.int64)
    found[data.accounts.lines - 1] = np.arange(data.accounts.size)
    return found


def _has_keys(ruleset: Ruleset) -> bool:
    return ruleset.accounts.key is not None or ruleset.accounts.derived_from is not None


def _row_among(ruleset: Ruleset, data: DataSet, test: Trialled, population: Population) -> Index:
    """Where the account of a test stands among those of the data: found by its key, else by its line."""
    if _has_keys(ruleset):
        return positions(data.keys, Texts.of([test.test.key]))
    return np.flatnonzero(data.accounts.lines == population.line("accounts"))


def _frames(ruleset: Ruleset, batch: Batch, references: References) -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    for id, table in ruleset.tables.items():
        if id == "accounts":
            if table.derived_from is None:
                frames[id] = sheet(table, [test.test.account for test in batch.tests])
            continue
        rows = [row for test in batch.tests for row in test.test.rows.get(id, ())]
        kept = references.frames.get(id)
        frames[id] = (
            kept
            if kept is not None and not any(id in test.test.rows for test in batch.tests)
            else sheet(table, rows)
        )
    return frames


def _metrics(ruleset: Ruleset, batch: Batch, values: Values, rows: Index) -> dict[str, Given]:
    """The given metrics, each for the accounts of the tests that give it."""
    return {
        name: Given(*_of_tests(name, values.metrics[name], batch, rows))
        for name in _names(batch, ruleset.metrics)
    }


def _with_fields(ruleset: Ruleset, data: DataSet, batch: Batch, values: Values, rows: Index) -> DataSet:
    """The data with the given fields of accounts that are derived from other rows; others have them in their own."""
    if ruleset.accounts.derived_from is None:
        return data
    columns = dict(data.accounts.columns)
    for name in _names(batch, values.accounts):
        places, column = _of_tests(name, values.accounts[name], batch, rows)
        columns[name] = overlaid(columns.get(name), column, places, len(data.keys))
    ids = {
        name: texts
        for name, texts in data.accounts.ids.items()
        if columns[name] is data.accounts.columns[name]
    }
    accounts = replace(data.accounts, columns=columns, ids=ids)
    return replace(data, tables={**data.tables, "accounts": accounts})


def _names(batch: Batch, among: Collection[str]) -> list[str]:
    given = dict.fromkeys(name for test in batch.tests for name in test.test.scenario.given)
    return [name for name in given if name in among]


def _of_tests(name: str, column: Column, batch: Batch, rows: Index) -> tuple[Index, Column]:
    """The rows of the tests that give a value, and these values."""
    given = np.array([name in test.test.scenario.given for test in batch.tests])
    tests = np.array([test.index for test in batch.tests], dtype=np.int64)
    return rows[given], column.take(tests[given])


def _no_account(ruleset: Ruleset, test: Trialled) -> Finding:
    source = ruleset.accounts.derived_from or "accounts"
    path = f"tests.{test.test.id}"
    return Finding(
        "E467",
        f"the account of this test does not exist: accounts come from {source}, and it has no row there that is seen",
        ruleset.positions.place(path),
        path,
        f"at least one row of {source} on {test.as_of} or before",
        fix=f"write rows: {{{source}: [...]}}",
    )
