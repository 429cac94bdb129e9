"""A table judged block by block: its fields, its losses, and what gives reason for a warning; in words at the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from ..expressions.columns import Index
from ..findings import Finding
from .contract import CleanTable
from .judged import Judged, Yardstick
from .known_names import KnownNames
from .losses import LossCounts
from .lost_rows import loss_findings
from .quality import FieldQuality, Loss
from .remarks import later, no_rows, on_field, refused_values
from .report import FieldCount, field_counts
from .shared_keys import SharedKeys, shared_keys
from .subject import Subject
from .succession import DatesInOrder, dated_fields, dates_out_of_order
from .thousands import PointedNumbers, doubtful_points, pointed_fields


class _Counter(Protocol):
    def add(self, block: Judged, /) -> None: ...


class _Watcher(Protocol):
    def add(self, clean: CleanTable, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Appraised:
    """What was found in one table."""

    fields: tuple[FieldQuality, ...]
    losses: tuple[Loss, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Recalled:
    """What was found in a table by an earlier run, whose rows are the same now and so are not looked at again."""

    found: Appraised

    def finished(self, currency: str) -> Appraised:  # noqa: ARG002  the rules are the same, and so is theirs
        return self.found

    def refused(self) -> Iterator[Finding]:
        """None: a strict run with any would have left nothing behind."""
        return iter(())


@dataclass(slots=True, eq=False)
class Appraisal:
    """What was counted in the blocks of one table: the same whether they come as one or as many."""

    of: Subject
    by: Yardstick
    fields: list[FieldCount]
    losses: LossCounts
    points: list[PointedNumbers]
    dates: list[DatesInOrder]
    keys: SharedKeys | None

    @classmethod
    def begun(
        cls, first: CleanTable, by: Yardstick, known: KnownNames, *, sought: bool, part: bool = False
    ) -> "Appraisal":
        """The appraisal of a table whose blocks are like `first`, with nothing counted.

        `known` are the names of the accounts; the rows of a table that is `sought` are found by their key.
        A `part` of a table will be joined with others.
        """
        measured = by.measure is not None
        return cls(
            subject_of(first, by),
            by,
            field_counts(first, measured=measured),
            LossCounts(first.table.id, known, measured),
            pointed_fields(first),
            dated_fields(first),
            None if sought else shared_keys(first, part=part),
        )

    def add(self, clean: CleanTable, account: Index | None) -> None:
        """Count the rows of the next block; `account` is each row's account, None for a table that is not linked."""
        block = Judged(clean, account, self.by)
        seen = block.rows_seen
        self.of = replace(self.of, rows=self.of.rows + seen, hidden=self.of.hidden + clean.size - seen)
        counters: tuple[_Counter, ...] = (*self.fields, self.losses)
        watchers: tuple[_Watcher, ...] = (*self.points, *self.dates, *((self.keys,) if self.keys else ()))
        for counter in counters:
            counter.add(block)
        for watcher in watchers:
            watcher.add(clean)

    def look_again(self, blocks: Callable[[], Iterator[CleanTable]]) -> None:
        """After the last block: `blocks` gives them all once more, where what was counted leaves a question open."""
        if self.keys is not None:
            self.keys.look_again(blocks)

    def refused(self) -> Iterator[Finding]:
        """Every value that does not fit, for a strict run."""
        return refused_values(self.of, self.fields)

    def finished(self, currency: str) -> Appraised:
        """What was found, after the last block; money is in the ruleset's currency."""
        losses = self.losses.losses()
        found = dict.fromkeys((*self._key_findings(), *self._remarks(losses, currency)))
        return Appraised(
            tuple(count.quality(self.of.origin) for count in self.fields), tuple(losses), tuple(found)
        )

    def _key_findings(self) -> Iterator[Finding]:
        if self.keys is not None:
            yield from self.keys.findings(self.of.origin)

    def _remarks(self, losses: list[Loss], currency: str) -> Iterator[Finding]:
        if self._is_later(losses):
            yield later(self.of)
            return
        if not self.of.rows:
            yield no_rows(self.of)
            return
        for count in self.fields:
            yield from on_field(self.of, count)
        yield from doubtful_points(self.points, self.of.origin, self.of.table)
        yield from dates_out_of_order(self.dates, self.of.origin, self.of.rows)
        yield from loss_findings(self.of, losses, currency)

    def _is_later(self, losses: list[Loss]) -> bool:
        """Whether every row that has a date lies after the day of the run."""
        undated = sum(loss.rows for loss in losses if loss.reason == "no_date")
        return self.of.hidden > 0 and self.of.rows == undated


def subject_of(clean: CleanTable, by: Yardstick) -> Subject:
    """The table that remarks are about, none of its rows counted."""
    return Subject(clean.table, clean.origin, frozenset(clean.ids), by.as_of)


def refused_in(clean: CleanTable, by: Yardstick) -> Iterator[Finding]:
    """Every value of a whole table that does not fit, before anything else is known of it."""
    counts = field_counts(clean)
    for count in counts:
        count.add(Judged(clean, None, Yardstick(by.as_of)))
    return refused_values(subject_of(clean, by), counts)
