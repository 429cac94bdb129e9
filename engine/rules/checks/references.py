"""Metrics, analyses and reports name tables, fields and segmentations that exist."""

from collections.abc import Iterator
from dataclasses import replace

from ...findings import Finding
from ..model import Aggregate, Lookup, Table
from .fields import found_by_lookup
from .look import Look

_OF_ACCOUNTS = "of the accounts"


def check_references(look: Look) -> Iterator[Finding]:
    yield from _metrics(look)
    yield from _opportunities(look)
    yield from _rankings(look)
    yield from _committee(look)
    yield from _names(look)


def _metrics(look: Look) -> Iterator[Finding]:
    for metric in look.ruleset.metrics.values():
        path = f"metrics.{metric.id}"
        source = metric.source
        if isinstance(source, Aggregate):
            yield from _rows(look, source, path)
        elif isinstance(source, Lookup):
            yield from found_by_lookup(look, (source.table, source.field), f"{path}.lookup")
            names = [*look.ruleset.accounts.fields, *look.ruleset.metrics]
            yield from look.missing_name(
                source.by, names, "field or metric", f"{path}.by", where=_OF_ACCOUNTS
            )


def _rows(look: Look, source: Aggregate, path: str) -> Iterator[Finding]:
    yield from look.missing_name(source.table, look.ruleset.tables, "table", f"{path}.from")
    table = look.ruleset.tables.get(source.table)
    if table is None:
        return
    if table.account is None and table.via is None:
        yield _unlinked(look, table, path)
    dated = "last" if source.last else "ending" if source.ending else ""
    dated = dated or next((word for word in ("latest", "earliest") if source.aggregation == word), "")
    if dated and not _has_date(look, table):
        yield Finding(
            "E402",
            f'"{dated}" needs a date, but "{table.id}" has no date field',
            look.key_place(f"{path}.{dated}"),
            path=f"{path}.{dated}",
            fix=f"add date: to tables.{table.id}, with the field that says when a row happened",
        )


def _unlinked(look: Look, table: Table, path: str) -> Finding:
    return Finding(
        "E402",
        f'"{table.id}" does not say to which account its rows belong',
        look.place(f"{path}.from"),
        path=f"{path}.from",
        fix=f"add account: to tables.{table.id}, with the field that holds the account's number",
    )


def _has_date(look: Look, table: Table) -> bool:
    """Whether rows have a date, of their own or of the row that they belong to."""
    seen: set[str] = set()
    reached: Table | None = table
    while reached is not None and reached.id not in seen:
        if reached.date or f"tables.{reached.id}.date" in look.left_out:
            return True
        seen.add(reached.id)
        reached = look.ruleset.tables.get(reached.via[0]) if reached.via else None
    return False


def _opportunities(look: Look) -> Iterator[Finding]:
    for opportunity in look.ruleset.opportunities.values():
        gaps, path = opportunity.gaps, f"opportunities.{opportunity.id}.gaps"
        if gaps is not None:
            yield from look.missing_name(gaps.table, look.ruleset.tables, "table", f"{path}.from")
            yield from look.missing_name(
                gaps.peers, look.ruleset.segmentations, "segmentation", f"{path}.peers"
            )
            table = look.ruleset.tables.get(gaps.table)
            if table is not None:
                yield from look.missing_name(
                    gaps.item, table.fields, "field", f"{path}.item", where=f'in "{table.id}"'
                )


def _rankings(look: Look) -> Iterator[Finding]:
    for ranking in look.ruleset.rankings.values():
        path = f"rankings.{ranking.id}"
        yield from look.missing_name(ranking.of, look.ruleset.segmentations, "segmentation", f"{path}.of")
        yield from look.missing_name(
            ranking.apart, look.names_of_accounts(), "value", f"{path}.apart", where=_OF_ACCOUNTS
        )
        for metric in ranking.metrics.values():
            yield from _sheet(look, metric.table, (metric.weighted, metric.by), f"{path}.metrics.{metric.id}")


def _sheet(
    look: Look, table: str | None, fields: tuple[str | None, str | None], path: str
) -> Iterator[Finding]:
    yield from look.missing_name(table, look.ruleset.tables, "table", f"{path}.from")
    sheet = look.ruleset.tables.get(table or "")
    if sheet is not None:
        for key, field in zip(("weighted", "by"), fields, strict=True):
            yield from look.missing_name(
                field, sheet.fields, "field", f"{path}.{key}", where=f'in "{sheet.id}"'
            )


def _committee(look: Look) -> Iterator[Finding]:
    committee = look.ruleset.buying_committee
    if committee is None:
        return
    for key in ("contacts", "deals", "involvement"):
        yield from look.missing_name(
            getattr(committee, key), look.ruleset.tables, "table", f"buying_committee.{key}"
        )
    names = look.names_of_accounts()
    yield from look.missing_name(
        committee.study.per, names, "value", "buying_committee.study.per", where=_OF_ACCOUNTS
    )
    for role in committee.interview:
        path = f"buying_committee.interview.{role}"
        for finding in look.missing_name(role, committee.roles, "role", path):
            yield replace(finding, place=look.key_place(path))


def _names(look: Look) -> Iterator[Finding]:
    """Lists of values of an account: what is carried, what may tell the best apart, what is money."""
    rules = look.ruleset
    names = look.names_of_accounts()
    for index, name in enumerate(rules.reports.carry):
        yield from look.missing_name(name, names, "value", f"reports.carry.{index}", where=_OF_ACCOUNTS)
    traits = rules.best_customers.traits if rules.best_customers else ()
    for index, name in enumerate(traits):
        yield from look.missing_name(
            name, names, "value", f"best_customers.traits.{index}", where=_OF_ACCOUNTS
        )
    money = [*rules.accounts.fields, *rules.metrics]
    yield from look.missing_name(
        rules.reports.money, money, "field or metric", "reports.money", where=_OF_ACCOUNTS
    )
