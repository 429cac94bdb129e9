"""The accounts of two runs side by side."""

from dataclasses import dataclass

import numpy as np

from ...data.joining import positions
from ...expressions.columns import Floats, Index, Texts
from .sides import Side


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """Every account of either run, ascending by key; `old` and `new` are its rows in them, -1 where it is not there."""

    keys: Texts
    old: Index
    new: Index

    @classmethod
    def of(cls, old: Texts, new: Texts) -> "Pairing":
        """Keys that are in both runs stand for the same account."""
        every = old
        if old.to_list() != new.to_list():
            every = Texts.of(sorted({*_texts(old), *_texts(new)}))
        return cls(every, positions(old, every), positions(new, every))

    def __len__(self) -> int:
        return len(self.keys)

    def rows_in(self, keys: Texts) -> Index:
        """The row of each account in another run with these keys, -1 where it is not there."""
        return positions(keys, self.keys)


def _texts(keys: Texts) -> list[str]:
    return [key or "" for key in keys.to_list()]


def spread(values: Floats, rows: Index) -> Floats:
    """The values of a run by account of the pairing; NaN where the account is not in the run."""
    return np.where(rows < 0, np.nan, np.append(values, np.nan)[rows])


def names_of(pairing: Pairing, old: Side, new: Side) -> list[str]:
    """What to call each account: as the new run does, else as the old one."""
    names = np.array([*old.results.names, *new.results.names], dtype=object)
    at = np.where(pairing.new >= 0, pairing.new + len(old.results), pairing.old)
    found: list[str] = names[at].tolist()
    return found


def money_of(pairing: Pairing, old: Side, new: Side) -> Floats | None:
    """What each account is worth: by the new run, by the old one where it is not in the new one or that has no money."""
    before, after = old.money, new.money
    if after is None:
        return None if before is None else spread(before, pairing.old)
    if before is None:
        return spread(after, pairing.new)
    return np.where(pairing.new >= 0, spread(after, pairing.new), spread(before, pairing.old))
