"""The accounts that are in another segment than before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Table: TypeAlias = Any  # pyarrow has no types of its own

MOVED, NEW, GONE = "moved", "new", "gone"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the segmentation whose segments count, and the columns that are told before and now."""

    segmentation: str
    told: Sequence[str]
    name: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Everything that is taken from a run's accounts, beside their key."""
        return tuple(dict.fromkeys((*([self.name] if self.name else []), self.segmentation, *self.told)))


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """One row for each account that changed, by key; how many moved, came and went."""

    table: Table
    moved: int
    new: int
    gone: int

    def __len__(self) -> int:
        return self.moved + self.new + self.gone


def changed_accounts(now: Table, before: Table, compared: Compared) -> Changes:
    """The accounts whose segment is another one than before, those that are new, and those that are gone.

    Both tables have the key as their first column, and what is compared; columns that lack are told as missing. The
    result has key, name, `change` (moved, new or gone), and for each column what it was (`X.before`) and is (`X`).
    """
    keys, old_keys = _texts(now, 0), _texts(before, 0)
    places = pc.index_in(keys, value_set=old_keys)
    segment, old_segment = _texts(now, compared.segmentation), _texts(before, compared.segmentation)
    moved = pc.and_(pc.is_valid(places), pc.not_equal(_spelled(segment), _spelled(old_segment.take(places))))
    new = pc.is_null(places)
    gone = pc.is_null(pc.index_in(old_keys, value_set=keys))
    stays, leaves = pc.indices_nonzero(pc.or_(moved, new)), pc.indices_nonzero(gone)
    sides = _Sides(now.take(stays), before.take(places.take(stays)), before.take(leaves))
    kinds = pa.concat_arrays(
        [pc.if_else(new.take(stays), NEW, MOVED), pa.array([GONE] * len(leaves), pa.string())]
    )
    table = pa.table(dict(_columns(sides, kinds, compared)))
    return Changes(
        table.sort_by(table.column_names[0]),
        pc.sum(moved).as_py() or 0,
        pc.sum(new).as_py() or 0,
        len(leaves),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """The accounts that changed as they are and as they were, and those that are gone as they were."""

    now: Table
    before: Table
    gone: Table

    def is_(self, name: str) -> Any:
        """A column as it is; nothing for those that are gone."""
        kind = self._kind(name)
        return pa.concat_arrays([_of(self.now, name, kind), pa.nulls(self.gone.num_rows, kind)])

    def was(self, name: str) -> Any:
        """A column as it was; nothing for those that are new."""
        kind = self._kind(name)
        return pa.concat_arrays([_of(self.before, name, kind), _of(self.gone, name, kind)])

    def latest(self, name: str) -> Any:
        """A column as it is, of those that are gone as it was."""
        kind = self._kind(name)
        return pa.concat_arrays([_of(self.now, name, kind), _of(self.gone, name, kind)])

    def keys(self) -> Any:
        """The keys of all."""
        return pa.concat_arrays([_texts(self.now, 0), _texts(self.gone, 0)])

    def _kind(self, name: str) -> Any:
        """Text, or float64: a number may have been whole before."""
        kind = self.now.schema.field(name).type if name in self.now.column_names else pa.string()
        return pa.float64() if pa.types.is_integer(kind) or pa.types.is_floating(kind) else pa.string()


def _columns(sides: _Sides, kinds: Any, compared: Compared) -> Iterator[tuple[str, Any]]:
    yield sides.now.column_names[0], sides.keys()
    if compared.name:
        yield compared.name, sides.latest(compared.name)
    yield "change", kinds
    for name in (compared.segmentation, *compared.told):
        yield f"{name}.before", sides.was(name)
        yield name, sides.is_(name)


def _of(table: Table, name: str, kind: Any) -> Any:
    if name not in table.column_names:
        return pa.nulls(table.num_rows, kind)
    return table[name].cast(kind).combine_chunks()


def _texts(table: Table, column: str | int) -> Any:
    return table.column(column).cast(pa.string()).combine_chunks()


def _spelled(segments: Any) -> Any:
    """Segments with nothing as an empty text, which no segment is called."""
    return segments.fill_null("")


def counts(changes: Changes) -> Mapping[str, int]:
    """How many accounts moved, came and went."""
    return {MOVED: changes.moved, NEW: changes.new, GONE: changes.gone}
