"""The data of a plan, opened or read, by the engine that is wanted."""

import os
from datetime import date
from typing import TYPE_CHECKING, Any

from ..findings import SiktaError
from ..plan import Plan
from ..progress import Progress
from ..rules.model import Ruleset
from .sources import BESIDE, Sources, day_of, placed, placed_faults

if TYPE_CHECKING:
    from ..analysis.forecast import Forecast
    from ..carriers import Choice, Limits
    from ..data.opening import Opened
    from ..data.quality import Quality
    from ..data.tables import DataSet


def chosen_engine(
    ruleset: Ruleset, sources: Sources, wanted: str = "auto", limits: "Limits | None" = None
) -> "Choice":
    """The engine that is wanted, or that the data asks for. Raises SiktaError where it is not there."""
    from ..carriers import choose
    from ..data.needed import streamed_tables, tables_together
    from ..rules.data_files import data_files

    handed, folder = sources.frames or {}, sources.folder or ruleset.folder
    written = {id: table.file for id, table in ruleset.tables.items() if table.file and id not in handed}
    files = {id: data_files(folder, name) for id, name in written.items()}
    streamed, together = streamed_tables(ruleset), tables_together(ruleset)
    return choose(
        wanted,
        frames=handed.values(),
        files=[path for id, paths in files.items() if id in together for path in paths],
        held=[path for id, paths in files.items() if id not in streamed | together for path in paths],
        limits=limits,
    )


def open_plan(plan: Plan, sources: Sources, day: date, progress: Progress | None = None) -> "Opened":
    """The data of a plan's rules; linked tables are streamed. Raises SiktaError where it cannot be used.

    Faults in the rows of streamed tables are raised when somebody walks through them, or asks for the quality.
    """
    from ..data import open_data
    from ..plan.horizons import horizons

    if progress is not None:
        progress("reading data")
    since = {id: first for id, first in horizons(plan.ruleset, day).items() if first is not None}
    with placed_faults(plan, sources):
        return open_data(
            plan.ruleset,
            day,
            since=since,
            error=lambda faults: placed(SiktaError(faults), plan.ruleset, sources.folder),
            **asked_of(plan, sources),
        )


def read_plan(
    plan: Plan, sources: Sources, day: date, progress: Progress | None
) -> "tuple[DataSet, Quality]":
    from ..data import read_data

    if progress is not None:
        progress("reading data")
    with placed_faults(plan, sources):
        return read_data(plan.ruleset, day, **asked_of(plan, sources))


def asked_of(plan: Plan, sources: Sources) -> dict[str, Any]:
    """What a plan asks of the data."""
    from ..plan.conditions import conditions_of

    return {
        "folder": sources.folder,
        "frames": sources.frames,
        "measures": plan.measures,
        "conditions": conditions_of(plan.ruleset, plan.expressions),
        "strict": sources.strict,
    }


def foresee_plan(
    plan: Plan,
    sources: Sources = BESIDE,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    limits: "Limits | None" = None,
) -> "Forecast":
    """What a run would do and cost; sources are opened, and no row is evaluated. Raises SiktaError as `evaluate_plan` does."""
    from ..analysis.forecast import foresee
    from ..data.needed import needed_fields
    from ..data.sources import open_sources
    from ..plan.horizons import horizons

    day = day_of(plan.ruleset, as_of)
    choice = chosen_engine(plan.ruleset, sources, carrier, limits)
    since = {id: first for id, first in horizons(plan.ruleset, day).items() if first is not None}
    needed = needed_fields(plan.ruleset, asked_of(plan, sources).get("fields"), plan.measures)
    with placed_faults(plan, sources):
        scans = open_sources(plan.ruleset, needed, sources.folder, sources.frames or {}, os.environ, since)
    asked = carrier != "auto"
    return foresee(plan, scans, needed, since, choice, day, asked=asked, folder=sources.folder)
