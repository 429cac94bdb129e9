"""Corporate groups: the account above an account, and what does not hold together about it."""

from dataclasses import replace

import numpy as np

from ..expressions.alphabet import alphabetical
from ..expressions.columns import Index, Mask, Texts
from ..expressions.words import chosen_words
from ..findings import Finding
from .accounts import Roster
from .contract import CleanTable
from .joining import positions, take_or_missing
from .readers.faults import listed
from .wording import counted


def mend_parents(accounts: CleanTable, roster: Roster) -> tuple[CleanTable, list[Finding]]:
    """Take parents away from accounts that are their own, or stand in a circle; name parents that do not exist.

    A circle has nobody on top, so each of its accounts becomes the head of its own group.
    """
    name = accounts.table.parent
    if name is None or name not in accounts.columns:
        return accounts, []
    named = accounts.id_texts(name).take(roster.order)
    above = positions(roster.keys, named)
    own = above == np.arange(len(above))
    circles = on_circle(np.where(own, -1, above))
    unknown = (above < 0) & ~named.missing
    findings = [
        *_self_parents(accounts, name, roster, own),
        *_circles(accounts, name, roster, above, circles),
        *_unknown(accounts, name, named, unknown),
    ]
    return _without(accounts, name, roster.order[own | circles]), findings


def _without(accounts: CleanTable, name: str, rows: Index) -> CleanTable:
    """The accounts with a field that is missing in some rows."""
    kept = np.arange(accounts.size)
    kept[rows] = -1
    column = take_or_missing(accounts.columns[name], kept)
    ids = {**accounts.ids, name: accounts.id_texts(name).taken(kept)}
    return replace(accounts.with_column(name, column), ids=ids)


def on_circle(above: Index) -> Mask:
    """Which rows stand on a circle, each row pointing to the one above it (-1 for none).

    Pointers are doubled: after log2(n) rounds every row that leads to a top has reached it, and the rows that the
    others point at are the circles themselves.
    """
    size = len(above)
    reached = np.append(np.where(above < 0, size, above), size)
    for _ in range(size.bit_length() + 1):
        if reached.min() == size:  # everybody is at a top
            break
        reached = reached[reached]
    found = np.zeros(size, dtype=np.bool_)
    found[reached[reached < size]] = True
    return found


def _self_parents(accounts: CleanTable, name: str, roster: Roster, own: Mask) -> list[Finding]:
    keys = _keys(roster, own)
    if not keys:
        return []
    return [
        _fault(
            accounts,
            name,
            f"names {counted(len(keys), 'account as its own parent', 'accounts as their own parent')}: {listed(keys)}",
            "it was ignored",
        )
    ]


def _circles(accounts: CleanTable, name: str, roster: Roster, above: Index, circles: Mask) -> list[Finding]:
    left, findings = set(np.flatnonzero(circles).tolist()), []
    while left:
        row = start = min(left)
        path = [start]
        while True:
            left.discard(row)
            row = int(above[row])
            path.append(row)
            if row == start:
                break
        way = " → ".join(_keys(roster, np.array(path)))
        findings.append(
            _fault(accounts, name, f"has parents in a circle: {way}", "each counts as a group of its own")
        )
    return findings


def _unknown(accounts: CleanTable, name: str, named: Texts, unknown: Mask) -> list[Finding]:
    codes = np.unique(named.codes[unknown]).astype(np.int64)
    if not codes.size:
        return []
    words = chosen_words(named.vocabulary, codes)
    words = chosen_words(words, alphabetical(words))
    orphans = counted(int(unknown.sum()), "account", "accounts")
    message = f"has {orphans} whose parent is not in the table: {listed(words)}"
    return [_fault(accounts, name, message, "each counts as a group of its own")]


def _keys(roster: Roster, rows: Mask | Index) -> list[str]:
    return [str(key) for key in roster.keys.take(rows).to_list()]


def _fault(accounts: CleanTable, name: str, message: str, found: str) -> Finding:
    return accounts.origin.finding(
        "W508",
        f"{accounts.origin.name} {message}",
        field=name,
        expected="the key of another account, or nothing",
        found=found,
        fix=f"correct {name} where the data comes from",
    )
