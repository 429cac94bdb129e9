"""A run on a cluster of Spark."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..plan import Plan
from ..progress import Progress
from .sources import Sources, day_of, placed_faults

if TYPE_CHECKING:
    from ..evaluation.results import Results
    from ..spark.evaluation import Whole
    from ..spark.opening import Given


def on_spark(
    plan: Plan, sources: Sources, day: date, progress: Progress | None, most: int | None = None
) -> "Results":
    from ..spark.session import Cluster
    from ..spark.whole_run import results_on

    if progress is not None:
        progress("working on Spark")
    with placed_faults(plan, sources):
        return results_on(plan, day, given_to_spark(sources), sources.cluster or Cluster(), most)


def given_to_spark(sources: Sources) -> "Given":
    """What a run on a cluster is given."""
    from ..spark.opening import Given

    return Given(sources.folder, sources.frames or {}, sources.tables, sources.strict)


def write_on_spark(
    plan: Plan,
    sources: Sources,
    out: Path,
    into: str,
    *,
    as_of: date | None = None,
    columns: Collection[str] | None = None,
) -> "Whole":
    """The accounts into a table of Spark, or with `parquet` into files that the workers write, for any number of them.

    Segments, quality, losses and run.json are beside them in the folder `out`. `columns` are those of the accounts to
    write, all by default. Gives what they tell as a whole.
    Raises SiktaError where the cluster, the data or the folder is at fault.
    """
    from ..spark.session import Cluster
    from ..spark.whole_run import write_on

    day = day_of(plan.ruleset, as_of)
    with placed_faults(plan, sources):
        given = replace(given_to_spark(sources), columns=columns)
        return write_on(plan, day, given, sources.cluster or Cluster(), out, into)
