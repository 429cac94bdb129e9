"""Tests of what compares accounts: one that brings more than anyone, and one that brings nothing."""

import math
from collections.abc import Mapping

import numpy as np

from ...expressions.columns import Floats
from ..guessing import Drafted, numbers_of
from ..layout import Block, Entry, Plain, Value
from ..linking import Seat
from ..naming.wording import day
from ..proposing import Proposal


def ranked_cases(proposal: Proposal) -> list[Entry]:
    """Two tests among the accounts of the data; none where nothing that was proposed compares accounts."""
    if proposal.money is None:
        return []
    large = {band.column.id: band.high for band in proposal.scores.bands if band.column.id != proposal.money}
    top: dict[str, Value] = {**large, **_money(proposal, most=True), **_habits(proposal, good=True)}
    bottom: dict[str, Value] = {**large, **_money(proposal, most=False), **_habits(proposal, good=False)}
    pyramid = _by_method(proposal, "tiers")
    first = _expected(proposal, "invest", "first") | ({pyramid: "A"} if pyramid else {})
    last = _expected(proposal, "win_over", "later") | ({pyramid: "C"} if pyramid else {})
    cases = {"brings_more_than_anyone": (top, first), "brings_nothing_yet": (bottom, last)}
    return [_case(proposal, id_, *case) for id_, case in cases.items() if case[1]]


def _expected(proposal: Proposal, in_matrix: str, in_steps: str) -> dict[str, Value]:
    """Where the account belongs in the segmentation by scores, if it looks at what accounts bring in."""
    scores, matrix = proposal.scores, proposal.segments.matrix
    if matrix:
        return {matrix: in_matrix}
    steps = _by_method(proposal, "rules")
    return {steps: in_steps} if steps and scores.business and not scores.potential else {}


def _money(proposal: Proposal, *, most: bool) -> dict[str, Value]:
    """What the account brings in, in all and lately: more than all others together, or as little as any."""
    of_accounts = proposal.scheme.accounts
    names = [name for name in (proposal.figures.current, proposal.money) if name]
    if of_accounts and proposal.money in of_accounts.table.columns:
        values = numbers_of(of_accounts.table.columns[proposal.money], of_accounts.table.notation)
        chosen = float(values.max() if most else values.min())
        return dict.fromkeys(names, int(chosen) if chosen == int(chosen) else chosen)
    return dict.fromkeys(names, _beyond(proposal) if most else 0)


def _beyond(proposal: Proposal) -> int:
    """A power of ten that the money of all rows together does not reach."""
    takings, accounts = proposal.takings, proposal.scheme.accounts
    if takings is not None:
        table = takings.seat.table
        factors = [_sizes(table, part) for part in takings.expression.split() if part in table.columns]
        most = math.prod(
            [*(each.sum() for each in factors[:1]), *(max(each.max(), 1) for each in factors[1:])]
        )
    else:
        most = sum(_sizes(accounts.table, name).sum() for name in proposal.summed) if accounts else 0
    return int(10 ** math.ceil(math.log10(most + 10)))


def _sizes(table: Drafted, name: str) -> Floats:
    found: Floats = np.abs(np.append(numbers_of(table.columns[name], table.notation), 0.0))
    return found


def _habits(proposal: Proposal, *, good: bool) -> dict[str, Value]:
    """The other half of the score of what accounts bring in: deals that were won, else an order of today."""
    figures = proposal.figures
    if figures.win_rate:
        return {figures.win_rate: Plain("100%" if good else "0%")}
    return {figures.last: proposal.calendar.as_of.isoformat()} if figures.last and good else {}


def _by_method(proposal: Proposal, method: str) -> str | None:
    """The first proposed segmentation of a method."""
    for entry in proposal.segments.entries:
        if isinstance(entry, Entry) and isinstance(entry.value, Block):
            parts = {part.key: part.value for part in entry.value.entries if isinstance(part, Entry)}
            if parts.get("method") == method:
                return entry.key
    return None


def _case(proposal: Proposal, id_: str, given: Mapping[str, Value], expect: dict[str, Value]) -> Entry:
    return Entry(id_, {"among": "accounts", "given": dict(given), **its_row(proposal), "expect": expect})


def its_row(proposal: Proposal) -> dict[str, Value]:
    """The row that the account of a test needs to exist, where accounts come from their rows."""
    derived = proposal.scheme.derived
    return {"rows": {derived: [dated(proposal.scheme.seats[derived], proposal)]}} if derived else {}


def dated(seat: Seat, proposal: Proposal) -> dict[str, Value]:
    """The date of a row, as late as the data has one."""
    if seat.date is None:
        return {}
    as_of = proposal.calendar.as_of.isoformat()
    return {
        seat.date.id: as_of if seat.date.guess.latest is None else min(as_of, day(seat.date.guess.latest))
    }
