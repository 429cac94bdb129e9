"""Finding an account by what a person types."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from ..evaluation.results import Results
from ..findings import Finding, SiktaError

NEAREST = 5
"""So many near names are offered."""

LIKENESS = 75
"""Names less alike than this (0..100) are offered only where they hold what was typed."""

SHORTEST_PART = 3
"""A part of a name of fewer characters stands in too many names to say anything."""


def find_account(results: Results, text: str) -> int:
    """The row of the account with this key, else with this name, else with this name in any case.

    Raises SiktaError: E911 with the nearest names where there is none, E912 with the keys where there are several.
    """
    keys, names, wanted = [key or "" for key in results.keys.to_list()], results.names, text.strip()
    if wanted in keys:
        return keys.index(wanted)
    rows = _rows(names, wanted) or _rows([name.casefold() for name in names], wanted.casefold())
    if len(rows) == 1:
        return rows[0]
    raise SiktaError(
        [_several(wanted, [keys[row] for row in rows]) if rows else _unknown(wanted, keys, names)]
    )


def _rows(names: Sequence[str], wanted: str) -> list[int]:
    return [row for row, name in enumerate(names) if name == wanted]


def _unknown(wanted: str, keys: Sequence[str], names: Sequence[str]) -> Finding:
    labels = list(dict.fromkeys((*names, *keys)))
    nearest = _near(wanted, labels)
    return Finding(
        code="E911",
        message=f'there is no account with the key or name "{wanted}"',
        expected=f"one of the {len(keys):,} accounts, by key or by exact name",
        found=wanted,
        fix="did you mean " + ", ".join(f'"{label}"' for label in nearest) + "?"
        if nearest
        else "look the key up in accounts.csv",
    )


def _near(wanted: str, labels: Sequence[str]) -> list[str]:
    """The names that are written nearly so, the nearest first; then those of which it is a part, the shortest first."""
    alike = process.extract(
        wanted, labels, scorer=fuzz.ratio, processor=default_process, limit=NEAREST, score_cutoff=LIKENESS
    )
    part = wanted.casefold()
    holding = [label for label in labels if len(part) >= SHORTEST_PART and part in label.casefold()]
    ordered = [*(label for label, *_ in alike), *sorted(holding, key=len)]
    return list(dict.fromkeys(ordered))[:NEAREST]


def _several(wanted: str, keys: Sequence[str]) -> Finding:
    shown = ", ".join(keys[:NEAREST]) + (", …" if len(keys) > NEAREST else "")
    return Finding(
        code="E912",
        message=f'{len(keys)} accounts are called "{wanted}"',
        expected="a name that only one account has, or a key",
        found=f"the keys {shown}",
        fix=f"give the key instead, such as {keys[0]}",
    )
