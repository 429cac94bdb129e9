"""What the rules of one ruleset may name so far."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from .chance import Chance
from .company import Company
from .expressions import Kind, Known, Writer

KIND_OF: dict[str, Kind] = {
    "text": "text",
    "category": "text",
    "number": "number",
    "integer": "number",
    "rating": "number",
    "boolean": "boolean",
    "date": "date",
}


@dataclass(slots=True)
class Scope:
    """The names that an expression over accounts may use; `scores` and `segmentations` are those among them."""

    chance: Chance
    as_of: dt.date
    names: dict[str, Known]
    constants: dict[str, Any]
    scores: list[str] = field(default_factory=list)
    segmentations: list[str] = field(default_factory=list)

    def add(self, name: str, known: Known) -> None:
        self.names[name] = known

    def writer(self) -> Writer:
        return Writer(self.chance, self.as_of, dict(self.names), constants=self.constants)

    def condition(self, most: int = 2) -> str:
        return self.writer().condition(self.chance.whole(0, most))

    def number(self, most: int = 2) -> str:
        return self.writer().number(self.chance.whole(0, most))

    def figure(self, *numbers: float) -> Any:
        """One of the numbers, or a parameter that holds a number."""
        return self.chance.choice(numbers)


def known_fields(company: Company, table: str) -> dict[str, Known]:
    """The fields of a table; those that are taken from another one are of the type that they have there."""
    entry = company.sheets[table].entry
    found = {name: known_field(company, table, name) for name in entry["fields"]}
    if table == "accounts" and "from" in entry:
        return {"customer": Known("text")} | found
    return found


def known_field(company: Company, table: str, name: str) -> Known:
    entry = company.sheets[table].entry["fields"][name]
    origin = entry.get("lookup", "").split(".") if "lookup" in entry else None
    taken = entry.get("last", entry.get("first"))
    model = (
        known_field(company, *origin) if origin else known_field(company, "orders", taken) if taken else None
    )
    kind = KIND_OF[entry["type"]] if "type" in entry else model.kind if model else "text"
    whole = entry.get("type") == "integer" or ("type" not in entry and model is not None and model.whole)
    values = tuple(entry["values"]) if "values" in entry else model.values if model else None
    return Known(kind, whole, values)
