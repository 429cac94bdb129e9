"""A run on a cluster, seen from the driver: what is read, settled, surveyed over all accounts, and written."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial, reduce
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from ..data.tables import DataSet, DataTable
from ..evaluation.notices import Notice
from ..evaluation.stages import Stage, stages
from ..evaluation.survey import Survey
from ..evaluation.surveying import joined, surveyed
from ..expressions.columns import Column, Texts
from .buckets import Settle, State
from .finishing import Look, Names, Surveyed, Tabulate, Told, Unpack, WriteParquet, Written, common
from .following import Follow, MeetPortions
from .frames import MeetRows, OfRows, SendRows, rows_before
from .house import House
from .portions import Portion, headers_of
from .sending import SendPortions
from .session import Session
from .spreading import via_tables
from .wire import SCHEMA, Message, OverMessages, Work, collected

Frame: TypeAlias = Any  # of pyspark, which is an extra


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """Where the rows of spread tables come from: portions of sources, and frames of Spark by table."""

    portions: tuple[Portion, ...]
    frames: Mapping[str, Frame]


@dataclass(eq=False)
class SparkRun:
    """Everything of a run that stays on the cluster, and what the driver knows of it."""

    session: Session
    house: House
    inputs: Inputs

    @cached_property
    def settled(self) -> Frame:
        """A message per bucket with its state, kept on the workers; and reports for the driver."""
        via = via_tables(self.house.ruleset) if self.house.ranges.count > 1 else ()
        work = partial(SendPortions, self.house)
        sent = self._over(work, lambda name: SendRows(self.house, name), lambda name: name not in via)
        if via:
            sent.append(self._following(via))
        return then(_by_bucket(_together(sent), self.house.ranges.count), Settle(self.house)).persist()

    def _following(self, via: Sequence[str]) -> Frame:
        """The rows of tables that belong to rows of others, by way of where the two meet."""
        meetings, house = self.house.ranges.count, self.house
        tables = {*via, *((house.ruleset.tables[name].via or ("", ""))[0] for name in via)}
        work = partial(MeetPortions, house, meetings=meetings)
        met = self._over(work, lambda name: MeetRows(house, name, meetings), tables.__contains__)
        return then(_by_bucket(_together(met), meetings), Follow(house))

    def _over(
        self,
        portions: Callable[[tuple[Portion, ...]], Work],
        rows: Callable[[str], OfRows],
        wanted: Callable[[str], bool],
    ) -> list[Frame]:
        """Work over the portions of some tables, and over the rows of those that are frames."""
        chosen = tuple(portion for portion in self.inputs.portions if wanted(portion.table))
        frames = [self._rows(rows(name), frame) for name, frame in self.inputs.frames.items() if wanted(name)]
        return [*frames, *([over_portions(self.session, portions(chosen), chosen)] if chosen else [])]

    def _rows(self, work: OfRows, frame: Frame) -> Frame:
        headers = headers_of(work.table, self.house)
        needed = [frame[f"`{each}`"] for each in frame.columns if each.strip() in headers]
        return frame.select(*needed).mapInArrow(replace(work, before=rows_before(frame)), SCHEMA)

    @cached_property
    def reports(self) -> Mapping[str, list[Message]]:
        """What the workers told while they settled, by kind and in the order of buckets; without the states themselves."""
        heard: dict[str, list[Message]] = {}
        told = collected(self.settled.filter("kind != 'state'"))
        for message in sorted(told, key=lambda message: message.bucket):
            heard.setdefault(message.kind, []).append(message)
        return heard

    @cached_property
    def survey(self) -> tuple[Surveyed, list[Notice]]:
        """What looks at all accounts, computed of no more columns than it needs; and what was noticed on the way."""
        whole, noticed, handed = Survey(), list[Notice](), Surveyed()
        for stage in stages(self.house.plan):
            told = self._told(Look(self.house, handed, stage))
            blocks: list[tuple[Texts, Mapping[str, Column]]] = [message.opened() for message in told]
            found, more = surveyed(
                stage, self.house.plan, _accounts(blocks, stage), _columns(blocks, stage), self.house.as_of
            )
            whole, noticed = whole.with_more(found), [*noticed, *more]
            sizes = [(message.bucket, len(keys)) for message, (keys, _) in zip(told, blocks, strict=True)]
            handed = _handed_out(whole, sizes)
        return handed, noticed

    def names(self) -> tuple[Texts, Column | None]:
        """The keys of all accounts in order, and their names where they have some."""
        found = [message.opened() for message in self._told(Names(self.house))]
        columns = [column for _, column in found if column is not None]
        return _texts([keys for keys, _ in found]), joined(columns) if columns else None

    def states(self) -> list[State]:
        """Every state, on the driver: for as many accounts as fit there."""
        told = collected(self.settled.filter("kind = 'state'"))
        return [message.opened() for message in sorted(told, key=lambda message: message.bucket)]

    def written(self, folder: Path) -> list[Written]:
        """The accounts as Parquet files, one per bucket, in the order of their keys; types are the same in all."""
        work = WriteParquet(self.house, self.survey[0], folder)
        files: list[Written] = [message.opened() for message in self._told(work)]
        schema = common([each.schema for each in files])
        if any(each.schema != schema for each in files):
            files = [message.opened() for message in self._told(replace(work, schema=schema))]
        return files

    @cached_property
    def tables(self) -> tuple[Frame, pa.Schema, list[Told]]:
        """The tables of all buckets, kept on the workers, with the types that they fit in, and what they tell."""
        tables = then(self.settled, Tabulate(self.house, self.survey[0])).persist()
        told = sorted(collected(tables.filter("kind = 'schema'")), key=lambda message: message.bucket)
        opened = [message.opened() for message in told]
        return tables, common([schema for schema, _ in opened]), [each for _, each in opened]

    def frame(self) -> Frame:
        """The table of accounts as a frame of Spark."""
        from pyspark.sql.pandas.types import from_arrow_schema

        tables, schema, _ = self.tables
        return tables.filter("kind = 'table'").mapInArrow(Unpack(schema), from_arrow_schema(schema))

    def _told(self, work: Work) -> list[Message]:
        """What the buckets tell, in their order."""
        return sorted(collected(then(self.settled, work)), key=lambda message: message.bucket)


def _together(frames: Sequence[Frame]) -> Frame:
    return reduce(lambda one, other: one.unionAll(other), frames)


def _texts(columns: Sequence[Texts]) -> Texts:
    texts = joined(columns)
    return texts if isinstance(texts, Texts) else Texts.of([])


def _accounts(blocks: Sequence[tuple[Texts, Mapping[str, Column]]], stage: Stage) -> DataSet:
    """All accounts with no more than a stage needs."""
    keys = _texts([keys for keys, _ in blocks])
    table = DataTable("accounts", _columns(blocks, stage), len(keys), np.arange(len(keys)))
    return DataSet({"accounts": table}, keys, ())


def _columns(blocks: Sequence[tuple[Texts, Mapping[str, Column]]], stage: Stage) -> dict[str, Column]:
    names = [name for name in sorted(stage.names) if name in blocks[0][1]]
    return {name: joined([columns[name] for _, columns in blocks]) for name in names}


def _handed_out(survey: Survey, sizes: Sequence[tuple[int, int]]) -> Surveyed:
    """The survey cut for each bucket."""
    start, by_bucket = 0, {}
    for bucket, count in sizes:
        own = survey.take(slice(start, start + count))
        by_bucket[bucket] = pickle.dumps(own, protocol=pickle.HIGHEST_PROTOCOL)
        start += count
    return Surveyed(by_bucket)


def over_portions(session: Session, work: Work, portions: Sequence[Portion]) -> Frame:
    """Work with one task for each portion."""
    numbers = session.range(0, len(portions), 1, len(portions))
    rows = numbers.selectExpr("0 as bucket", "'' as kind", "id as place", "cast('' as binary) as payload")
    return then(rows, work)


def then(frame: Frame, work: Work) -> Frame:
    """A further step on the workers."""
    return frame.mapInArrow(OverMessages(work), SCHEMA)


def _by_bucket(frame: Frame, count: int) -> Frame:
    """Messages brought together by bucket, each with a task of its own where Spark can do that."""
    if hasattr(frame, "repartitionById"):
        return frame.repartitionById(count, "bucket")
    return frame.repartition(count, "bucket")
