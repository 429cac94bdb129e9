"""Where the data of a run comes from, and on which day it is looked at."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..findings import Finding, SiktaError
from ..plan import Plan
from ..rules.model import Ruleset

if TYPE_CHECKING:
    from ..spark.session import Cluster


def day_of(ruleset: Ruleset, as_of: date | None) -> date:
    """The day that the model looks from: the caller's, else the ruleset's. Raises SiktaError where neither says it."""
    chosen = as_of or ruleset.as_of
    if chosen == "today":
        return date.today()  # noqa: DTZ011 - the seller's own calendar day is meant
    if chosen is None:
        raise SiktaError([_no_day(ruleset)])
    return chosen


def _no_day(ruleset: Ruleset) -> Finding:
    return Finding(
        code="E902",
        message="no day is given from which the model looks at the data",
        place=ruleset.positions.place("as_of"),
        path="as_of",
        expected="a date in the ruleset or on the command line",
        found="neither",
        fix='write "as_of: 2026-06-30" in the ruleset, or add --as-of 2026-06-30 to the command ("today" also works)',
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the data comes from: a folder other than the ruleset's, or frames by table.

    `cluster` is where the engine "spark" runs, and `tables` the tables of Spark by table of the ruleset.
    """

    folder: Path | None = None
    frames: Mapping[str, Any] | None = None
    strict: bool = False
    cluster: "Cluster | None" = None
    tables: Mapping[str, str] = field(default_factory=dict)


BESIDE = Sources()
"""The files beside the ruleset."""


def placed(error: SiktaError, ruleset: Ruleset, folder: Path | None) -> SiktaError:
    """Faults of data with the folder that its files are in.

    Those of data that stands in no file, such as a query, get the place of the rules that ask for it; those that no rule
    has to do with, such as a cluster that does not answer, get none.
    """

    def placed(finding: Finding) -> Finding:
        if finding.place.file:
            return replace(finding, place=replace(finding.place, folder=folder))
        return replace(finding, place=ruleset.positions.place(finding.path)) if finding.path else finding

    return SiktaError(placed(finding) for finding in error.findings)


@contextmanager
def placed_faults(plan: Plan, sources: Sources) -> Iterator[None]:
    try:
        yield
    except SiktaError as error:
        raise placed(error, plan.ruleset, sources.folder) from error.__cause__
