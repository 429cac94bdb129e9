"""What the names of a ruleset stand for, in words for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..expressions.types import Kind, Type
from ..plan.plan import Plan
from ..rules.model import Field, Metric, Ruleset, Text

Shape: TypeAlias = Literal[
    "text", "number", "integer", "money", "percent", "score", "boolean", "date", "list",
    "rank", "days", "months", "years",
]  # fmt: skip
"""How a value is written for people. A `percent` is a fraction, shown as a percentage; a `rank` is the part (0..1) of
the accounts that have less.
"""

_SHAPES: Mapping[Kind, Shape] = {
    Kind.NUMBER: "number",
    Kind.TEXT: "text",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.LIST: "list",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the ruleset: its title, how its values are written, and where they come from."""

    name: str
    title: Text
    shape: Shape = "text"
    unit: str | None = None
    definition: str | None = None
    source: str | None = None
    method: str | None = None
    owner: str | None = None
    judgement: bool = False


def titled(title: Text, id_: str) -> Text:
    """The title; where there is none, the id as words: `revenue_12m` reads as "Revenue 12m"."""
    words = id_.replace("_", " ").strip()
    return title or Text.plain(words[:1].upper() + words[1:])


def ruleset_title(ruleset: Ruleset) -> Text:
    """The ruleset's title; where there is none, its name as words: `first-steps` reads as "First steps"."""
    return titled(ruleset.title, ruleset.name.replace("-", " "))


def shape_of(of: Type, unit: str | None = None, written: str | None = None, currency: str = "") -> Shape:
    """How values of a type are written: the format that is asked for, else money in the ruleset's currency."""
    if of.kind is Kind.NUMBER:
        if written in {"number", "money", "percent", "integer"}:
            return written  # type: ignore[return-value] # one of the four just named
        if unit is not None and unit == currency:
            return "money"
        return "integer" if of.integer else "number"
    return _SHAPES.get(of.kind, "text")


def term(plan: Plan, name: str) -> Term:
    """The term of a name that expressions may use; a name that nothing declares is its own title."""
    ruleset = plan.ruleset
    if name in ruleset.accounts.fields:
        return _of_field(ruleset.accounts.fields[name], plan)
    if name in ruleset.metrics:
        return _of_metric(ruleset.metrics[name], plan)
    if name in ruleset.scores:
        score = ruleset.scores[name]
        return Term(name, titled(score.title, name), "score", definition=score.definition, owner=score.owner)
    title = ruleset.segmentations[name].title if name in ruleset.segmentations else Text()
    return Term(name, titled(title, name), shape_of(_type(plan, name)))


def glossary(plan: Plan) -> Mapping[str, Term]:
    """Every name of the accounts' scope and every parameter with its term."""
    names = dict.fromkeys((*plan.types, *plan.ruleset.parameters))
    return {name: term(plan, name) for name in names}


def titles(plan: Plan, language: str) -> Mapping[str, str]:
    """Every name with its title in one language, as the sentence of an expression needs them."""
    return {name: each.title.in_language(language) for name, each in glossary(plan).items()}


def _of_field(field: Field, plan: Plan) -> Term:
    shape = shape_of(_type(plan, field.id), field.unit, field.format, plan.ruleset.currency)
    return Term(
        field.id,
        titled(field.title, field.id),
        shape,
        field.unit,
        field.definition,
        field.source,
        field.method,
        field.owner,
        field.judgement,
    )


def _of_metric(metric: Metric, plan: Plan) -> Term:
    shape = shape_of(_type(plan, metric.id), metric.unit, metric.format, plan.ruleset.currency)
    title = titled(metric.title, metric.id)
    return Term(metric.id, title, shape, metric.unit, metric.definition, None, metric.method, metric.owner)


def _type(plan: Plan, name: str) -> Type:
    return plan.types.get(name, Type(Kind.TEXT))
