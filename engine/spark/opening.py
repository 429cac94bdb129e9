"""A run made ready: sources opened on the driver as a run in process opens them, their rows left to the workers."""

import datetime as dt
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..data.contract import own_fields
from ..data.needed import needed_fields
from ..data.raw import Request, Scan
from ..data.readers.headers import check_headers
from ..data.sources import open_sources, whole_tables
from ..findings import SiktaError
from ..plan.horizons import horizons
from ..plan.plan import Plan
from ..rules.model import Ruleset
from .frames import SampleRows
from .house import House
from .portions import Portion, headers_of, origin_of, portions_of
from .ranges import Ranges
from .run import Frame, Inputs, SparkRun, over_portions
from .sending import SamplePortions, fields_to_account
from .session import Session, is_connect
from .spreading import held_tables, spread_tables, why_together
from .wire import SCHEMA, collected

MOST_RANGES = 32_000


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a run is given: the folder of files, frames of any library by table, and tables of Spark by name.

    `buckets` are the ranges that accounts are parted into; as many as the cluster has use for where it is None.
    `columns` are those of the accounts to be written, all where it is None.
    """

    folder: Path | None = None
    frames: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    buckets: int | None = None
    columns: Collection[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A run whose sources are open. `scans` are those that the driver opened; `together` tells why there is one bucket."""

    run: SparkRun
    scans: Mapping[str, Scan]
    together: str


def prepared(plan: Plan, day: dt.date, given: Given, session: Session) -> Prepared:
    """Open every source, read reference tables, and part the accounts into ranges. Raises SiktaError with all faults."""
    ruleset = plan.ruleset
    of_spark = {name: frame for name, frame in given.frames.items() if is_of_spark(frame)}
    of_spark |= {name: session.table(table) for name, table in given.tables.items()}
    others = {name: frame for name, frame in given.frames.items() if name not in of_spark}
    needed = needed_fields(ruleset, None, plan.measures)
    since = {name: first for name, first in horizons(ruleset, day).items() if first is not None}
    rest = replace(ruleset, tables={n: t for n, t in ruleset.tables.items() if n not in of_spark})
    scans = open_sources(rest, needed, given.folder, others, os.environ, since)
    for name, frame in of_spark.items():
        _check(name, frame, ruleset)
    house = _house(plan, day, needed, given, scans, since)
    together = why_together(ruleset, needed)
    tasks = parallelism(session)
    spread = [name for name in spread_tables(ruleset) if name not in of_spark]
    portions = tuple(p for name in spread for p in portions_of(name, house, 2 * tasks))
    inputs = Inputs(portions, {name: of_spark[name] for name in spread_tables(ruleset) if name in of_spark})
    held = _held(house, scans, of_spark)
    house = replace(house, held=held)
    count = 1 if together else given.buckets or 2 * tasks
    run = SparkRun(session, replace(house, ranges=_ranges(session, house, inputs, count)), inputs)
    return Prepared(run, scans, together)


def _house(
    plan: Plan,
    day: dt.date,
    needed: Mapping[str, frozenset[str]],
    given: Given,
    scans: Mapping[str, Scan],
    since: Mapping[str, dt.date],
) -> House:
    ruleset = plan.ruleset
    origins = {
        name: scans[name].origin if name in scans else origin_of(name)
        for name, table in ruleset.tables.items()
        if not table.derived_from
    }
    frames = {name: frame for name, frame in given.frames.items() if name in scans}
    folder = (given.folder or ruleset.folder).resolve()
    chosen = None if given.columns is None else frozenset(given.columns)
    return House(
        plan,
        day,
        needed,
        folder,
        origins,
        frames,
        since=since,
        environment=_environment(ruleset),
        columns=chosen,
    )


def _environment(ruleset: Ruleset) -> dict[str, str]:
    """The addresses of the databases that workers read."""
    spread = (ruleset.tables[name] for name in spread_tables(ruleset))
    names = (table.connection.strip("${}") for table in spread if table.connection)
    return {name: os.environ[name] for name in names if name in os.environ}


def _held(house: House, scans: Mapping[str, Scan], of_spark: Mapping[str, Frame]) -> dict[str, Any]:
    """The reference tables, read; those of Spark come to the driver."""
    names = held_tables(house.ruleset)
    opened = {name: scans[name] for name in names if name in scans}
    tables = {name: of_spark[name].toArrow() for name in names if name in of_spark}
    if tables:
        alone = replace(house.ruleset, tables={name: house.ruleset.tables[name] for name in tables})
        opened |= open_sources(alone, house.needed, None, tables, {})
    return whole_tables({name: opened[name] for name in names if name in opened})


def _check(name: str, frame: Frame, ruleset: Ruleset) -> None:
    """Raise SiktaError where a frame of Spark lacks a column that the ruleset declares."""
    table = ruleset.tables[name]
    declared = frozenset(of.header for of in own_fields(table).values())
    headers = tuple(each.strip() for each in frame.columns)
    check_headers(headers, Request(table, origin_of(name), declared, declared))


def is_of_spark(frame: Any) -> bool:
    """Whether a frame is one of Spark."""
    return type(frame).__module__.startswith("pyspark.sql")


def parallelism(session: Session) -> int:
    """How many tasks the cluster runs at a time, as Spark sees it."""
    if not is_connect(session):
        return max(int(session.sparkContext.defaultParallelism), 1)
    parts = session.range(10_000).selectExpr("spark_partition_id() as part").distinct().count()
    return max(int(parts), 1)


def _ranges(session: Session, house: House, inputs: Inputs, count: int) -> Ranges:
    """Ranges with about as many accounts each, by a sample of the keys."""
    if count == 1:
        return Ranges()
    if house.roll in inputs.frames:
        frame = inputs.frames[house.roll]
        headers = headers_of(house.roll, house, fields_to_account(house.ruleset.tables[house.roll]))
        columns = [frame[f"`{each}`"] for each in frame.columns if each.strip() in headers]
        told = collected(frame.select(*columns).mapInArrow(SampleRows(house, house.roll), SCHEMA))
    else:
        portions: tuple[Portion, ...] = tuple(p for p in inputs.portions if p.table == house.roll)
        told = collected(over_portions(session, SamplePortions(house, portions), portions))
    return Ranges.even([message.opened() for message in told], min(count, MOST_RANGES))


def faults_of(run: SparkRun) -> None:
    """Raise SiktaError with the faults of the data: of reading, and where all could be read those of its rows."""
    for kind in ("unread", "doubled", "faults"):
        found = [finding for message in run.reports.get(kind, ()) for finding in message.opened()]
        if found:
            raise SiktaError(dict.fromkeys(found))
