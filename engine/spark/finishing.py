"""The last steps on the workers: the accounts of a bucket evaluated, told in columns, and written."""

import pickle
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from ..analysis.census import Census
from ..data.quality import Quality
from ..evaluation.evaluation import compute_part
from ..evaluation.notices import Notice
from ..evaluation.stages import Stage
from ..evaluation.stretches import Evaluated, accounts_of, evaluate_stretch
from ..evaluation.survey import Survey
from ..expressions.columns import Column
from ..reporting.results import accounts_table
from .buckets import State
from .house import House
from .wire import Message, messages, telling


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """What the driver found out about all accounts: for each bucket its own part, pickled."""

    by_bucket: Mapping[int, bytes] = field(default_factory=dict)

    def of(self, bucket: int) -> Survey:
        """The part of a bucket's accounts."""
        found: Survey = pickle.loads(self.by_bucket[bucket]) if bucket in self.by_bucket else Survey()  # noqa: S301
        return found


def states(given: Iterable[Message]) -> Iterator[State]:
    """The states among messages."""
    return (message.opened() for message in given if message.kind == "state")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Computes the columns that a stage needs of all accounts."""

    house: House
    surveyed: Surveyed
    stage: Stage

    def __call__(self, given: Iterator[Message]) -> Iterator[Message]:
        for state in states(given):
            yield telling(state.bucket, "columns", (state.data.keys, self._columns(state)))

    def _columns(self, state: State) -> Mapping[str, Column]:
        stretch = state.stretch(self.surveyed.of(state.bucket))
        accounts = accounts_of(self.house.plan, stretch, self.house.as_of, self.house.repeats)
        for part in (*(f"metrics.{id_}" for id_ in state.aggregates), *self.stage.parts):
            compute_part(part, accounts)
        return {name: accounts.columns[name] for name in self.stage.names if name in accounts.columns}


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Tells what the accounts are called: their keys, and their names where they have some."""

    house: House

    def __call__(self, given: Iterator[Message]) -> Iterator[Message]:
        name = self.house.ruleset.accounts.name
        for state in states(given):
            column = state.data.accounts.columns.get(name or "")
            yield telling(state.bucket, "names", (state.data.keys, column))


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A file with the accounts of a bucket, and what they tell for the whole."""

    bucket: int
    name: str
    rows: int
    schema: pa.Schema
    told: "Told"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the accounts of a bucket tell for the whole: their figures, and what was noticed in computing them."""

    census: Census
    notices: tuple[Notice, ...]

    @classmethod
    def of(cls, evaluated: Evaluated) -> "Told":
        return cls(Census.of(evaluated.results), evaluated.notices)


@dataclass(frozen=True, slots=True, eq=False)
class WriteParquet:
    """Evaluates the accounts and writes each bucket's into a file of its own, under a name that no other try has."""

    house: House
    surveyed: Surveyed
    folder: Path
    schema: pa.Schema | None = None

    def __call__(self, given: Iterator[Message]) -> Iterator[Message]:
        for state in states(given):
            evaluated = evaluated_in(state, self.house, self.surveyed)
            table = fitted(
                accounts_table(evaluated.results, self.house.plan, self.house.columns), self.schema
            )
            name = f"{state.bucket:05d}-{uuid.uuid4().hex}.parquet"
            parquet.write_table(table, self.folder / name, compression="zstd")
            written = Written(state.bucket, name, len(table), table.schema, Told.of(evaluated))
            yield telling(state.bucket, "written", written)


@dataclass(frozen=True, slots=True, eq=False)
class Tabulate:
    """Evaluates the accounts and hands their table on, with its columns told apart."""

    house: House
    surveyed: Surveyed

    def __call__(self, given: Iterator[Message]) -> Iterator[Message]:
        for state in states(given):
            evaluated = evaluated_in(state, self.house, self.surveyed)
            table = accounts_table(evaluated.results, self.house.plan, self.house.columns)
            yield telling(state.bucket, "schema", (table.schema, Told.of(evaluated)))
            yield telling(state.bucket, "table", table)


@dataclass(frozen=True, slots=True, eq=False)
class Unpack:
    """Tables as rows of Spark."""

    schema: pa.Schema

    def __call__(self, given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for message in messages(given):
            yield from fitted(message.opened(), self.schema).combine_chunks().to_batches()


def evaluated_in(state: State, house: House, surveyed: Surveyed) -> Evaluated:
    """The results of a bucket's accounts."""
    nothing_else = Quality((), (), state.faults)
    stretch = state.stretch(surveyed.of(state.bucket))
    return evaluate_stretch(house.plan, stretch, house.as_of, nothing_else, house.repeats)


def fitted(table: pa.Table, schema: pa.Schema | None) -> pa.Table:
    """A table with the types that the whole has."""
    return table if schema is None else table.cast(schema)


def common(schemas: list[pa.Schema]) -> pa.Schema:
    """The types that the tables of all buckets fit in: a column of whole numbers may have fractions in another one."""
    return pa.unify_schemas(schemas, promote_options="permissive")
