"""What is given in a test: fields and metrics of the account, and fields of its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...expressions.types import Kind, Type
from ...rules.model import Field, FieldType, Metric, Ruleset, Scenario, Table, Written


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value that is given. `table` is None for one of the account; `field` is None where its name is not known."""

    path: str
    table: Table | None
    name: str
    field: Field | None
    written: Written | tuple[Written, ...]


def given_values(ruleset: Ruleset, types: Mapping[str, Type], scenario: Scenario) -> Iterator[GivenValue]:
    """Every value of a test, those of unknown tables left out."""
    path = f"tests.{scenario.id}"
    for name, written in scenario.given.items():
        field = ruleset.accounts.fields.get(name) or metric_field(ruleset, types, name)
        yield GivenValue(f"{path}.given.{name}", None, name, field, written)
    for id, rows in scenario.rows.items():
        table = ruleset.tables.get(id)
        if table is None or id == "accounts":
            continue
        for index, row in enumerate(rows):
            for name, written in row.items():
                here = f"{path}.rows.{id}.{index}.{name}"
                yield GivenValue(here, table, name, table.fields.get(name), written)


def metric_field(ruleset: Ruleset, types: Mapping[str, Type], name: str) -> Field | None:
    metric = ruleset.metrics.get(name)
    return field_of_metric(metric, types[name]) if metric else None


def field_of_metric(metric: Metric, type: Type) -> Field:
    """A metric whose value is given, as a field: what it may hold, and how it is written."""
    return Field(
        metric.id,
        _field_type(type),
        title=metric.title,
        values=type.values or (),
        min=type.min,
        max=type.max,
        unit=metric.unit,
        format=metric.format,
    )


def _field_type(type: Type) -> FieldType:
    match type.kind:
        case Kind.NUMBER:
            return "integer" if type.integer else "number"
        case Kind.DATE:
            return "date"
        case Kind.BOOLEAN:
            return "boolean"
        case _:
            return "category" if type.values else "text"
