"""Tables: their parts name fields that exist, and they can be reached in the way that they are used."""

from collections.abc import Iterator
from dataclasses import replace

from ...findings import Finding, Place, Repair
from ...findings.nearest import unmistakable
from ..model import Table
from .look import Look

_OWN_FIELDS = ("key", "name", "parent", "account", "date")


def check_tables(look: Look) -> Iterator[Finding]:
    for table in look.ruleset.tables.values():
        yield from _own_fields(look, table)
        yield from _via(look, table)
    yield from _accounts(look)


def _own_fields(look: Look, table: Table) -> Iterator[Finding]:
    path = f"tables.{table.id}"
    for key in _OWN_FIELDS:
        if not (key == "key" and table.derived_from):
            yield from look.missing_name(
                getattr(table, key), table.fields, "field", f"{path}.{key}", where=f'in "{table.id}"'
            )


def _via(look: Look, table: Table) -> Iterator[Finding]:
    if table.via is None:
        return
    other, field = table.via
    path = f"tables.{table.id}.via"
    for finding in look.missing_name(other, look.ruleset.tables, "table", f"{path}.{other}"):
        key = look.key_place(f"{path}.{other}")
        meant = unmistakable(other, look.ruleset.tables)
        yield replace(finding, place=key, repair=Repair.at(key, meant) if meant else None)
    yield from look.missing_name(field, table.fields, "field", f"{path}.{other}", where=f'in "{table.id}"')
    target = look.ruleset.tables.get(other)
    if target is not None:
        here = look.key_place(f"{path}.{other}")
        yield from _reaches_accounts(look, target, path, here)
        yield from (replace(finding, place=here) for finding in without_key(look, target, path))


def _reaches_accounts(look: Look, target: Table, path: str, place: Place) -> Iterator[Finding]:
    if target.account is None and target.via is None and f"tables.{target.id}.account" not in look.left_out:
        yield Finding(
            "E402",
            f'"{target.id}" does not say to which account its rows belong, so nothing can be reached via it',
            place,
            path=path,
            fix=f"add account: to tables.{target.id}",
        )


def without_key(look: Look, target: Table, path: str) -> Iterator[Finding]:
    """A finding when rows of the target are looked for by key and it has none."""
    if target.key is None and f"tables.{target.id}.key" not in look.left_out:
        yield Finding(
            "E402",
            f'"{target.id}" has no key by which a row could be found',
            look.place(path),
            path=path,
            fix=f"add key: to tables.{target.id}",
        )


def _accounts(look: Look) -> Iterator[Finding]:
    table = look.ruleset.accounts
    source = look.ruleset.tables.get(table.derived_from or "")
    if table.derived_from:
        yield from look.missing_name(table.derived_from, _others(look), "table", "tables.accounts.from")
        if source is not None:
            yield from _reaches_accounts(
                look, source, "tables.accounts.from", look.place("tables.accounts.from")
            )
    elif table.key is None and "tables.accounts.key" not in look.left_out and _linked(look):
        # Alone, accounts without a key go by their row numbers; but nothing else can name those.
        yield Finding(
            "E202",
            "the accounts have no key by which the rows of other tables could find theirs",
            look.key_place("tables.accounts"),
            path="tables.accounts",
            fix="add key: with the field that holds the account's number",
        )
    for other in _others(look):
        if look.ruleset.tables[other].derived_from:
            path = f"tables.{other}.from"
            message = "only the accounts can be made from another table"
            yield Finding(
                "E207", message, look.key_place(path), path=path, fix="delete from:, and name a file"
            )


def _linked(look: Look) -> bool:
    """Whether anything names accounts: rows of another table, or an account its parent."""
    others = [table for key, table in look.ruleset.tables.items() if key != "accounts"]
    return look.ruleset.accounts.parent is not None or any(table.account or table.via for table in others)


def _others(look: Look) -> list[str]:
    return [key for key in look.ruleset.tables if key != "accounts"]
