"""The tables of the data's quality: fields with their faults, and rows that do not count."""

from collections.abc import Sequence

import pyarrow as pa

from ...data.quality import FieldQuality, Loss, Quality
from ...expressions.arrays import listed
from .arrow import Table

_FIELDS = {
    "table": pa.string(),
    "field": pa.string(),
    "rows": pa.int64(),
    "missing": pa.int64(),
    "outdated": pa.int64(),
    "invalid": pa.int64(),
    "standardised": pa.int64(),
    "judgement": pa.bool_(),
    "money": pa.float64(),
    "examples": pa.string(),
}

_LOSSES = {
    "table": pa.string(),
    "reason": pa.string(),
    "field": pa.string(),
    "rows": pa.int64(),
    "money": pa.float64(),
    "examples": pa.string(),
}


def quality_table(quality: Quality) -> Table:
    """One row per field: its rows, the four faults of its data, the money on rows with an invalid value, examples."""
    return _table(_FIELDS, [(*_figures(field), _field_examples(field)) for field in quality.fields])


def losses_table(quality: Quality) -> Table:
    """One row per reason why rows of a table do not count, with how many they are and their money."""
    rows = [
        (loss.table, loss.reason, loss.field, loss.rows, loss.money, _loss_examples(loss))
        for loss in quality.losses
    ]
    return _table(_LOSSES, rows)


def _table(kinds: dict[str, pa.DataType], rows: Sequence[tuple[str | float | bool | None, ...]]) -> Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    arrays = (listed(column, kind) for column, kind in zip(columns, kinds.values(), strict=True))
    return pa.table(dict(zip(kinds, arrays, strict=True)))


def _figures(field: FieldQuality) -> tuple[str | float | bool | None, ...]:
    faults = (field.missing, field.outdated, field.invalid, field.standardised)
    return (field.table, field.field, field.rows, *faults, field.judgement, field.money)


def _field_examples(field: FieldQuality) -> str:
    return "; ".join(
        f"{example.file + ' ' if example.file else ''}line {example.line}: {example.value}"
        for example in field.examples
    )


def _loss_examples(loss: Loss) -> str:
    return "; ".join(
        f"{value} ({rows}){f', near {near}' if near else ''}" for value, rows, near in loss.examples
    )
