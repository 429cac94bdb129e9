"""sikta's own kernel, on the columns of the same accounts."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from rivals import yardstick as y
from row_engines.finish import Scored
from sikta.engine.checking import check_ruleset
from sikta.engine.evaluation import Results, evaluate
from sikta.engine.running import Sources, rehearse_plan

RULES = Path(__file__).parents[1] / "rulesets" / "scoring"


def scorer(data: Path) -> Callable[[], Results]:
    """Scores the accounts of scoring.parquet in `data`, which are read and typed here, before."""
    plan = check_ruleset(RULES).or_raise()
    read = rehearse_plan(plan, Sources(data))
    return lambda: evaluate(plan, read.data, read.quality, read.as_of)


def scored(results: Results) -> list[Scored]:
    """As the row engines give it."""
    points = [
        results.scores[name].criteria[f"scores.{name}.criteria.{each}"].points for name, each in _parts()
    ]
    scores = [results.scores[name].score for name in y.SCORES]
    priority = results.segmentations["priority"]
    names = [priority.segments[code] for code in priority.codes.tolist()]
    columns = [[None if np.isnan(value) else value for value in one.tolist()] for one in (*points, *scores)]
    return list(zip(*columns, names, strict=True))


def _parts() -> list[list[str]]:
    return [criterion.split(".") for criterion in y.WEIGHTS]
