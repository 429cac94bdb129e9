"""Keys of tables: every account has one, none stands for two rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from ..expressions.columns import Index, Mask, Texts
from ..findings import Finding
from ..rules.model import Lookup, Ruleset
from .contract import CleanTable
from .readers.faults import listed

_SHOWN = 20
_BLANKS = re.compile(r"\s+")


def check_keys(tables: Mapping[str, CleanTable], ruleset: Ruleset) -> Iterator[Finding]:
    """Find every key that is empty or stands for several rows, and account keys that hardly differ."""
    sought = _sought(ruleset)
    for name, clean in tables.items():
        if clean.table.key is None:
            continue
        keys = clean.id_texts(clean.table.key)
        if name == "accounts":
            yield from _empty(clean, keys)
            yield from _hardly_different(clean, keys)
        if name in sought:
            yield from _doubled(clean, keys)
        elif clean.account is not None:
            yield from _several_accounts(clean, keys, clean.account)


def _sought(ruleset: Ruleset) -> set[str]:
    """The tables whose rows are found by their key."""
    tables = ruleset.tables.values()
    via = {table.via[0] for table in tables if table.via}
    looked_up = {field.lookup[0] for table in tables for field in table.fields.values() if field.lookup}
    sources = {
        metric.source.table for metric in ruleset.metrics.values() if isinstance(metric.source, Lookup)
    }
    return {"accounts"} | via | looked_up | sources


def _empty(clean: CleanTable, keys: Texts) -> Iterator[Finding]:
    lines = clean.lines[keys.missing & clean.seen]
    if lines.size:
        yield clean.origin.finding(
            "E509",
            f"{clean.origin.name} has {_rows(lines.size)} without {clean.table.key} ({_at(clean, lines)})",
            line=int(lines[0]),
            field=clean.table.key or "",
            expected="a key in every row",
            fix="fill in the key, or take the row out",
        )


def _doubled(clean: CleanTable, keys: Texts) -> Iterator[Finding]:
    rows = _rows_by_code(keys, clean.seen)
    for code in list(rows)[:_SHOWN]:
        lines = clean.lines[rows[code]]
        yield clean.origin.finding(
            "E508",
            f'{clean.origin.name} has the {clean.table.key} "{keys.vocabulary[code]}" {lines.size} times ({_at(clean, lines)})',
            line=int(lines[1]),
            field=clean.table.key or "",
            expected="every key once",
            fix="take the double rows out, or choose a column that tells them apart as the key",
        )
    if len(rows) > _SHOWN:
        yield clean.origin.finding(
            "E508",
            f"{clean.origin.name} has {len(rows) - _SHOWN} more {clean.table.key} values that stand for several rows",
            field=clean.table.key or "",
        )


def _rows_by_code(keys: Texts, seen: Mask) -> dict[int, Index]:
    """The rows of each key that stands there more than once, in order of the key."""
    usable = seen & ~keys.missing
    counts = np.bincount(keys.codes[usable], minlength=len(keys.vocabulary))
    doubled = np.flatnonzero((keys.codes >= 0) & seen & (counts[keys.codes] > 1))
    ordered = doubled[np.argsort(keys.codes[doubled], kind="stable")]
    codes, starts = np.unique(keys.codes[ordered], return_index=True)
    return dict(zip(codes.tolist(), np.split(ordered, starts[1:]), strict=True)) if codes.size else {}


def _several_accounts(clean: CleanTable, keys: Texts, accounts: Texts) -> Iterator[Finding]:
    several = {
        code: rows
        for code, rows in _rows_by_code(keys, clean.seen).items()
        if np.unique(accounts.codes[rows]).size > 1
    }
    if several:
        first = next(iter(several.values()))
        yield clean.origin.finding(
            "W512",
            f"{clean.origin.name} links {len(several)} {clean.table.key} values to more than one account: "
            + listed([keys.vocabulary[code] for code in several]),
            line=int(clean.lines[first[1]]),
            field=clean.table.key or "",
            found=f'"{keys.vocabulary[next(iter(several))]}" stands at {_at(clean, clean.lines[first])}',
            fix="every row counts for its own account; take out those that are wrong",
        )


def _hardly_different(clean: CleanTable, keys: Texts) -> Iterator[Finding]:
    alike: dict[str, list[str]] = defaultdict(list)
    for key in keys.vocabulary:
        alike[_BLANKS.sub("", key).casefold()].append(key)
    groups = [group for group in alike.values() if len(group) > 1]
    if groups:
        pairs = "; ".join(listed(group) for group in groups[:5])
        yield clean.origin.finding(
            "W507",
            f"{clean.origin.name} has {sum(map(len, groups))} values of {clean.table.key}"
            f" that differ by capitals or blanks only: {pairs}",
            field=clean.table.key or "",
            found="they count as different accounts",
            fix="bring them to one spelling if they are the same company",
        )


def _rows(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def _at(clean: CleanTable, lines: Index) -> str:
    """Where rows stand, such as `lines 3, 9 and 4 more`."""
    shown = ", ".join(str(line) for line in lines[:8].tolist())
    more = f" and {lines.size - 8} more" if lines.size > 8 else ""  # noqa: PLR2004  as many as are shown
    return f"{clean.origin.counted}{'s' if lines.size > 1 else ''} {shown}{more}"
