"""Rows of a text file that are no rows: empty ones, and the header that stands there again."""

import numpy as np
import pyarrow.compute as pc

from ...expressions.arrays import filled, values_of
from ...expressions.columns import Mask
from ...findings import Finding
from ..raw import Origin, RawTable
from . import faults


class LeftOut:
    """Takes such rows out of one block after the other, and tells of all of them at the end."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._empty: list[int] = []
        self._headers: list[int] = []

    def without(self, block: RawTable, empty: Mask) -> RawTable:
        """The rows that are neither `empty` nor the header once more."""
        repeated = _repeats_header(block) & ~empty
        self._empty += block.lines[empty].tolist()
        self._headers += block.lines[repeated].tolist()
        gone = empty | repeated
        return block.only(~gone) if gone.any() else block

    def findings(self) -> tuple[Finding, ...]:
        """What was left out of all blocks."""
        found = []
        if self._empty:
            found.append(faults.empty_rows(self._origin, len(self._empty), self._empty[0]))
        if self._headers:
            found.append(faults.repeated_header(self._origin, self._headers))
        return tuple(found)


def _repeats_header(block: RawTable) -> Mask:
    """Exports that were glued together carry their header line again."""
    repeated = np.full(len(block), bool(block.columns))
    for header, column in block.columns.items():
        (texts,) = column.parts
        code = pc.index(pc.utf8_trim_whitespace(texts.dictionary), header).as_py()
        repeated &= values_of(filled(texts.indices, -1)) == code
    return repeated
