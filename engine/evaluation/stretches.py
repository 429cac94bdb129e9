"""Stretches: some accounts with all that is needed to evaluate them apart from the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..carriers import carrier_named
from ..data.quality import AccountFaults, Quality
from ..data.tables import BLOCK, DataSet
from ..expressions.columns import Column, Mask
from ..expressions.kernel import Repeats, Shared
from ..plan.plan import Plan
from .accounts import Accounts
from .notices import Notice
from .results import Results
from .survey import Survey


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Accounts one after the other in the order of their keys.

    `data` holds these accounts alone (their keys, and their table `accounts`) and every table that a lookup reads,
    whole. `aggregates` are their metrics over linked rows, `survey` what only all accounts together could tell, each
    for these accounts alone. `faults` are theirs too. Nothing here is bound to a process, so all of it can be sent to
    another one.
    """

    data: DataSet
    aggregates: Mapping[str, Column]
    survey: Survey
    faults: AccountFaults


@dataclass(frozen=True, slots=True, eq=False)
class Evaluated:
    """The results of a stretch, and what was noticed on the way, which adds up over stretches."""

    results: Results
    notices: tuple[Notice, ...]


ACCOUNT_LEVEL = ("metrics.", "knockouts.", "scores.", "segmentations.", "playbooks.")


def repeats_of(plan: Plan) -> Repeats:
    """The parts that several expressions over accounts have in common."""
    return Repeats.among(
        compiled.tree for path, compiled in plan.expressions.items() if is_over_accounts(path)
    )


def is_over_accounts(path: str) -> bool:
    """Whether the expression at a path is of accounts, not of linked rows."""
    return path.startswith(ACCOUNT_LEVEL) and (not path.startswith("metrics.") or path.endswith(".value"))


def evaluate_stretch(
    plan: Plan, stretch: Stretch, as_of: date, quality: Quality, repeats: Repeats | None = None
) -> Evaluated:
    """Everything that the ruleset computes for the accounts of a stretch, the same as it is among all accounts.

    `quality` is that of the whole data; `repeats` are what `repeats_of` gives, found anew where they are left out.
    The findings of the results are still to be made, of the notices of all stretches (`notices.together`).
    """
    from .evaluation import compute_part, results_of

    accounts = accounts_of(plan, stretch, as_of, repeats or repeats_of(plan))
    for part in plan.order:
        compute_part(part, accounts)
    results = results_of(accounts, replace(quality, accounts=stretch.faults))
    results = replace(results, findings=(), compared=stretch.survey.columns)
    return Evaluated(results, tuple(accounts.notices))


def accounts_of(plan: Plan, stretch: Stretch, as_of: date, repeats: Repeats) -> Accounts:
    """The accounts of a stretch, of which nothing was computed yet."""
    columns = dict(stretch.data.accounts.columns)
    shared = Shared(repeats)
    return Accounts(
        plan,
        stretch.data,
        as_of,
        carrier_named("auto"),  # of linked rows nothing is left to do
        columns,
        aggregates=stretch.aggregates,
        survey=stretch.survey,
        shared=shared,
    )


def stretches(
    data: DataSet,
    aggregates: Mapping[str, Column],
    survey: Survey,
    faults: AccountFaults,
    rows: int = BLOCK,
) -> Iterator[Stretch]:
    """All accounts in stretches of so many, as views; one without accounts where there are none."""
    start = 0
    for table in data.accounts.blocks(rows):
        part = slice(start, start + table.size)
        tables = {**data.tables, "accounts": table}
        yield Stretch(
            DataSet(tables, data.keys.take(part), ()),
            {id: column.take(part) for id, column in aggregates.items()},
            survey.take(part),
            AccountFaults(
                _part(faults.missing, part), _part(faults.outdated, part), _part(faults.invalid, part)
            ),
        )
        start += table.size


def _part(masks: Mapping[str, Mask], rows: slice) -> dict[str, Mask]:
    return {field: mask[rows] for field, mask in masks.items()}
