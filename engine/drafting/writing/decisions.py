"""What a draft leaves to people: the questions that no file answers, the most telling first."""

from collections.abc import Iterator

from ..guessing import Column
from ..linking import Link, Scheme, Seat
from ..naming.wording import quoted, rows
from ..proposing import Decision, Proposal


def decisions_of(proposal: Proposal) -> list[Decision]:
    return [*_of_data(proposal.scheme), *_of_head(proposal), *_of_rules(proposal)]


def _of_data(scheme: Scheme) -> Iterator[Decision]:
    for column in scheme.near_keys:
        yield Decision(
            f'"{column.header}" would be the key of the accounts, but {_faults_of_key(column)}. Mend the file and make '
            "the draft again",
            "tables.accounts",
        )
    for seat in scheme.seats.values():
        if seat.role == "left out":
            continue
        for link in (seat.account, seat.via, *seat.lookups):
            if link is not None:
                yield from _of_link(seat, link)
        yield from _of_reading(seat)
        yield from _of_nobody(seat)
        yield from _of_columns(seat)
    accounts = scheme.accounts
    if accounts and not accounts.key and not scheme.near_keys:
        yield Decision(
            "No column tells the accounts apart, so they go by the number of their "
            f"{accounts.table.opened.raw.origin.counted}, and other lists cannot name them. "
            "Add a column with a number or a code when you can",
            "tables.accounts",
        )


def _faults_of_key(column: Column) -> str:
    twice, gaps = column.known - column.distinct, column.rows - column.known
    faults = [f"it is empty in {rows(gaps)}"] if gaps else []
    if twice:
        faults.append(f"{rows(twice)} {'repeats' if twice == 1 else 'repeat'} a value of another")
    return " and ".join(faults)


def _of_reading(seat: Seat) -> Iterator[Decision]:
    """What the reader of the file remarks, where something can be done about it."""
    for finding in seat.table.opened.raw.findings:
        if finding.fix:
            yield Decision(f"{finding.message}: {finding.fix}", f"tables.{seat.id}")


def _of_nobody(seat: Seat) -> Iterator[Decision]:
    """Rows that name no account."""
    column = seat.account.column if seat.account else seat.account_column
    empty = column.rows - column.known if column else 0
    if empty:
        yield Decision(
            f"{rows(empty)} of {seat.table.name} {'names' if empty == 1 else 'name'} no account and count for none. Is that right?",
            f"tables.{seat.id}.account",
        )


def _of_link(seat: Seat, link: Link) -> Iterator[Decision]:
    if link.unmatched:
        meant = link.meant()
        near = (
            f'Is "{meant}" meant? Then correct it where the data comes from'
            if meant
            else "Is something missing there?"
        )
        lost = quoted([text for text, _ in link.lost])
        have = "has" if link.unmatched == 1 else "have"
        yield Decision(
            f"{rows(link.unmatched)} of {seat.table.name} {have} a value of {link.column.id} that {link.target.name} lacks: {lost}. {near}",
            f"tables.{seat.id}.fields.{link.column.id}",
        )


def _of_columns(seat: Seat) -> Iterator[Decision]:
    for column in seat.table.columns.values():
        for doubt in column.guess.doubts:
            yield Decision(
                f"{column.id} in {seat.table.name}: {doubt}",
                f"tables.{seat.id}.fields.{column.id}.date_format",
            )
    notation = seat.table.notation
    if not notation.is_sure:
        yield Decision(
            f"Numbers in {seat.table.name} such as {notation.example} can be read in two ways; the draft reads the "
            f"{'point' if notation.decimal == '.' else 'comma'} as the decimal sign. Is that right?",
            f"tables.{seat.id}",
        )


def _of_head(proposal: Proposal) -> Iterator[Decision]:
    if proposal.money and not proposal.currency.why:
        yield Decision(
            f"Nothing in the data names a currency, so it is {proposal.currency.code} for now. Which is it?",
            "currency",
        )
    calendar = proposal.calendar
    yield Decision(
        f"The rules look from {calendar.as_of}: {calendar.why}. Is that the day that you want?", "as_of"
    )


def _of_rules(proposal: Proposal) -> Iterator[Decision]:
    if proposal.summed:
        yield Decision(
            f"No column is called an amount, so an account's money is {' + '.join(proposal.summed)}. May these be added up?",
            "metrics",
        )
    elif proposal.money:
        yield Decision(
            f'"{proposal.money}" stands for what an account is worth. Is it the right one?', "reports.money"
        )
    if proposal.scores.ids:
        yield Decision(
            "Points and weights are a first guess: what makes an account worth your time, and what counts most?",
            "scores",
        )
    if proposal.segments.matrix:
        yield Decision(
            "High begins at 50 points. How many accounts can your sellers handle? Move it until they fit",
            f"segmentations.{proposal.segments.matrix}.axes",
        )
    if proposal.segments.playbooks:
        yield Decision("What should a seller do in each segment? Fill in the playbooks", "playbooks")
    if proposal.out:
        yield Decision(
            "Who is never your customer, whatever the score? Wake up the example of a knock-out",
            asleep="knockouts",
        )
