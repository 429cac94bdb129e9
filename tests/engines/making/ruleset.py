"""One number makes one ruleset with its data, valid by construction."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .cells import Value
from .chance import Chance
from .company import make_company
from .expressions import Known
from .metrics import row_metrics, value_metrics
from .scope import Scope, known_fields
from .scores import make_scores
from .segmentations import make_segmentations
from .tables import Sheet

DAYS = (
    dt.date(2026, 6, 30),
    dt.date(2026, 3, 31),
    dt.date(2024, 2, 29),
    dt.date(2025, 12, 31),
    dt.date(2026, 1, 1),
)
PARAMETERS: dict[str, Any] = {
    "large": 250,
    "share": "30%",
    "threshold": 62.5,
    "markets": ["NL", "BE"],
    "words": ["cfo", "Dairy", "food"],
    "word": "food",
    "start": "2025-12-31",
    "strict": True,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A ruleset as plain values, and the tables that it is over."""

    seed: int
    as_of: dt.date
    rules: dict[str, Any]
    sheets: dict[str, Sheet]

    def write(self, folder: Path) -> Path:
        """The ruleset and those of its tables that are files."""
        # Percentages are numbers only where they stand without quotation marks.
        text = re.sub(r'"(\d+(?:\.\d+)?%)"', r"\1", json.dumps(self.rules, indent=1, ensure_ascii=False))
        (folder / "ruleset.yaml").write_text(text, encoding="utf-8")
        for sheet in self.sheets.values():
            sheet.write(folder)
        return folder

    def frames(self) -> dict[str, Any]:
        """Those of its tables that are handed over as data frames."""
        return {
            id: sheet.frame()
            for id, sheet in self.sheets.items()
            if sheet.form not in ("csv", "parquet") and "from" not in sheet.entry
        }

    def clean(self) -> dict[str, dict[str, list[Value]]]:
        """What the cells of each table mean, by field; without accounts that are derived."""
        return {
            id: {name: [cell.meant for cell in cells] for name, cells in sheet.columns.items()}
            for id, sheet in self.sheets.items()
            if "from" not in sheet.entry
        }

    def shuffled(self) -> "Case":
        """The same with the rows of every table in another order."""
        chance = Chance(self.seed)
        moved = {
            id: sheet.in_order(chance.sample(range(len(sheet)), len(sheet)))
            for id, sheet in self.sheets.items()
        }
        return Case(self.seed, self.as_of, self.rules, moved)


def make_case(seed: int) -> Case:
    chance = Chance(seed)
    as_of = chance.choice(DAYS)
    company = make_company(chance, as_of)
    constants = {name: value for name, value in PARAMETERS.items() if chance.maybe(0.7)}
    scope = Scope(chance, as_of, known_fields(company, "accounts"), _values(constants))
    fields = list(scope.names)
    if "strict" in constants:
        scope.add("strict", Known("boolean"))
    rules = _rules(scope, company)
    tables = {id: sheet.entry for id, sheet in company.sheets.items()}
    head = {"sikta": 1, "name": f"random-{seed}", "as_of": str(as_of), "currency": "EUR"}
    parameters = {"parameters": constants} if constants else {}
    carried = {"reports": {"carry": fields} | _money(scope, rules)}
    return Case(seed, as_of, head | parameters | {"tables": tables} | rules | carried, company.sheets)


def _values(constants: dict[str, Any]) -> dict[str, Any]:
    return {name: 0.3 if value == "30%" else value for name, value in constants.items()}


def _rules(scope: Scope, company: Any) -> dict[str, Any]:
    """Each part may name those before it."""
    chance = scope.chance
    metrics = row_metrics(scope, company, chance.whole(2, 6))
    metrics |= value_metrics(scope, company, chance.whole(1, 4), 0)
    knockouts = {f"k{number}": {"when": scope.condition()} for number in range(chance.whole(0, 2))}
    scope.add("knocked_out", Known("boolean"))
    scores = make_scores(scope) if chance.maybe(0.85) else {}
    segmentations = make_segmentations(scope, chance.whole(1, 3))
    metrics |= value_metrics(scope, company, chance.whole(0, 2), 10)
    segmentations |= make_segmentations(scope, chance.whole(0, 2), 10)
    playbooks = {f"p{number}": {"for": scope.condition(1)} for number in range(chance.whole(0, 2))}
    parts = {"metrics": metrics, "knockouts": knockouts, "scores": scores, "segmentations": segmentations}
    return {name: part for name, part in (parts | {"playbooks": playbooks}).items() if part}


def _money(scope: Scope, rules: dict[str, Any]) -> dict[str, Any]:
    numbers = [id for id in rules["metrics"] if scope.names[id].kind == "number"]
    return {"money": scope.chance.choice(numbers)} if numbers and scope.chance.maybe() else {}
