"""A DMN decision table as a ruleset of this language.

Conditions become expressions. UNIQUE, ANY and FIRST are a segmentation by rules; PRIORITY is one too, with the rules in
the order of their outputs' priority. RULE ORDER and OUTPUT ORDER are an overlapping segmentation with one segment per
rule, read in the order of the file or of the outputs. COLLECT is a metric: a sum of what each rule adds, or the first
that fires of the rules from the smallest output up.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

SINGLE = frozenset({"UNIQUE", "ANY", "FIRST", "PRIORITY"})
ORDERED = frozenset({"RULE ORDER", "OUTPUT ORDER"})
TYPES = {"number": "number", "string": "category", "boolean": "boolean"}


@dataclass(frozen=True)
class Input:
    """A column of conditions: the DMN name, the field's id here, its type, the values that it may have."""

    name: str
    id: str
    type: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One line of a table: when it fires, as an expression, and what it puts out, by column."""

    id: str
    when: str
    outputs: tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A decision table. `outputs` are the names of the output columns (None for a nameless one), `priority` their values, best first."""

    hit_policy: str
    aggregation: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[str | None, ...]
    priority: tuple[tuple[Any, ...], ...]
    rules: tuple[Rule, ...]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> "Table":
        """From the kit's own form."""
        inputs = tuple(_input(column) for column in table["inputs"])
        rules = tuple(
            Rule(f"rule_{number}", _condition(inputs, rule["when"]), tuple(map(_value, rule["then"])))
            for number, rule in enumerate(table["rules"], 1)
        )
        outputs = tuple(column["name"] for column in table["outputs"])
        priority = tuple(_values(column["allowed"]) for column in table["outputs"])
        return cls(table["hit_policy"], table["aggregation"], inputs, outputs, priority, rules)

    def by_priority(self) -> tuple[Rule, ...]:
        """The rules with the outputs of the highest priority first; equals in the order of the file."""

        def rank(rule: Rule) -> tuple[int, ...]:
            return tuple(
                order.index(output) for order, output in zip(self.priority, rule.outputs, strict=True)
            )

        return tuple(sorted(self.rules, key=rank))

    def result(self, rule: Rule) -> Any:
        """What a rule puts out: a value, or a value by name where the table has several columns."""
        if self.outputs == (None,):
            return rule.outputs[0]
        return dict(zip(self.outputs, rule.outputs, strict=True))


def ruleset(table: Table) -> str:
    """The text of a ruleset that decides as the table does, over an accounts table handed over as a frame."""
    fields: dict[str, Any] = {"test": {"type": "text"}}
    fields |= {column.id: _field(column) for column in table.inputs}
    accounts = {"file": "accounts.csv", "key": "test", "fields": fields}
    parts: dict[str, Any] = {
        "sikta": 1,
        "name": "decision",
        "as_of": "2020-01-01",
        "tables": {"accounts": accounts},
    }
    segments = {rule.id: {"when": rule.when} for rule in table.rules}
    if table.hit_policy in SINGLE:
        first = table.by_priority() if table.hit_policy == "PRIORITY" else table.rules
        chosen = {rule.id: {"when": rule.when} for rule in first}
        parts["segmentations"] = {"decision": {"method": "rules", "segments": chosen}}
    else:
        parts["segmentations"] = {}
    parts["segmentations"]["hits"] = {"method": "rules", "overlapping": True, "segments": segments}
    if table.hit_policy == "COLLECT":
        parts["metrics"] = {"collected": {"value": _collected(table)}}
    return yaml.safe_dump(parts, sort_keys=False, allow_unicode=True)


def _collected(table: Table) -> str:
    if table.aggregation == "SUM":
        return " + ".join(f"({rule.outputs[0]} if {rule.when} else 0)" for rule in table.rules)
    if table.aggregation == "MIN":
        smallest_first = sorted(table.rules, key=lambda rule: float(rule.outputs[0]))
        return (
            "coalesce("
            + ", ".join(f"{rule.outputs[0]} if {rule.when} else None" for rule in smallest_first)
            + ")"
        )
    raise ValueError(f"COLLECT {table.aggregation} is not translated")


def _input(column: Mapping[str, Any]) -> Input:
    name = column["expression"]
    id_ = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    return Input(name, id_, TYPES[column["type"]], _values(column["allowed"]))


def _field(column: Input) -> dict[str, Any]:
    field: dict[str, Any] = {"type": column.type, "column": column.name}
    return field | ({"values": list(column.values)} if column.values else {})


def _value(literal: str) -> Any:
    return json.loads(literal)


def _values(list_: str | None) -> tuple[Any, ...]:
    return tuple(json.loads(f"[{list_}]")) if list_ else ()


def _condition(inputs: tuple[Input, ...], cells: list[str]) -> str:
    """The cells of a rule as one expression; a rule without conditions always fires."""
    tests = [_test(column.id, cell) for column, cell in zip(inputs, cells, strict=True) if cell != "-"]
    return " and ".join(tests) or "true"


def _test(name: str, cell: str) -> str:
    if cell in {"true", "false"}:
        return name if cell == "true" else f"not {name}"
    if cell[0] in "<>":
        return f"{name} {re.sub('(?<=[<>=])(?=[0-9-])', ' ', cell)}"
    values = _values(cell)
    return (
        f"{name} == {json.dumps(values[0])}" if len(values) == 1 else f"{name} in {json.dumps(list(values))}"
    )
