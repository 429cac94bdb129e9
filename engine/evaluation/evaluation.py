"""The whole evaluation: metrics, knock-outs, scores and segmentations, each after what it needs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from ..carriers import Carrier, carrier_named
from ..data.quality import Quality
from ..data.tables import DataSet
from ..expressions.columns import Column
from ..findings import Finding
from ..plan.plan import Plan
from ..progress import Progress, silent
from .accounts import Accounts
from .given import Given
from .knockouts import add_knockouts
from .linked import aggregate_tables
from .metrics import add_metric
from .notices import distinct
from .playbooks import playbooks
from .results import Results
from .scores import add_score
from .segmentations import add_segmentation

T = TypeVar("T")
PARTS: Mapping[str, Callable[[str, Accounts], None]] = {
    "metrics": add_metric,
    "knockouts": lambda _, accounts: add_knockouts(accounts),
    "scores": add_score,
    "segmentations": add_segmentation,
}


def evaluate(
    plan: Plan,
    data: DataSet,
    quality: Quality | Callable[[], Quality],
    as_of: date,
    *,
    carrier: str | Carrier = "pandas",
    progress: Progress | None = None,
    given: Mapping[str, Given] = MappingProxyType({}),
) -> Results:
    """Everything that the ruleset computes, one row per account.

    `quality` may be what gives the report once the linked tables were walked through, as `open_data` does.
    `carrier` holds what cannot be added up block by block: itself, or its name. `progress` is told how far the work is. `given` are
    metrics with values that stand in place of computed ones. Raises SiktaError where the carrier is not there.
    """
    tell = progress or silent
    accounts = Accounts(plan, data, as_of, carrier_named(carrier), dict(data.accounts.columns), given=given)
    accounts.aggregates = aggregate_tables(accounts, tell)
    return evaluated(accounts, quality if isinstance(quality, Quality) else quality(), tell)


def evaluated(accounts: Accounts, quality: Quality, progress: Progress) -> Results:
    """The results of accounts of which the metrics over linked rows are known."""
    for part in accounts.plan.order:
        section, _, id = part.partition(".")
        progress(f"computing {id or section}")
        compute_part(part, accounts)
    return results_of(accounts, quality)


def compute_part(part: str, accounts: Accounts) -> None:
    """Compute one part of the plan's order and let it join the accounts."""
    section, _, id = part.partition(".")
    PARTS[section](id, accounts)
    if section == "metrics" and id in accounts.given:
        accounts.columns[id] = accounts.given[id].laid_over(accounts.columns[id])


def results_of(accounts: Accounts, quality: Quality) -> Results:
    """The results of accounts for which every part was computed."""
    ruleset = accounts.plan.ruleset
    chosen = playbooks(accounts)
    noticed = (each.finding(ruleset) for each in distinct(accounts.notices))
    findings = dict.fromkeys((*quality.findings, *accounts.findings, *noticed))
    return Results(
        ruleset=ruleset,
        as_of=accounts.as_of,
        keys=accounts.data.keys,
        values=_values(accounts),
        knockouts=_in_file_order(accounts.knockouts, ruleset.knockouts),
        knocked_out=accounts.knocked_out,
        scores=_in_file_order(accounts.scores, ruleset.scores),
        segmentations=_in_file_order(accounts.segmentations, ruleset.segmentations),
        playbooks=chosen,
        money=accounts.plan.money,
        quality=quality,
        inputs=accounts.data.inputs,
        findings=tuple(sorted(findings, key=Finding.sort_key)),
    )


def _values(accounts: Accounts) -> Mapping[str, Column]:
    """Fields of the accounts, then metrics, each in file order."""
    ruleset = accounts.plan.ruleset
    return _in_file_order(accounts.columns, (*ruleset.accounts.fields, *ruleset.metrics))


def _in_file_order(computed: Mapping[str, T], ids: Iterable[str]) -> dict[str, T]:
    return {id: computed[id] for id in ids if id in computed}
