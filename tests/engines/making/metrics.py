"""Random metrics: over rows with every aggregation and window, over other values, over groups, and by lookup."""

from typing import Any

from .chance import Chance
from .company import Company
from .expressions import KINDS, Kind, Known, Text, Writer
from .scope import Scope, known_fields

AGGREGATIONS: dict[str, tuple[Kind, ...]] = {
    "sum": ("number",),
    "average": ("number",),
    "median": ("number",),
    "min": ("number", "date"),
    "max": ("number", "date"),
    "count": (),
    "count_distinct": KINDS,
    "share": ("boolean",),
    "latest": KINDS,
    "earliest": KINDS,
}
"""What each aggregation may be over."""
NAMES = ("m", "omsättning", "Marge", "aantal_orders", "x1", "_y", "größe", "omzet")
SPANS = ("1 day", "30 days", "2 weeks", "1 month", "3 months", "12 months", "1 year", "2 years")


def row_metrics(scope: Scope, company: Company, count: int) -> dict[str, Any]:
    """Metrics over the rows of linked tables; their names join the scope."""
    chance = scope.chance
    linked = [
        id for id, sheet in company.sheets.items() if id != "accounts" and {"account", "via"} & {*sheet.entry}
    ]
    return dict(_row_metric(scope, company, chance.choice(linked), number) for number in range(count))


def _row_metric(scope: Scope, company: Company, table: str, number: int) -> tuple[str, Any]:
    chance, dated = scope.chance, table != "visits"
    rows = known_fields(company, table)
    write = Writer(chance, company.as_of, rows, population=False, constants=scope.constants)
    choices = [how for how in AGGREGATIONS if dated or how not in ("latest", "earliest")]
    how = chance.choice(choices)
    kind = chance.choice(AGGREGATIONS[how] or ("number",))
    of, values = ("rows", None) if how == "count" else _measured(write, kind)
    entry: dict[str, Any] = {"from": table, how: of}
    if chance.maybe(0.4):
        entry["where"] = write.condition(chance.whole(0, 2))
    if dated and chance.maybe(0.6):
        entry["last"] = chance.choice(SPANS)
        if chance.maybe(0.4):
            entry["ending"] = f"{chance.choice([entry['last'], *SPANS])} ago"
    id = f"{chance.choice(NAMES)}_{number}"
    scope.add(id, _result(how, kind, rows.get(of, Known(kind, values=values))))
    return id, entry | _shown(chance, scope.names[id])


def _measured(write: Writer, kind: Kind) -> Text:
    """Mostly a field as it stands, as people write it."""
    names = write.named(kind)
    if names and write.chance.maybe(0.6):
        name = write.chance.choice(names)
        return name, write.names[name].values
    return write.valued(write.chance.whole(1, 2), kind)


def _result(how: str, kind: Kind, known: Known) -> Known:
    if how in ("count", "count_distinct"):
        return Known("number", whole=True)
    if how in ("average", "median", "share"):
        return Known("number")
    return Known(kind, whole=known.whole, values=known.values)


def _shown(chance: Chance, known: Known) -> dict[str, Any]:
    """How it is shown, where that is said."""
    if known.kind != "number" or chance.maybe(0.7):
        return {}
    return chance.choice(
        [
            {"unit": "EUR", "format": "money"},
            {"format": "percent"},
            {"format": "number", "definition": "As agreed"},
        ]
    )


def value_metrics(scope: Scope, company: Company, count: int, first: int) -> dict[str, Any]:
    """Metrics over other values of the account, over its group, and from reference tables."""
    return dict(_value_metric(scope, company, number) for number in range(first, first + count))


def _value_metric(scope: Scope, company: Company, number: int) -> tuple[str, Any]:
    chance, id = scope.chance, f"v{number}"
    texts = [
        name for name, of in scope.names.items() if of.kind == "text" and name not in scope.segmentations
    ]
    if texts and chance.maybe(0.15):
        field, known = chance.choice(
            [
                ("outlook", Known("number")),
                ("climate", Known("number")),
                ("open", Known("boolean")),
                ("region", Known("text")),
            ]
        )
        scope.add(id, known)
        return id, {"lookup": f"sectors.{field}", "by": chance.choice(texts)}
    kind: Kind = chance.choice(["number", "number", "number", *KINDS])
    text, values = scope.writer().valued(chance.whole(1, 3), kind)
    grouped = kind == "number" and chance.maybe(0.25)
    scope.add(id, Known(kind, values=values))
    return id, {"value": text} | ({"over": "group"} if grouped else {})
