"""The whole evaluation in stretches of accounts: what all accounts tell together first, then one stretch after the other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ..carriers import Carrier, carrier_named
from ..data.quality import Quality
from ..data.tables import BLOCK, DataSet, Input
from ..expressions.columns import Column
from ..findings import Finding
from ..plan.plan import Plan
from ..progress import Progress, silent
from ..rules.model import Ruleset
from .accounts import Accounts
from .linked import aggregate_tables
from .notices import Notice, distinct, together
from .results import Results
from .stretches import evaluate_stretch, repeats_of, stretches
from .surveying import survey_of


@dataclass(slots=True, eq=False)
class Evaluation:
    """An evaluation whose accounts come in stretches, in the order of their keys, as results of their own.

    What `evaluate` gives for all accounts, `stretches` gives for some at a time, value by value the same, with the
    quality of the whole data but the accounts' own faults. It can be gone through once. `findings` are complete then.
    """

    plan: Plan
    data: DataSet
    as_of: date
    quality: Quality
    aggregates: Mapping[str, Column]
    progress: Progress
    rows: int
    found: tuple[Finding, ...]
    _notices: list[Notice] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.data.keys)

    @property
    def ruleset(self) -> Ruleset:
        return self.plan.ruleset

    @property
    def money(self) -> str | None:
        return self.plan.money

    @property
    def inputs(self) -> tuple[Input, ...]:
        return self.data.inputs

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the data and of all stretches that were evaluated, in the order of reading."""
        ruleset = self.plan.ruleset
        told = (*self.quality.findings, *self.found, *(each.finding(ruleset) for each in self._notices))
        return tuple(sorted(dict.fromkeys(told), key=Finding.sort_key))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was noticed about the accounts that were evaluated."""
        return tuple(self._notices)

    def whole(self) -> Results:
        """The results of all accounts at once."""
        from .evaluation import evaluated

        accounts = Accounts(
            self.plan, self.data, self.as_of, carrier_named("auto"), dict(self.data.accounts.columns)
        )
        accounts.aggregates, accounts.findings = self.aggregates, list(self.found)
        results = evaluated(accounts, self.quality, self.progress)
        self._notices = distinct(accounts.notices)
        return results

    def stretches(self) -> Iterator[Results]:
        """The results of one stretch of accounts after the other; at least one, perhaps of no accounts."""
        repeats, done = repeats_of(self.plan), 0
        survey, noticed = survey_of(self.plan, self.data, self.aggregates, self.as_of, repeats)
        self._notices = distinct(noticed)
        for stretch in stretches(self.data, self.aggregates, survey, self.quality.accounts, self.rows):
            evaluated = evaluate_stretch(self.plan, stretch, self.as_of, self.quality, repeats)
            self._notices = together(self._notices, evaluated.notices)
            done += len(evaluated.results)
            self.progress("computing accounts", done, len(self))
            yield evaluated.results


def evaluate_in_stretches(
    plan: Plan,
    data: DataSet,
    quality: Quality | Callable[[], Quality],
    as_of: date,
    *,
    carrier: str | Carrier = "pandas",
    progress: Progress = silent,
    rows: int = BLOCK,
    known: Mapping[str, Column] = MappingProxyType({}),
) -> Evaluation:
    """Read the linked tables, and make ready to evaluate the accounts `rows` at a time.

    `quality` and `carrier` as for `evaluate`; of the `known` metrics over linked rows no row is read. Raises SiktaError
    where the carrier is not there.
    """
    accounts = Accounts(plan, data, as_of, carrier_named(carrier), dict(data.accounts.columns))
    accounts.aggregates = known
    aggregates = {**known, **aggregate_tables(accounts, progress)}
    resolved = quality if isinstance(quality, Quality) else quality()
    return Evaluation(plan, data, as_of, resolved, aggregates, progress, rows, tuple(accounts.findings))
