"""Rows that do not count for any account, in words: why, how many, and what they carry."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..findings import Finding
from .quality import Loss
from .subject import Subject
from .wording import carrying, count_of, in_a_row


def loss_findings(of: Subject, losses: Sequence[Loss], currency: str) -> Iterator[Finding]:
    """One finding per reason and field; one for all fields that are looked up by one key in one table."""
    for loss in losses:
        if loss.reason in LOSSES:
            yield LOSSES[loss.reason](of, loss, currency)
    unmatched: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        if loss.reason == "unmatched":
            unmatched.setdefault(_looked_up(of, loss.field), []).append(loss)
    for (by, table), of_key in unmatched.items():
        yield _unmatched(of, of_key, by, table, currency)


def _looked_up(of: Subject, name: str) -> tuple[str, str]:
    """By which field a field is looked up, and in which table."""
    field = of.table.fields[name]
    return field.by or "", field.lookup[0] if field.lookup else ""


def _rows(of: Subject, loss: Loss) -> str:
    return count_of(loss.rows, of.rows)


def _examples(loss: Loss) -> str:
    shown = (
        f'"{value}" ({rows}{f", perhaps {near}" if near else ""})' for value, rows, near in loss.examples
    )
    return ", ".join(shown)


def _orphans(of: Subject, loss: Loss, currency: str) -> Finding:
    name = of.origin.name
    return of.origin.finding(
        "W502",
        f"{loss.field} names nothing that exists in {_rows(of, loss)} of {name}{carrying(loss.money, currency)}",
        field=loss.field,
        found=_examples(loss),
        fix="add what is missing, or correct the names; until then these rows count for no account",
    )


def _no_account(of: Subject, loss: Loss, currency: str) -> Finding:
    name = of.origin.name
    return of.origin.finding(
        "W503",
        f"{loss.field} is missing in {_rows(of, loss)} of {name}{carrying(loss.money, currency)}",
        field=loss.field,
        fix="fill in to whom they belong; until then these rows count for no account",
    )


def _no_date(of: Subject, loss: Loss, currency: str) -> Finding:
    name = of.origin.name
    return of.origin.finding(
        "W504",
        f"{loss.field} is missing in {_rows(of, loss)} of {name}{carrying(loss.money, currency)}",
        field=loss.field,
        fix="fill in the date; until then these rows are in no period",
    )


def _after(of: Subject, loss: Loss, currency: str) -> Finding:
    rows = f"{loss.rows:,} rows" if loss.rows > 1 else "1 row"
    carried = carrying(loss.money, currency)
    return of.origin.finding(
        "N502",
        f"{of.origin.name} has {rows} dated after the day of the model{carried}; they are not seen",
        field=loss.field,
    )


def _unmatched(of: Subject, losses: Sequence[Loss], by: str, table: str, currency: str) -> Finding:
    """One key that is not found leaves every field missing that it would have brought."""
    loss = losses[0]
    fields = in_a_row([each.field for each in losses])
    stay = "stay" if len(losses) > 1 else "stays"
    carried = carrying(loss.money, currency)
    return of.origin.finding(
        "W505",
        f"{by} is not found in {table} for {_rows(of, loss)} of {of.origin.name}{carried}; "
        f"{fields} {stay} missing for them",
        field=loss.field,
        found=_examples(loss),
        fix=f"add these to {table}, or correct them",
    )


LOSSES: Mapping[str, Callable[[Subject, Loss, str], Finding]] = {
    "orphan": _orphans,
    "no_account": _no_account,
    "no_date": _no_date,
    "after_as_of": _after,
}
