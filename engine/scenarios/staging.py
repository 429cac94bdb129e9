"""The data of a batch: its accounts and rows read as data always is, with given values in place of computed ones."""

from dataclasses import dataclass, replace

import numpy as np

from ..data import read_data
from ..data.joining import positions
from ..data.quality import Quality
from ..data.tables import DataSet
from ..expressions.columns import Column, Condition, Dates, Index, Numbers, Texts
from ..findings import Finding, SiktaError
from ..plan import Plan
from ..rules.model import Ruleset
from .batches import Batch, Trialled
from .references import References
from .sheets import Frame, sheet
from .values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A batch ready for evaluation: the plan without the metrics that are given, and the data with them in it.

    `rows` is each test's row among the accounts.
    """

    batch: Batch
    plan: Plan
    data: DataSet
    quality: Quality
    rows: tuple[int, ...]


def staged(plan: Plan, batch: Batch, values: Values, references: References) -> Stage:
    """Read the batch. Raises SiktaError with the tests whose account does not come to exist."""
    ruleset = plan.ruleset
    data, quality = read_data(ruleset, batch.as_of, frames=_frames(ruleset, batch, references))
    found = positions(data.keys, Texts.of(keys_of(ruleset, batch)))
    lost = [test for test, row in zip(batch.tests, found.tolist(), strict=True) if row < 0]
    if lost:
        raise SiktaError(_no_account(ruleset, test) for test in lost)
    data = _with_given(ruleset, data, batch, values, found)
    return Stage(batch, without_metrics(plan, batch.metrics), data, quality, tuple(found.tolist()))


def without_metrics(plan: Plan, given: frozenset[str]) -> Plan:
    """The plan that does not compute these metrics: their values are in the data."""
    return replace(
        plan, order=tuple(part for part in plan.order if part.removeprefix("metrics.") not in given)
    )


def keys_of(ruleset: Ruleset, batch: Batch) -> list[str]:
    """The accounts' keys as they come out: row numbers where the table has no key."""
    if ruleset.accounts.key is not None or ruleset.accounts.derived_from is not None:
        return [test.test.key for test in batch.tests]
    width = len(str(len(batch.tests)))
    return [f"{number:0{width}d}" for number in range(1, len(batch.tests) + 1)]


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


def _with_given(ruleset: Ruleset, data: DataSet, batch: Batch, values: Values, rows: Index) -> DataSet:
    """The data with given metrics as columns, and with given fields of accounts that are derived from other rows."""
    tests = np.array([test.index for test in batch.tests], dtype=np.int64)
    columns = dict(data.accounts.columns)
    for name in batch.metrics:
        columns[name] = placed(values.metrics[name].take(tests), rows)
    if ruleset.accounts.derived_from is not None:
        for name in {name for test in batch.tests for name in test.test.scenario.given} - set(
            ruleset.metrics
        ):
            given = np.array([name in test.test.scenario.given for test in batch.tests])
            columns[name] = overlaid(
                columns.get(name), values.accounts[name].take(tests[given]), rows[given], len(rows)
            )
    ids = {
        name: texts
        for name, texts in data.accounts.ids.items()
        if columns[name] is data.accounts.columns[name]
    }
    accounts = replace(data.accounts, columns=columns, ids=ids)
    return replace(data, tables={**data.tables, "accounts": accounts})


def placed(column: Column, rows: Index) -> Column:
    """Values in the order of the tests brought to the order of the accounts."""
    order = np.empty(len(rows), dtype=np.int64)
    order[rows] = np.arange(len(rows))
    return column.take(order)


def overlaid(under: Column | None, over: Column, rows: Index, size: int) -> Column:
    """A column with other values in some rows."""
    match over:
        case Texts():
            texts: list[str | None] = under.to_list() if isinstance(under, Texts) else [None] * size
            for row, text in zip(rows.tolist(), over.to_list(), strict=True):
                texts[row] = text
            return Texts.of(texts)
        case Condition():
            none = np.zeros(size, dtype=np.bool_)
            true, false = (
                (under.true.copy(), under.false.copy())
                if isinstance(under, Condition)
                else (none, none.copy())
            )
            true[rows], false[rows] = over.true, over.false
            return Condition(true, false)
        case Numbers() | Dates():
            values = under.values.copy() if isinstance(under, Numbers | Dates) else np.full(size, np.nan)
            values[rows] = over.values
            return type(over)(values)
        case _:
            raise TypeError("data holds no lists")


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
