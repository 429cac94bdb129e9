"""Random rulesets over the whole language and random data give the same in every way in which they can be computed.

`make_case(seed)` makes a ruleset and its tables again; `case.write(folder)` writes them down to be looked at. The SQL of
`reference/` was written after the design documents and shares nothing with the engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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

    def engine(self, step: int) -> str:
        """One engine for each seed, so that over all of them each is tried with each way."""
        return IN_PROCESS[(self.case.seed + step) % len(IN_PROCESS)]


@pytest.fixture(scope="module", params=SEEDS)
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    case = make_case(request.param)
    with TemporaryDirectory() as folder:
        plan = check_ruleset(case.write(Path(folder))).or_raise()
        sources = Sources(frames=case.frames())
        results = evaluate_plan(plan, sources)
        yield Run(case, plan, sources, results, told(results, plan))


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.connection.close()


def test_every_engine_gives_the_same(run: Run) -> None:
    for engine in IN_PROCESS[1:]:
        assert different(run.told, as_run(run.plan, run.sources, engine)) is None, engine


def test_data_in_small_blocks_gives_the_same(run: Run) -> None:
    assert different(run.told, streamed(run.plan, run.sources, run.engine(0))) is None


def test_data_held_or_accounts_in_stretches_give_the_same(run: Run) -> None:
    way = held if run.case.seed % 2 else in_stretches
    found = way(run.plan, run.sources, run.engine(1))
    assert different({part: run.told[part] for part in found}, found) is None


def test_rows_in_any_order_give_the_same(run: Run, tmp_path: Path) -> None:
    mixed = run.case.shuffled()
    sources = Sources(folder=mixed.write(tmp_path), frames=mixed.frames())
    assert different(of_accounts(run.told), of_accounts(as_run(run.plan, sources, run.engine(2)))) is None


def test_sql_gives_the_same(run: Run, database: Database) -> None:
    reference = compute(database, run.case.rules, run.case.as_of, run.case.clean())
    for name, expected in reference.columns.items():
        assert against_sql.different(against_sql.computed(run.results, name), expected) is None, name
