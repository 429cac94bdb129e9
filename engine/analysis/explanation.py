"""One account's route through the rules: what was used, what it gave, what is missing, what would move it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..evaluation.results import Results
from ..plan.plan import Plan
from ..rules.model import Text
from .accounts import find_account
from .case import Case, UsedValue
from .glossary import Term, glossary, ruleset_title, titled
from .knockout_reasons import KnockoutReason, knockout_reasons
from .score_reasons import ScoreReason, score_reasons
from .segmentation_reasons import SegmentationReason, segmentation_reasons


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that made one account what it is. `glossary` gives the words for every name in a rule.

    `values` are the fields and metrics that knock-outs, scores and segmentations look at, in file order.
    """

    key: str
    name: str
    as_of: date
    ruleset: Text
    currency: str
    values: tuple[UsedValue, ...]
    knocked_out: bool
    knockouts: tuple[KnockoutReason, ...]
    scores: tuple[ScoreReason, ...]
    segmentations: tuple[SegmentationReason, ...]
    playbook: Text | None
    glossary: Mapping[str, Term]


def explain(results: Results, plan: Plan, account: str) -> Explanation:
    """The route of the account with this key or name.

    Raises SiktaError: E911 with the nearest names where there is none, E912 where several have the name.
    """
    return explain_row(results, plan, find_account(results, account))


def explain_row(results: Results, plan: Plan, row: int) -> Explanation:
    """The route of the account in a row of the results."""
    case, ruleset = Case(results, plan, row), plan.ruleset
    return Explanation(
        results.keys.take(slice(row, row + 1)).to_list()[0] or "",
        results.names[row],
        results.as_of,
        ruleset_title(ruleset),
        ruleset.currency,
        tuple(case.used(name) for name in used_names(results, plan)),
        bool(results.knocked_out[row]),
        knockout_reasons(case),
        score_reasons(case),
        segmentation_reasons(case),
        _playbook(results, row),
        glossary(plan),
    )


def used_names(results: Results, plan: Plan) -> tuple[str, ...]:
    """The fields and metrics that knock-outs, scores and segmentations look at, also behind metrics, in file order."""
    found: set[str] = set()
    fresh = {name for path, rule in plan.expressions.items() if _decides(path) for name in rule.names}
    while fresh:
        found |= fresh
        behind = (rule.names for path, rule in plan.expressions.items() if _is_value_of(path, fresh))
        fresh = {name for names in behind for name in names} - found
    return tuple(name for name in results.values if name in found)


def _decides(path: str) -> bool:
    return path.partition(".")[0] in {"knockouts", "scores", "segmentations"}


def _is_value_of(path: str, names: set[str]) -> bool:
    section, _, rest = path.partition(".")
    name, _, kind = rest.partition(".")
    return section == "metrics" and kind == "value" and name in names


def _playbook(results: Results, row: int) -> Text | None:
    code = int(results.playbooks[row])
    if code < 0:
        return None
    playbook = list(results.ruleset.playbooks.values())[code]
    return titled(playbook.title, playbook.id)
