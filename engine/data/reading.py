"""Data read by its contract: sources, cleaning, links between tables, and the report on what they lack."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..expressions.columns import Index
from ..expressions.compiled import Compiled
from ..findings import Finding, Severity, SiktaError
from ..plan.conditions import Conditions
from ..rules.model import Ruleset
from .accounts import Roster, call_roll
from .appraisal import Linked, appraise
from .contract import CleanTable, apply_contract, hide_after
from .derived import derive_accounts
from .joining import positions
from .keys import check_keys
from .lookups import resolve_links, resolve_lookups
from .needed import linking_fields, needed_fields
from .parents import mend_parents
from .quality import Quality
from .raw import RawTable
from .remarks import refused_values
from .sources import read_sources
from .tables import DataSet, DataTable, Input
from .via import resolve_via


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
    raws = read_sources(
        ruleset,
        needed,
        folder,
        frames or {},
        os.environ if environment is None else environment,
    )
    return typed_data(ruleset, raws, needed, as_of, measures=measures, conditions=conditions, strict=strict)


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
    tables = _cleaned(ruleset, raws, needed, as_of)
    of_keys = list(check_keys(tables, ruleset))
    _stop_at_faults(tables, of_keys, strict=strict)
    tables = resolve_lookups(_with_accounts(ruleset, tables, needed), needed)
    roster, notes = call_roll(tables["accounts"])
    tables["accounts"], unsound = mend_parents(tables["accounts"], roster)
    linked = Linked(tables, {name: _accounts_of(clean, roster) for name, clean in tables.items()}, roster)
    said = [finding for raw in raws.values() for finding in raw.findings]
    found = [*said, *of_keys, *notes, *unsound]
    quality = appraise(linked, as_of, measures or {}, found, ruleset.currency, conditions or {})
    finished = {name: _finished(tables[name], linked.accounts[name], roster) for name in ruleset.tables}
    return DataSet(finished, roster.keys, tuple(_input(name, raw) for name, raw in raws.items())), quality


def _cleaned(
    ruleset: Ruleset, raws: Mapping[str, RawTable], needed: Mapping[str, frozenset[str]], as_of: dt.date
) -> dict[str, CleanTable]:
    """Every table that has a source of its own, with what it takes from other tables, and rows after the day marked."""
    linking = linking_fields(ruleset)
    clean = {
        name: apply_contract(raw, ruleset.tables[name], needed[name], ruleset.currency, linking[name])
        for name, raw in raws.items()
    }
    known = {name: hide_after(table, as_of) for name, table in clean.items()}
    via = resolve_via(resolve_links(known, linking))
    placed = {name: hide_after(table, as_of) for name, table in via.items()}
    return resolve_lookups(placed, needed)


def _stop_at_faults(tables: Mapping[str, CleanTable], of_keys: list[Finding], *, strict: bool) -> None:
    faults = [finding for finding in of_keys if finding.severity is Severity.ERROR]
    if "accounts" in tables and not tables["accounts"].seen.any():
        faults.append(_no_accounts(tables["accounts"]))
    if strict:
        faults.extend(finding for clean in tables.values() for finding in refused_values(clean))
    if faults:
        raise SiktaError(faults)


def _with_accounts(
    ruleset: Ruleset, tables: Mapping[str, CleanTable], needed: Mapping[str, frozenset[str]]
) -> dict[str, CleanTable]:
    table = ruleset.accounts
    if table.derived_from is None:
        return dict(tables)
    return {**tables, "accounts": derive_accounts(table, tables[table.derived_from], needed["accounts"])}


def _accounts_of(clean: CleanTable, roster: Roster) -> Index | None:
    """Each row's row among the sorted accounts, -1 for none; None for a table that is not linked to accounts."""
    linked = clean.table.account or clean.table.via
    if clean.table.id == "accounts" or not linked:
        return None
    if clean.account is None:
        return np.full(clean.size, -1, dtype=np.int64)
    return positions(roster.keys, clean.account)


def _finished(clean: CleanTable, account: Index | None, roster: Roster) -> DataTable:
    """Only the rows that are seen; accounts in their order."""
    rows = roster.order if clean.table.id == "accounts" else np.flatnonzero(clean.seen)
    columns = {name: column.take(rows) for name, column in clean.columns.items()}
    links = account[rows] if account is not None else None
    ids = {name: texts.take(rows) for name, texts in clean.ids.items()}
    return DataTable(clean.table.id, columns, len(rows), clean.lines[rows], links, clean.dates_name, ids)


def _input(name: str, raw: RawTable) -> Input:
    return Input(name, raw.origin.name, raw.digest, len(raw), raw.headers, raw.detail)


def _no_accounts(accounts: CleanTable) -> Finding:
    return accounts.origin.finding(
        "E510",
        f"{accounts.origin.name} has no accounts",
        expected="at least one row",
        found="a header without rows" if not accounts.size else "only rows dated after the day of the model",
        fix="export it again, and look whether a filter left everything out",
    )
