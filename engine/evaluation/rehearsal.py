"""Many rulesets on one set of data: the first is evaluated whole, of each other one only what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ..carriers import Carrier, carrier_named
from ..data.quality import Quality
from ..data.tables import DataSet
from ..expressions.columns import Column
from ..plan.plan import Plan
from ..progress import silent
from .accounts import Accounts
from .evaluation import compute_part, results_of
from .given import Given
from .linked import aggregate_tables
from .memory import Kept, Memory
from .parts import Parts
from .results import KnockoutResult, Results, ScoreResult, SegmentationResult


class Rehearsal:
    """A plan evaluated over data that stays, and any number of other plans after it.

    `first` are the results of the plan it began with. Later plans are compared with that one, so each costs what it
    changes: another threshold of a matrix only the matrix and what looks at it. `carrier` groups linked rows and
    `given` stands in place of what is computed, as for `evaluate`.
    """

    def __init__(
        self,
        plan: Plan,
        data: DataSet,
        quality: Quality,
        as_of: date,
        *,
        carrier: str | Carrier = "pandas",
        given: Mapping[str, Given] = MappingProxyType({}),
    ) -> None:
        self.plan, self.data, self.quality, self.as_of = plan, data, quality, as_of
        self._carrier, self._given = carrier_named(carrier), given
        self._memory = Memory(learning=True)
        self.first = self.results(plan)
        self._memory.learning = False

    def fits(self, plan: Plan) -> bool:
        """Whether the plan would read the same data from the same files: it declares the same tables."""
        old, new = self.plan.ruleset, plan.ruleset
        return old.tables == new.tables and old.currency == new.currency

    def results(self, plan: Plan) -> Results:
        """What `evaluate` gives for the plan over this data, the same in every column and finding.

        Raises ValueError where the plan needs other data, which `fits` tells beforehand.
        """
        if not self.fits(plan):
            raise ValueError("this ruleset declares other tables than the one whose data was read")
        columns = dict(self.data.accounts.columns)
        memory, given = self._memory, self._given
        accounts = Accounts(plan, self.data, self.as_of, self._carrier, columns, memory=memory, given=given)
        parts = Parts(plan)
        _aggregate(parts, accounts)
        for part in plan.order:
            _join(part, parts, accounts)
        return results_of(accounts, self.quality)


def _aggregate(parts: Parts, accounts: Accounts) -> None:
    """Metrics over linked rows: those that are kept, and the others in one walk through each table."""
    wanted = parts.aggregates()
    definitions = {id: parts.definition(f"metrics.{id}") for id in wanted}
    found = {id: accounts.memory.find(f"rows.{id}", text, ()) for id, text in definitions.items()}
    accounts.aggregates = {id: kept.outcome for id, kept in found.items() if kept is not None}
    fresh = aggregate_tables(accounts, silent)
    accounts.aggregates = {**accounts.aggregates, **fresh}
    # A finding names the first of several metrics that share an expression: such tables are walked through whole.
    troubled = {wanted[finding.path.split(".")[1]].table for finding in accounts.findings}
    for id, column in fresh.items():
        if wanted[id].table not in troubled:
            accounts.memory.learn(f"rows.{id}", Kept(definitions[id], (), column))


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """What a part adds to the accounts: a column, and the result behind it where it has one."""

    column: Column
    knockouts: dict[str, KnockoutResult] | None = None
    score: ScoreResult | None = None
    segmentation: SegmentationResult | None = None


def _join(part: str, parts: Parts, accounts: Accounts) -> None:
    """Let a part join the accounts, computed anew only where something about it changed."""

    def compute() -> _Joined:
        compute_part(part, accounts)
        return _joined(part, accounts)

    joined = accounts.recall(part, parts.definition(part), parts.inputs(part, accounts), compute)
    name = _name(part)
    accounts.columns[name] = joined.column
    if joined.knockouts is not None:
        accounts.knockouts = joined.knockouts
    if joined.score is not None:
        accounts.scores[name] = joined.score
    if joined.segmentation is not None:
        accounts.segmentations[name] = joined.segmentation


def _joined(part: str, accounts: Accounts) -> _Joined:
    name = _name(part)
    return _Joined(
        accounts.columns[name],
        accounts.knockouts if part == "knockouts" else None,
        accounts.scores.get(name),
        accounts.segmentations.get(name),
    )


def _name(part: str) -> str:
    return part.partition(".")[2] or "knocked_out"
