"""Some of the accounts, evaluated apart from the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from ..data.quality import AccountFaults
from ..data.tables import BLOCK, DataSet, DataTable
from ..evaluation.blockwise import Evaluation
from ..evaluation.notices import Notice, together
from ..evaluation.results import Results
from ..evaluation.stretches import Stretch, evaluate_stretch, repeats_of
from ..evaluation.survey import Survey
from ..expressions.columns import Column, Index, Texts
from .columns import Array, arrays_of, part_like
from .inputs import FIELDS, IDS, ROWS
from .memory import KEY, Memory
from .outcomes import outcomes


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """What came of some accounts: results of the first of them as a pattern, every column of all, and what was noticed."""

    pattern: Results
    columns: pa.Table
    notices: tuple[Notice, ...]


def evaluated_apart(evaluation: Evaluation, stretches: Iterable[Stretch]) -> Some:
    """The accounts of some stretches, of which there is at least one, evaluated as all are."""
    plan, repeats = evaluation.plan, repeats_of(evaluation.plan)
    notices, tables, pattern = list[Notice](), [], None
    for stretch in stretches:
        done = evaluate_stretch(plan, stretch, evaluation.as_of, evaluation.quality, repeats)
        notices = together(notices, done.notices)
        tables.append(pa.table(outcome_arrays(evaluation, done.results)))
        pattern = pattern or done.results
    assert pattern is not None  # noqa: S101  there is one
    return Some(pattern, pa.concat_tables(tables), tuple(notices))


def outcome_arrays(evaluation: Evaluation, results: Results) -> dict[str, Array]:
    """Every column of results that can be kept."""
    given = (*evaluation.data.accounts.columns, *evaluation.aggregates)
    return {own: array for name, part in outcomes(results, given) for own, array in arrays_of(name, part)}


def changed_now(evaluation: Evaluation, rows: Index) -> Iterator[Stretch]:
    """Some accounts of this run in stretches, one of no accounts where there are none."""
    data, faults = evaluation.data, evaluation.quality.accounts
    for some in _pieces(rows):
        yield Stretch(
            DataSet({**data.tables, "accounts": _rows_of(data.accounts, some)}, data.keys.take(some), ()),
            {id: column.take(some) for id, column in evaluation.aggregates.items()},
            Survey(),
            AccountFaults(
                *(
                    {id: mask[some] for id, mask in kind.items()}
                    for kind in (faults.missing, faults.outdated, faults.invalid)
                )
            ),
        )


def as_they_were(evaluation: Evaluation, memory: Memory, rows: Index) -> Iterator[Stretch]:
    """Some accounts of the earlier run as it saw them, in stretches."""
    for some in _pieces(rows):
        yield _as_it_was(evaluation, memory, some)


def _as_it_was(evaluation: Evaluation, memory: Memory, rows: Index) -> Stretch:
    data, now = evaluation.data, evaluation.data.accounts
    columns = _remembered(memory, FIELDS, now.columns, rows)
    ids = _remembered(
        memory, IDS, {id: now.id_texts(id) for id in now.columns if f"{IDS}{id}" in memory.names}, rows
    )
    keys = part_like(data.keys, KEY, {KEY: memory.columns([KEY])[KEY].take(pa.array(rows))})
    assert isinstance(keys, Texts)  # noqa: S101  keys are texts
    texts = {id: column for id, column in ids.items() if isinstance(column, Texts)}
    table = DataTable("accounts", columns, len(rows), np.zeros(len(rows), np.int64), ids=texts)
    aggregates = _remembered(memory, ROWS, evaluation.aggregates, rows)
    return Stretch(
        DataSet({**data.tables, "accounts": table}, keys, ()), aggregates, Survey(), AccountFaults({}, {}, {})
    )


def _remembered(memory: Memory, section: str, like: Mapping[str, Column], rows: Index) -> dict[str, Column]:
    names = {id: f"{section}{id}" for id in like if f"{section}{id}" in memory.names}
    arrays = memory.columns(names.values()) if names else {}
    found = {
        id: part_like(like[id], id, {id: arrays[name].take(pa.array(rows))}) for id, name in names.items()
    }
    return {id: part for id, part in found.items() if not isinstance(part, np.ndarray)}


def _pieces(rows: Index) -> Iterator[Index]:
    for start in range(0, max(len(rows), 1), BLOCK):
        yield rows[start : start + BLOCK]


def _rows_of(table: DataTable, rows: Index) -> DataTable:
    return replace(
        table,
        columns={name: column.take(rows) for name, column in table.columns.items()},
        ids={name: texts.take(rows) for name, texts in table.ids.items()},
        size=len(rows),
        lines=table.lines[rows],
    )
