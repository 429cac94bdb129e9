"""A ruleset drafted from files: read, understood, proposed, written as text. Nothing is put on the disk here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..findings import SiktaError
from .files import Given, no_values, open_files
from .guessing import Drafted, guess_table
from .linking import Scheme, arrange
from .linking.descriptions import descriptions_in, with_descriptions
from .proposing import Decision, Proposal, propose
from .writing import write_document


@dataclass(frozen=True, eq=False)
class Draft:
    """A drafted ruleset: its text and that of its tests, what was understood of the files, and what is to decide.

    `used` are the paths of the files that it reads.
    """

    ruleset: str
    tests: str
    scheme: Scheme
    proposal: Proposal
    decisions: tuple[Decision, ...]
    used: tuple[str, ...]


def draft_from(
    name: str, files: Sequence[Given], paths: Mapping[Given, str], today: dt.date, language: str = "en"
) -> Draft:
    """Draft a ruleset called `name`; `paths` is how it names each file. Raises SiktaError where files cannot be read.

    `today` is written into the draft where the data itself has no dates; its titles are in the `language`.
    """
    tables: list[Drafted] = []
    for opened in open_files(files):
        tables.append(guess_table(opened, [table.id for table in tables]))
    _refuse_empty(tables)
    scheme = arrange(tables)
    described = descriptions_in(scheme)
    scheme = with_descriptions(scheme, described)
    proposal = propose(scheme, _fields(scheme), today, described.text, language)
    by_table = {seat.id: paths[seat.table.opened.given] for seat in scheme.seats.values()}
    written = write_document(name, proposal, by_table, described)
    used = tuple(by_table[seat.id] for seat in scheme.seats.values() if seat.role != "left out")
    return Draft(written.ruleset, written.tests, scheme, proposal, written.decisions, used)


def _refuse_empty(tables: Sequence[Drafted]) -> None:
    empty = [table for table in tables if not any(column.known for column in table.columns.values())]
    if empty:
        raise SiktaError([no_values(table.name) for table in empty])


def _fields(scheme: Scheme) -> frozenset[str]:
    """The ids that the accounts' fields have: what lists them, or the table from which they are derived."""
    seat = scheme.accounts or scheme.seats[scheme.derived or ""]
    return frozenset(seat.table.columns) | {id_ for id_, _, _ in _looked_up(scheme)}


def _looked_up(scheme: Scheme) -> list[tuple[str, object, object]]:
    from .writing.fields import looked_up

    return [*looked_up(scheme, scheme.accounts)] if scheme.accounts else []
