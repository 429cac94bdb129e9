"""Keys of tables: every account has one, none stands for two rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..expressions.alphabet import alphabetical
from ..expressions.columns import Index, Numbers, Texts, used_codes
from ..expressions.words import chosen_words
from ..findings import Finding
from ..rules.model import Ruleset
from .contract import CleanTable
from .lookalikes import lookalikes
from .needed import sought_tables
from .readers.faults import listed

_SHOWN = 20


def check_keys(tables: Mapping[str, CleanTable], ruleset: Ruleset) -> Iterator[Finding]:
    """Find every key that is empty or stands for several rows, and account keys that hardly differ."""
    sought = sought_tables(ruleset)
    for name, clean in tables.items():
        if clean.table.key is None:
            continue
        keys = clean.id_texts(clean.table.key)
        if name == "accounts":
            yield from _empty(clean, keys)
            yield from _hardly_different(clean, keys)
        if name in sought:
            yield from _doubled(clean, keys)


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
    repeated = _repeated(clean, keys)
    for key, rows in zip(repeated.keys[:_SHOWN], repeated.groups(_SHOWN), strict=True):
        lines = clean.lines[rows]
        yield clean.origin.finding(
            "E508",
            f'{clean.origin.name} has the {clean.table.key} "{key}" {lines.size} times ({_at(clean, lines)})',
            line=int(lines[1]),
            field=clean.table.key or "",
            expected="every key once",
            fix="take the double rows out, or choose a column that tells them apart as the key",
        )
    if len(repeated.keys) > _SHOWN:
        yield clean.origin.finding(
            "E508",
            f"{clean.origin.name} has {len(repeated.keys) - _SHOWN} more {clean.table.key} values that stand for several rows",
            field=clean.table.key or "",
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Repeated:
    """Keys that stand in more than one row, in their order; `rows` group by group, each beginning at a start."""

    keys: Sequence[str]
    rows: Index
    starts: Index

    def groups(self, most: int) -> list[Index]:
        """The rows of the first keys."""
        ends = [*self.starts[1 : most + 1].tolist(), len(self.rows)]
        return [self.rows[start:end] for start, end in zip(self.starts[:most].tolist(), ends, strict=False)]


def _repeated(clean: CleanTable, keys: Texts) -> _Repeated:
    """Numbers are in the order of their values, other keys in that of the alphabet."""
    usable = np.flatnonzero(clean.seen & ~keys.missing)
    codes = keys.codes if len(usable) == len(keys) else keys.codes[usable]
    if used_codes(codes, len(keys.vocabulary)).size == codes.size:
        return _Repeated((), usable[:0], usable[:0])
    ordered = np.sort(codes)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]]).astype(np.int64)
    words = chosen_words(keys.vocabulary, twice)
    if not isinstance(clean.columns.get(clean.table.key or ""), Numbers):
        order = alphabetical(words)
        words, twice = chosen_words(words, order), twice[order]
    by_code = np.argsort(twice)
    rows = np.flatnonzero(np.isin(codes, twice))
    places = by_code[np.searchsorted(twice[by_code], codes[rows])]
    grouped = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[grouped], np.arange(len(twice)))
    return _Repeated(words, usable[rows[grouped]], starts)


def _hardly_different(clean: CleanTable, keys: Texts) -> Iterator[Finding]:
    groups = lookalikes(keys.vocabulary)
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
