"""A PMML scorecard read by the rules of the standard, and translated into a ruleset of this language.

The rules are those of the PMML standard, Scorecard (dmg.org/pmml/v4-3/Scorecard.html): the partial score of a characteristic
is that of its first attribute whose predicate is true; a comparison with a missing value is unknown, hence not true; the
overall score is the initial score and all partial scores. Reason codes rank the characteristics by the points that they
miss from their baseline (pointsBelow), equals in the order of the file. A characteristic that misses none is no reason;
where more reasons are asked for than there are, the last is repeated, as the published example does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import yaml

Given: TypeAlias = Mapping[str, str | float | None]

SIGNS = {
    "lessOrEqual": "<=",
    "lessThan": "<",
    "greaterThan": ">",
    "greaterOrEqual": ">=",
    "equal": "==",
    "notEqual": "!=",
}


@dataclass(frozen=True)
class Scorecard:
    """The parts of the file that count."""

    types: Mapping[str, str]
    initial: float
    characteristics: tuple[ET.Element, ...]
    reasons_wanted: int

    @classmethod
    def read(cls, path: Path) -> "Scorecard":
        root = ET.parse(path).getroot()
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        card = root.find("Scorecard")
        assert card is not None
        assert card.get("reasonCodeAlgorithm") == "pointsBelow"
        types = {field.attrib["name"]: field.attrib["dataType"] for field in root.iter("DataField")}
        active = {
            field.attrib["name"] for field in card.iter("MiningField") if field.get("usageType") == "active"
        }
        return cls(
            {name: type_ for name, type_ in types.items() if name in active},
            float(card.get("initialScore", 0)),
            tuple(card.iter("Characteristic")),
            sum(output.get("feature") == "reasonCode" for output in card.iter("OutputField")),
        )

    # What the standard says, read from the file for one applicant.

    def score(self, given: Given) -> float:
        return self.initial + sum(_partial(characteristic, given) for characteristic in self.characteristics)

    def reasons(self, given: Given) -> list[str | None]:
        """As many reason codes as the file asks for, the gravest first."""
        missed = {
            item.attrib["reasonCode"]: _baseline(item) - _partial(item, given)
            for item in self.characteristics
        }
        ranked: list[str | None] = [
            code for code in sorted(missed, key=lambda code: -missed[code]) if missed[code] > 0
        ]
        last = ranked[-1:] or [None]
        return (ranked + last * self.reasons_wanted)[: self.reasons_wanted]

    # The same as a ruleset.

    def ruleset(self) -> str:
        """Partial scores may be negative or above 100, so they are metrics; a reason code is a segmentation by rules."""
        types = {"string": "text", "integer": "integer", "double": "number"}
        fields = {"applicant": {"type": "text"}} | {
            name: {"type": types[type_]} for name, type_ in self.types.items()
        }
        accounts = {"file": "accounts.csv", "key": "applicant", "fields": fields}
        parts = {
            "sikta": 1,
            "name": "scorecard",
            "as_of": "2020-01-01",
            "tables": {"accounts": accounts},
            "metrics": {name: {"value": text} for name, text in self._metrics()},
            "segmentations": {
                f"reason_{rank}": self._reason(rank) for rank in range(1, self.reasons_wanted + 1)
            },
        }
        return yaml.safe_dump(parts, sort_keys=False, width=1000)

    def _metrics(self) -> Iterator[tuple[str, str]]:
        names = [item.attrib["name"] for item in self.characteristics]
        for item, name in zip(self.characteristics, names, strict=True):
            yield name, _nested(list(item.iter("Attribute")))
            yield f"missed_{name}", f"{_baseline(item)} - {name}"
        yield "overall", " + ".join([str(self.initial), *names])
        yield "reasons", " + ".join(f"(1 if missed_{name} > 0 else 0)" for name in names)
        for place, name in enumerate(names):
            rivals = [
                (other, ">=" if index < place else ">") for index, other in enumerate(names) if index != place
            ]
            graver = [f"(1 if missed_{other} {sign} missed_{name} else 0)" for other, sign in rivals]
            yield f"place_{name}", " + ".join(["1", *graver])

    def _reason(self, rank: int) -> dict[str, Any]:
        when = f"reasons > 0 and place_{{}} == min({rank}, reasons)"
        segments = {
            item.attrib["reasonCode"]: {"when": when.format(item.attrib["name"])}
            for item in self.characteristics
        }
        return {"method": "rules", "segments": segments}


def _baseline(characteristic: ET.Element) -> float:
    return float(characteristic.attrib["baselineScore"])


def _partial(characteristic: ET.Element, given: Given) -> float:
    attribute = next(item for item in characteristic.iter("Attribute") if _holds(item[0], given) is True)
    formula = attribute.find("ComplexPartialScore")
    return float(attribute.attrib["partialScore"]) if formula is None else _computed(formula[0], given)


def _holds(predicate: ET.Element, given: Given) -> bool | None:
    """True, false, or None for unknown."""
    if predicate.tag == "True":
        return True
    if predicate.tag == "CompoundPredicate":
        assert predicate.get("booleanOperator") == "and"
        parts = [_holds(part, given) for part in predicate]
        return False if False in parts else None if None in parts else True
    found, operator = given[predicate.attrib["field"]], predicate.attrib["operator"]
    if operator == "isMissing":
        return found is None
    if found is None:
        return None
    if isinstance(found, str):
        return {"equal": found == predicate.attrib["value"]}[operator]
    bound = float(predicate.attrib["value"])
    return {"lessOrEqual": found <= bound, "greaterThan": found > bound}[operator]


def _computed(formula: ET.Element, given: Given) -> float:
    if formula.tag == "Constant":
        return float(str(formula.text))
    if formula.tag == "FieldRef":
        value = given[formula.attrib["field"]]
        assert isinstance(value, float | int)
        return value
    left, right = (_computed(part, given) for part in formula)
    return {"+": left + right, "-": left - right, "*": left * right}[formula.attrib["function"]]


def _nested(attributes: list[ET.Element]) -> str:
    """The attributes as one expression, the first that holds; the last one's own test, where it has one, stays."""
    text = "None"
    for attribute in reversed(attributes):
        formula = attribute.find("ComplexPartialScore")
        points = attribute.attrib["partialScore"] if formula is None else _formula(formula[0])
        text = points if attribute[0].tag == "True" else f"{points} if {_test(attribute[0])} else ({text})"
    return text.replace("(None)", "None")


def _test(predicate: ET.Element) -> str:
    """A predicate that is never unknown: what is missing matches nothing but isMissing."""
    if predicate.tag == "CompoundPredicate":
        return " and ".join(_test(part) for part in predicate)
    name, operator = predicate.attrib["field"], predicate.attrib["operator"]
    if operator == "isMissing":
        return f"{name} is None"
    value = predicate.attrib["value"]
    written = value if value.replace(".", "", 1).isdigit() else f'"{value}"'
    return f"{name} is not None and {name} {SIGNS[operator]} {written}"


def _formula(formula: ET.Element) -> str:
    if formula.tag == "Constant":
        return str(formula.text)
    if formula.tag == "FieldRef":
        return formula.attrib["field"]
    left, right = (_formula(part) for part in formula)
    return f"({left} {formula.attrib['function']} {right})"
