"""All tables together, judged: their fields, their losses, and what gives reason for a warning."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..expressions.columns import Index
from ..expressions.compiled import Compiled
from ..findings import Finding
from ..plan.conditions import Conditions
from .accounts import Roster
from .asked import rows_asked
from .contract import CleanTable
from .losses import KnownNames, losses_of
from .money import money_of
from .quality import FieldQuality, Loss, Quality
from .remarks import remarks
from .report import account_faults, field_qualities


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """Tables with, for each row, the account that it belongs to (None for tables that are not linked)."""

    tables: Mapping[str, CleanTable]
    accounts: Mapping[str, Index | None]
    roster: Roster


def appraise(
    linked: Linked,
    as_of: dt.date,
    measures: Mapping[str, Compiled],
    found: list[Finding],
    currency: str,
    conditions: Conditions,
) -> Quality:
    """Report on the quality of all tables; `found` are findings of the steps before, each once.

    `measures` are the money of a row by table, in the `currency`; `conditions` tell in which rows fields count.
    """
    known = KnownNames(_names(linked))
    qualities: list[FieldQuality] = []
    losses: list[Loss] = []
    findings = list(found)
    for name, clean in linked.tables.items():
        money = money_of(clean, measures, as_of)
        asked = rows_asked(clean, conditions.get(name, {}), as_of)
        of_fields = field_qualities(clean, as_of, money, asked)
        of_rows = list(losses_of(clean, linked.accounts[name], known, money, asked))
        qualities += of_fields
        losses += of_rows
        findings += remarks(clean, of_fields, of_rows, currency, as_of)
    faults = account_faults(linked.tables["accounts"], linked.roster.order, as_of)
    ordered = sorted(dict.fromkeys(findings), key=Finding.sort_key)
    return Quality(tuple(qualities), tuple(losses), faults, tuple(ordered))


def _names(linked: Linked) -> list[str]:
    """The keys of the accounts, and their names where they have some."""
    accounts = linked.tables["accounts"]
    named = accounts.texts(accounts.table.name)
    return [*linked.roster.keys.vocabulary, *(named.vocabulary if named else ())]
