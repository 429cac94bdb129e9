"""Why an account was taken out, and which knock-outs could not be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..expressions.compiled import Compiled
from ..rules.model import Knockout, Text
from .case import Case, UsedValue
from .glossary import Term, titled
from .placeholders import placeholders


@dataclass(frozen=True, slots=True)
class KnockoutReason:
    """A knock-out: `fired` (certainly true), `unknown` (could not be checked: `missing` says why) or `clear`.

    `reason` may name values as `{country}`; `values` holds those that it names.
    """

    id: str
    title: Text
    state: Literal["fired", "unknown", "clear"]
    reason: Text
    values: Mapping[str, UsedValue]
    rule: Compiled | None
    missing: tuple[Term, ...] = ()
    owner: str | None = None


def knockout_reasons(case: Case) -> tuple[KnockoutReason, ...]:
    """Every knock-out of the ruleset in file order, as it stands for one account."""
    return tuple(_reason(case, knockout) for knockout in case.plan.ruleset.knockouts.values())


def _reason(case: Case, knockout: Knockout) -> KnockoutReason:
    state, path = _state(case, knockout.id), f"knockouts.{knockout.id}.when"
    return KnockoutReason(
        knockout.id,
        titled(knockout.title, knockout.id),
        state,
        knockout.reason,
        {name: case.used(name) for name in _named(knockout.reason)},
        case.plan.expressions.get(path),
        case.absent([path]) if state == "unknown" else (),
        knockout.owner,
    )


def _state(case: Case, knockout: str) -> Literal["fired", "unknown", "clear"]:
    result = case.results.knockouts[knockout]
    if result.true[case.row]:
        return "fired"
    return "unknown" if result.unknown[case.row] else "clear"


def _named(reason: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in reason.by_language.values() for name in placeholders(text)))
