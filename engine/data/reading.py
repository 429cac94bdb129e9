"""Data read by its contract: sources, cleaning, links between tables, and the report on what they lack."""

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..expressions.compiled import Compiled
from ..findings import Finding, SiktaError
from ..plan.conditions import Conditions
from ..rules.model import Ruleset
from .needed import needed_fields, streamed_tables
from .opening import Opened, open_scans
from .quality import Quality
from .raw import RawTable, scan_of
from .sources import open_sources
from .tables import DataSet
from .terms import Terms


def open_data(
    ruleset: Ruleset,
    as_of: dt.date,
    *,
    folder: Path | None = None,
    frames: Mapping[str, Any] | None = None,
    measures: Mapping[str, Compiled] | None = None,
    conditions: Conditions | None = None,
    strict: bool = False,
    fields: Mapping[str, frozenset[str]] | None = None,
    environment: Mapping[str, str] | None = None,
    since: Mapping[str, dt.date] = MappingProxyType({}),
    error: Callable[[list[Finding]], SiktaError] = SiktaError,
) -> Opened:
    """As `read_data`, but linked tables to which no other refers are streamed: only a few blocks of them are in memory.

    `since` are the first days that rules look at, by table, where they do not look at all; sources may leave out what
    is surely before. `error` makes what is raised of the faults that streams turn out to have.
    """
    needed = needed_fields(ruleset, fields, measures or {})
    variables = os.environ if environment is None else environment
    scans = open_sources(ruleset, needed, folder, frames or {}, variables, since)
    terms = Terms(as_of, measures or {}, conditions or {}, strict, error)
    return open_scans(ruleset, scans, needed, streamed_tables(ruleset), terms)


def read_data(
    ruleset: Ruleset,
    as_of: dt.date,
    *,
    folder: Path | None = None,
    frames: Mapping[str, Any] | None = None,
    measures: Mapping[str, Compiled] | None = None,
    conditions: Conditions | None = None,
    strict: bool = False,
    fields: Mapping[str, frozenset[str]] | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[DataSet, Quality]:
    """Read every table of a ruleset as it stood on `as_of`, and report on its quality.

    `folder` is where files are looked for (the ruleset's own by default); `frames` are data frames by table, which
    come before files; `measures` the money of a row by table; `conditions` in which rows of a table fields count (all by
    default); `fields` the ids that rules use by table (all by default); `environment` holds the addresses of databases
    (the program's own by default). With `strict` a value that does not fit its field is an error. Raises SiktaError
    with the faults of all tables at once.
    """
    needed = needed_fields(ruleset, fields, measures or {})
    variables = os.environ if environment is None else environment
    scans = open_sources(ruleset, needed, folder, frames or {}, variables)
    terms = Terms(as_of, measures or {}, conditions or {}, strict)
    return _held(open_scans(ruleset, scans, needed, frozenset(), terms))


def typed_data(
    ruleset: Ruleset,
    raws: Mapping[str, RawTable],
    needed: Mapping[str, frozenset[str]],
    as_of: dt.date,
    *,
    measures: Mapping[str, Compiled] | None = None,
    conditions: Conditions | None = None,
    strict: bool = False,
) -> tuple[DataSet, Quality]:
    """As `read_data`, of tables that were read from their sources before."""
    scans = {name: scan_of(raw) for name, raw in raws.items()}
    terms = Terms(as_of, measures or {}, conditions or {}, strict)
    return _held(open_scans(ruleset, scans, needed, frozenset(), terms))


def _held(opened: Opened) -> tuple[DataSet, Quality]:
    """Data that is all in memory, with the report on it."""
    return replace(opened.data, read=opened.data.inputs), opened.quality()
