"""A whole run on a cluster: the session, the evaluation, and where the results go."""

import datetime as dt
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..evaluation.results import Results
from ..findings import Finding, SiktaError
from ..plan.plan import Plan
from .evaluation import SparkResults, Whole, evaluated
from .opening import Given
from .session import Cluster, refused_by_spark, said, session_of

PARQUET = "parquet"
"""In place of a table's name: the accounts become Parquet files."""


@contextmanager
def on_cluster(plan: Plan, day: dt.date, given: Given, cluster: Cluster) -> Iterator[SparkResults]:
    """A ruleset evaluated on a cluster, as long as the session lasts.

    Raises SiktaError where the cluster cannot be used, a job of it fails, or the data is at fault.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
        with session_of(cluster) as session, _told_in_words():
            yield evaluated(plan, day, given, session)


def results_on(plan: Plan, day: dt.date, given: Given, cluster: Cluster, most: int | None = None) -> Results:
    """The results of all accounts, in this process. Raises SiktaError too where there are more of them than `most`."""
    with on_cluster(plan, day, given, cluster) as found:
        if most is not None and found.report.accounts > most:
            raise SiktaError([too_many(found.report.accounts, most)])
        return found.results()


def write_on(plan: Plan, day: dt.date, given: Given, cluster: Cluster, out: Path, into: str) -> Whole:
    """The accounts written by the workers, into a table of Spark or Parquet files; what they tell as a whole comes back."""
    from .writing import write_parts, write_table

    with on_cluster(plan, day, given, cluster) as found:
        return write_parts(found, out) if into == PARQUET else write_table(found, into, out)


@contextmanager
def _told_in_words() -> Iterator[None]:
    """Turn what Spark says of a job that failed into a finding."""
    try:
        yield
    except SiktaError:
        raise
    except Exception as error:
        if not refused_by_spark(error):
            raise
        raise SiktaError([gave_up(said(error))]) from error


def too_many(accounts: int, most: int) -> Finding:
    """More accounts than the driver is to hold."""
    return Finding(
        code="E558",
        message=f"{accounts:,} accounts are too many to come to this machine from Spark",
        expected=f"at most {most:,} accounts, or results that the workers write",
        fix="add --spark-results parquet, or the name of a table of Spark in place of parquet",
    )


def gave_up(kind: str) -> Finding:
    """A job that failed; `kind` is what Spark calls the error."""
    return Finding(
        code="E557",
        message="Spark gave up a job of this run",
        expected="workers with Python, pyarrow, numpy and the other packages that sikta needs",
        found=kind,
        fix="look into the log of the workers, and run it again",
    )
