"""Where the accounts of a run go beside its folder, and what became of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from ..analysis.sensitivity import watched_segmentation
from ..findings import Finding, SiktaError
from ..plan import Plan
from .changes import Changes, Compared, changed_accounts
from .previous import read_previous, refuse_other_rules
from .target import Target
from .upsert import put_in_place, write_upsert

if TYPE_CHECKING:
    from .database import Delivered

Table: TypeAlias = Any  # pyarrow has no types of its own
Blocks: TypeAlias = Callable[[], Iterable[Table]]


@dataclass(frozen=True, slots=True)
class Upsert:
    """A file of the accounts that changed against an earlier run, by a segmentation (the matrix where none is named)."""

    path: Path
    previous: Path
    segmentation: str | None = None
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Outlets:
    """What is asked for, none of it by default."""

    table: Target | None = None
    upsert: Upsert | None = None


@dataclass(slots=True)
class Sent:
    """What became of it, once the run is done."""

    delivered: "Delivered | None" = None
    changes: Changes | None = None


@dataclass(slots=True)
class Sending:
    """The accounts on their way; `send` is called once they are there, before the run's folder takes its place."""

    outlets: Outlets
    environment: Mapping[str, str]
    compared: Compared | None
    before: Table | None
    file: Path | None
    sent: Sent = field(default_factory=Sent)

    def send(self, blocks: Blocks) -> None:
        """Send the table of accounts, block by block. Raises SiktaError."""
        if self.compared is not None and self.file is not None and self.outlets.upsert is not None:
            now = _taken(blocks(), self.compared)
            if self.compared.segmentation not in now.column_names:
                raise SiktaError([_left_out(self.compared.segmentation)])
            self.sent.changes = changed_accounts(now, self.before, self.compared)
            write_upsert(self.sent.changes, self.file, raw=self.outlets.upsert.raw)
        if self.outlets.table is not None:
            from .database import deliver  # only a run into a database pays for SQLAlchemy

            self.sent.delivered = deliver(blocks(), self.outlets.table, self.environment)


@contextmanager
def sending(outlets: Outlets, plan: Plan, environment: Mapping[str, str]) -> Iterator[Sending]:
    """What is asked for, made ready before a run writes anything: the run before may lie where the new one goes.

    The file of changes appears when the block ends without an error. Raises SiktaError.
    """
    upsert = outlets.upsert
    if upsert is None:
        yield Sending(outlets, environment, None, None, None)
        return
    compared = _compared(plan, upsert.segmentation)
    refuse_other_rules(upsert.previous, plan.ruleset.name)
    before = read_previous(upsert.previous, compared.columns, [compared.segmentation])
    with put_in_place(upsert.path) as file:
        yield Sending(outlets, environment, compared, before, file)


def _compared(plan: Plan, wanted: str | None) -> Compared:
    """The segmentation, every score and the money of the accounts."""
    ruleset = plan.ruleset
    money = [plan.money] if plan.money else []
    told = dict.fromkeys((*ruleset.scores, *money))
    return Compared(watched_segmentation(ruleset, wanted), tuple(told), ruleset.accounts.name)


def _taken(blocks: Iterable[Table], compared: Compared) -> Table:
    """The key, which comes first, and what is compared."""
    taken = []
    for block in blocks:
        names = [block.column_names[0], *compared.columns]
        taken.append(block.select([name for name in dict.fromkeys(names) if name in block.column_names]))
    return pa.concat_tables(taken)


def _left_out(segmentation: str) -> Finding:
    return Finding(
        "E621",
        f'the results have no column "{segmentation}", by which --upsert tells who changed segment',
        expected="results with that column",
        fix="name it with --columns too, or compare another segmentation: --segmentation",
    )
