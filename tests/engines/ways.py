"""The ways in which a ruleset is computed, which all have to give the same."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias
from unittest.mock import patch

import numpy as np

from sikta.engine.carriers import ENGINES
from sikta.engine.data import open_data, read_data
from sikta.engine.data import reading as module
from sikta.engine.data.raw import RawTable, Scan
from sikta.engine.data.sources import open_sources as real_sources
from sikta.engine.evaluation import evaluate
from sikta.engine.evaluation.blockwise import evaluate_in_stretches
from sikta.engine.plan import Plan
from sikta.engine.plan.conditions import conditions_of
from sikta.engine.running import Sources, day_of, evaluate_plan
from tests.engines.told import Told, told

IN_PROCESS = tuple(name for name, engine in ENGINES.items() if engine.carrier and engine.installed)
"""The engines that compute in this process; a new one is tested as soon as it is registered."""
ROWS = 13
"""How long blocks are made, so that small tables fall into several."""
Way: TypeAlias = Callable[[Plan, Sources, str, int], Told]


def as_run(plan: Plan, sources: Sources, engine: str, rows: int = ROWS) -> Told:
    """As `sikta run` and `evaluate` do it."""
    return told(evaluate_plan(plan, sources, carrier=engine), plan)


def held(plan: Plan, sources: Sources, engine: str, rows: int = ROWS) -> Told:
    """With every table whole in memory."""
    data, quality = read_data(plan.ruleset, _day(plan), **_asked(plan, sources))
    return told(evaluate(plan, data, quality, _day(plan), carrier=engine), plan)


def streamed(plan: Plan, sources: Sources, engine: str, rows: int = ROWS) -> Told:
    """With sources that come in small blocks."""
    with blocks_of(rows):
        opened = open_data(plan.ruleset, _day(plan), **_asked(plan, sources))
        return told(evaluate(plan, opened.data, opened.quality, _day(plan), carrier=engine), plan)


def in_stretches(plan: Plan, sources: Sources, engine: str, rows: int = ROWS) -> Told:
    """With accounts that are computed a few at a time."""
    data, quality = read_data(plan.ruleset, _day(plan), **_asked(plan, sources))
    evaluation = evaluate_in_stretches(plan, data, quality, _day(plan), carrier=engine, rows=rows)
    parts = [told(results, plan) for results in evaluation.stretches()]
    whole = {name: _joined([part[name] for part in parts]) for name in of_accounts(parts[0])}
    types = "types of accounts"
    assert all(part[types] == parts[0][types] for part in parts)
    return whole | {types: parts[0][types], "findings": [str(finding) for finding in evaluation.findings]}


WAYS: Mapping[str, Way] = {"as run": as_run, "held": held, "streamed": streamed, "in stretches": in_stretches}


def of_accounts(run: Told) -> Told:
    """What is told of each account: faults of the data aside, which stand by their place in it."""
    own = ("accounts.", "segmentations.")
    return {name: part for name, part in run.items() if name.startswith(own) and ".faults." not in name}


def _joined(parts: list[object]) -> object:
    """Lists one after the other, also those within maps."""
    if isinstance(parts[0], Mapping):
        return {
            name: _joined([part[name] for part in parts if isinstance(part, Mapping)]) for name in parts[0]
        }
    return None if parts[0] is None else [item for part in parts if isinstance(part, list) for item in part]


def _day(plan: Plan) -> date:
    return day_of(plan.ruleset, None)


def _asked(plan: Plan, sources: Sources) -> dict[str, Any]:
    conditions = conditions_of(plan.ruleset, plan.expressions)
    where = {"folder": sources.folder, "frames": sources.frames}
    return {**where, "measures": plan.measures, "conditions": conditions}


@contextmanager
def blocks_of(rows: int) -> Iterator[None]:
    """Every source gives its rows so many at a time."""

    def opened(*args: Any, **named: Any) -> dict[str, Scan]:
        return {id: _cut(scan, rows) for id, scan in real_sources(*args, **named).items()}

    with patch.object(module, "open_sources", opened):
        yield


def _cut(scan: Scan, rows: int) -> Scan:
    def blocks() -> Iterator[RawTable]:
        for block in scan.blocks():
            for start in range(0, max(len(block), 1), rows):
                taken = np.zeros(len(block), dtype=np.bool_)
                taken[start : start + rows] = True
                columns = {header: column.take(taken) for header, column in block.columns.items()}
                yield replace(block, columns=columns, lines=block.lines[taken])

    return replace(scan, blocks=blocks)
