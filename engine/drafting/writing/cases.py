"""A test or two of which the outcome is sure, as examples for the user's own."""

from ..layout import Block, Entry, Remark, Value, page
from ..proposing import Proposal
from .ranked import dated, its_row, ranked_cases

_REMARKS = (
    Remark("Accounts of which you know where they belong: `sikta test` says when an edit moves one of them."),
    Remark(
        "The first ones are examples. Add three of your own: a sure yes, a sure no, and one on the border."
    ),
)


def write_tests(proposal: Proposal) -> str:
    """The file of tests: points at the two ends of a score, kinds in their segments, or orders that are added up.

    And where accounts are ranked by their money, the first and the last of them.
    """
    ranked = ranked_cases(proposal)
    plain = _of_bands(proposal) or _of_kinds(proposal) or _of_rows(proposal)
    cases = [*plain, *ranked] or _of_anyone(proposal)
    return page([*_REMARKS, Entry("tests", Block(tuple(cases)))])


def _of_bands(proposal: Proposal) -> list[Entry]:
    bands, score = proposal.scores.bands, proposal.scores.potential
    if not bands or not score:
        return []
    first = bands[0]
    below = first.middle / 2 if first.middle > 0 else first.middle - 1
    low = int(below) if first.column.guess.type == "integer" else below
    return [
        _case("large_has_all_points", {first.column.id: first.high}, {score: 100}),
        _case("small_has_none", {first.column.id: low}, {score: 0}),
    ]


def _of_kinds(proposal: Proposal) -> list[Entry]:
    """Two kinds in the segments that are named after them."""
    if not proposal.segments.kinds:
        return []
    kinds = proposal.segments.kinds
    return [
        _case(f"{segment}_belongs_there", {kinds.column.id: value}, {kinds.id: segment}, its_row(proposal))
        for segment, value in [*kinds.segments.items()][:2]
    ]


def _of_rows(proposal: Proposal) -> list[Entry]:
    """Two orders of one account, whose money is added up."""
    takings, money = proposal.takings, proposal.figures.money
    if takings is None or money is None or takings.seat.role != "rows" or proposal.deals:
        return []
    seat = takings.seat
    factors = [part for part in takings.expression.split(" * ") if part.isidentifier()]
    row = dated(seat, proposal) | dict.fromkeys(factors, 10)
    total = 10 ** len(factors)
    given: dict[str, Value] = {"given": {}, "rows": {seat.id: [row, row]}, "expect": {money: 2 * total}}
    return [Entry("two_orders_are_added_up", given)]


def _of_anyone(proposal: Proposal) -> list[Entry]:
    everyone = proposal.segments.everyone
    expect: dict[str, Value] = {everyone: "everyone"} if everyone else {"knocked_out": False}
    return [_case("anyone", {}, expect, its_row(proposal))]


def _case(
    id_: str, given: dict[str, Value], expect: dict[str, Value], rows: dict[str, Value] | None = None
) -> Entry:
    return Entry(id_, {"given": given, **(rows or {}), "expect": expect})
