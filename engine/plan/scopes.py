"""Which names an expression may use, and of which type they are."""

from collections.abc import Iterable, Mapping

from ..expressions.compiled import Scope
from ..expressions.types import BOOLEAN, DATE, TEXT, UNKNOWN, Kind, Type, category, list_of
from ..rules.model import AnySegmentation, Field, Rules, Ruleset

SCORE = Type(Kind.NUMBER, min=0, max=100)
FIGURE = Type(Kind.NUMBER)
COUNT = Type(Kind.NUMBER, integer=True, min=0)
EVIDENCE: Mapping[str, Type] = {"signed": BOOLEAN, "meetings": COUNT, "cc": COUNT, "mentioned": COUNT}


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
    names = dict.fromkeys(left_out, UNKNOWN) | table_types(ruleset, table)
    nearby = dict.fromkeys(account_names(ruleset), f"a value of the account, not of a row of {table}")
    tables = {other: _way_to(ruleset, other, table) for other in ruleset.tables}
    return Scope(names, ruleset.parameters, _without(nearby, names), population=False, tables=tables)


def role_scope(ruleset: Ruleset, left_out: Iterable[str]) -> Scope:
    """What a rule about a role in a purchase sees: fields of contacts, deals and involvement, and the evidence.

    The evidence is what a person did in a deal: whether they signed, and how often they met, were in copy, or were
    mentioned. A field that two of the tables have with different types fits everywhere.
    """
    committee = ruleset.buying_committee
    names = {**dict.fromkeys(left_out, UNKNOWN), **EVIDENCE}
    for table in (committee.contacts, committee.deals, committee.involvement) if committee else ():
        for id, type in table_types(ruleset, table).items():
            names[id] = type if names.get(id, type) == type else UNKNOWN
    return Scope(names, ruleset.parameters, population=False)


def ranking_scope(ruleset: Ruleset, ranking: str, left_out: Iterable[str]) -> Scope:
    """What a criterion of a ranking sees: the figures of a segment, which its metrics give."""
    names = dict.fromkeys(left_out, UNKNOWN) | dict.fromkeys(ruleset.rankings[ranking].metrics, FIGURE)
    nearby = dict.fromkeys(account_names(ruleset), "a value of an account, not of a segment")
    return Scope(names, ruleset.parameters, _without(nearby, names), population=False)


def account_scope(ruleset: Ruleset, types: Mapping[str, Type]) -> Scope:
    """What an expression over accounts sees; `types` of metrics, scores and segmentations known so far."""
    nearby = {
        id: f"a field of {table.id}, whose rows reach an account through a metric"
        for table in ruleset.tables.values()
        for id in table.fields
        if table.id != "accounts"
    }
    tables = {other: _way_to(ruleset, other, "accounts") for other in ruleset.tables}
    return Scope(types, ruleset.parameters, _without(nearby, types), tables=tables)


def _way_to(ruleset: Ruleset, other: str, table: str) -> str:
    """How a rule over the rows of a table reaches a field of another table."""
    if other == table:
        return "write {field} alone"
    linked = ruleset.tables[other].account or ruleset.tables[other].via
    if table == "accounts" and linked:
        return f"make a metric from: {other} that sums or counts it, and use the metric's name"
    return f"declare a field in {table} with lookup: {other}.{{field}}, by: the field that names its row in {other}"


def account_names(ruleset: Ruleset) -> tuple[str, ...]:
    """Every id that stands for a value of an account."""
    fields = ruleset.accounts.fields if "accounts" in ruleset.tables else {}
    return (*fields, *ruleset.metrics, *ruleset.scores, *ruleset.segmentations, "knocked_out")


def _without(names: Mapping[str, str], known: Mapping[str, Type]) -> dict[str, str]:
    return {id: text for id, text in names.items() if id not in known}
