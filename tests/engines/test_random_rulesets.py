"""Random rulesets over the whole language and random data give the same in every way in which they can be computed.

`make_case(seed)` makes a ruleset and its tables again; `case.write(folder)` writes them down to be looked at. The SQL of
`reference/` was written after the design documents and shares nothing with the engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sikta.engine import Results
from sikta.engine.checking import check_ruleset
from sikta.engine.plan import Plan
from sikta.engine.running import Sources, evaluate_plan
from tests.engines import against_sql
from tests.engines.conftest import SEEDS
from tests.engines.making.ruleset import Case, make_case
from tests.engines.reference.database import Database
from tests.engines.reference.ruleset import compute
from tests.engines.told import Told, different, told
from tests.engines.ways import IN_PROCESS, as_run, held, in_stretches, of_accounts, streamed


@dataclass(frozen=True)
class Run:
    """A ruleset that `sikta check` accepts, where its data is, and what comes out on pandas."""

    case: Case
    plan: Plan
    sources: Sources
    results: Results
    told: Told

    @classmethod
    def of(cls, seed: int, folder: Path) -> "Run":
        case = make_case(seed)
        plan = check_ruleset(case.write(folder)).or_raise()
        sources = Sources(frames=case.frames())
        results = evaluate_plan(plan, sources)
        return cls(case, plan, sources, results, told(results, plan))

    def engine(self, step: int) -> str:
        """One engine for each seed, so that over all of them each is tried with each way."""
        return IN_PROCESS[(self.case.seed + step) % len(IN_PROCESS)]

    def on_other_engines(self) -> Iterator[tuple[str, str | None]]:
        for engine in IN_PROCESS[1:]:
            yield engine, different(self.told, as_run(self.plan, self.sources, engine))

    def in_small_blocks(self) -> str | None:
        return different(self.told, streamed(self.plan, self.sources, self.engine(0)))

    def held_or_in_stretches(self) -> str | None:
        """The whole data in memory, or its accounts a few at a time."""
        way = held if self.case.seed % 2 else in_stretches
        found = way(self.plan, self.sources, self.engine(1))
        return different({part: self.told[part] for part in found}, found)

    def in_another_order(self, folder: Path) -> str | None:
        """With the rows of every table shuffled."""
        mixed = self.case.shuffled()
        folder.mkdir()
        mixed.write(folder)
        found = as_run(self.plan, Sources(folder=folder, frames=mixed.frames()), self.engine(2))
        return different(of_accounts(self.told), of_accounts(found))

    def in_sql(self, database: Database) -> Iterator[tuple[str, str | None]]:
        reference = compute(database, self.case.rules, self.case.as_of, self.case.clean())
        for name, expected in reference.columns.items():
            found = against_sql.computed(self.results, name)
            yield f"{name} in SQL", against_sql.different(found, expected)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.connection.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_way_gives_the_same(seed: int, tmp_path: Path, database: Database) -> None:
    """In one test, as making a ruleset and computing it once takes longer than most of the ways by themselves."""
    run = Run.of(seed, tmp_path)

    differences = {
        **dict(run.on_other_engines()),
        "small blocks": run.in_small_blocks(),
        "held or in stretches": run.held_or_in_stretches(),
        "another order": run.in_another_order(tmp_path / "shuffled"),
        **dict(run.in_sql(database)),
    }

    assert {way: found for way, found in differences.items() if found is not None} == {}
