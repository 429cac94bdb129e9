"""Which names an expression may use, and of which type they are."""

from collections.abc import Iterable, Mapping

from ..expressions.compiled import Scope
from ..expressions.types import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, UNKNOWN, Kind, Type, category, list_of
from ..rules.model import AnySegmentation, Constant, Field, Rules, Ruleset

SCORE = Type(Kind.NUMBER, min=0, max=100)


def field_type(field: Field) -> Type:
    """The type of a field's values, with the bounds that its contract gives."""
    match field.type:
        case "category":
            return category(*field.values) if field.values else TEXT
        case "integer" | "number" | "rating":
            return Type(Kind.NUMBER, integer=field.type == "integer", min=field.min, max=field.max)
        case "boolean":
            return BOOLEAN
        case "date":
            return DATE
        case _:
            return TEXT


def constant_type(value: Constant) -> Type:
    """The type of a parameter."""
    if isinstance(value, tuple):
        items = {constant_type(item).kind for item in value}
        return list_of(items.pop()) if len(items) == 1 else UNKNOWN
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int | float):
        return INTEGER if isinstance(value, int) else NUMBER
    return TEXT


def segmentation_type(segmentation: AnySegmentation) -> Type:
    """A segment's id as a category; a list of them where segments overlap."""
    ids = tuple(segmentation.segments)
    if isinstance(segmentation, Rules) and segmentation.overlapping:
        return list_of(Kind.TEXT, ids)
    return category(*ids)


def table_types(ruleset: Ruleset, table: str) -> dict[str, Type]:
    """The fields of a table with their types; none where the table is not declared."""
    declared = ruleset.tables.get(table)
    return {id: field_type(field) for id, field in declared.fields.items()} if declared else {}


def row_scope(ruleset: Ruleset, table: str, left_out: Iterable[str]) -> Scope:
    """What an expression over the rows of a linked table sees: its fields, parameters, `as_of`."""
    types = dict.fromkeys(left_out, UNKNOWN) | table_types(ruleset, table)
    names = types | _parameter_types(ruleset) | {"as_of": DATE}
    nearby = {id: f"a value of the account, not of a row of {table}" for id in account_names(ruleset)}
    return Scope(names, ruleset.parameters, _without(nearby, names), population=False)


def account_scope(ruleset: Ruleset, types: Mapping[str, Type]) -> Scope:
    """What an expression over accounts sees; `types` of metrics, scores and segmentations known so far."""
    names = dict(types) | _parameter_types(ruleset) | {"as_of": DATE}
    nearby = {
        id: f"a field of {table.id}, whose rows reach an account through a metric"
        for table in ruleset.tables.values()
        for id in table.fields
        if table.id != "accounts"
    }
    return Scope(names, ruleset.parameters, _without(nearby, names))


def account_names(ruleset: Ruleset) -> tuple[str, ...]:
    """Every id that stands for a value of an account."""
    fields = ruleset.accounts.fields if "accounts" in ruleset.tables else {}
    return (*fields, *ruleset.metrics, *ruleset.scores, *ruleset.segmentations, "knocked_out")


def _parameter_types(ruleset: Ruleset) -> dict[str, Type]:
    return {id: constant_type(value) for id, value in ruleset.parameters.items()}


def _without(names: Mapping[str, str], known: Mapping[str, Type]) -> dict[str, str]:
    return {id: text for id, text in names.items() if id not in known}
