"""Which file lists the accounts: one row per customer."""

from collections.abc import Sequence

from ..guessing import Column, Drafted
from ..naming.words import ACCOUNT, COUNTRY, KEY, NAME, NO_ACCOUNTS, PERSON, SECTOR, SIZE, parts_of, tells
from .links import Link, names_account, unique_columns

_SAMPLE, _SHORT = 100, 60


def account_column(table: Drafted) -> Column | None:
    """The column of a table of orders, deals or lines that names the customer of each row, several rows for one."""
    found = [column for column in table.of_type("text", "category", "integer") if names_account(column)]
    repeated = [column for column in found if not column.is_unique and column.distinct > 1]
    return max(repeated, key=lambda column: (tells(column.header, KEY), column.known), default=None)


def looks_like_rows(table: Drafted) -> bool:
    """Whether a table holds what happened with customers rather than the customers."""
    return account_column(table) is not None and bool(table.of_type("date"))


def choose_accounts(tables: Sequence[Drafted], links: Sequence[Link]) -> Drafted | None:
    """The table of accounts; None where only rows of customers are there, from which they can be derived."""
    best = max(tables, key=lambda table: _likelihood(table, links, len(tables)))
    if looks_like_rows(best) and not tells(best.id, ACCOUNT):
        return None
    rows = [table for table in tables if looks_like_rows(table)]
    if rows and tells(best.id, NO_ACCOUNTS) and not tells(best.id, ACCOUNT):
        return None
    return best


def _likelihood(table: Drafted, links: Sequence[Link], count: int) -> float:
    named_so = 4 * tells(table.id, ACCOUNT) - 4 * tells(table.id, NO_ACCOUNTS)
    referring = len({link.table.id for link in links if link.target is table and link.is_named})
    leading = any(link.table is table and tells(link.target.id, ACCOUNT) for link in links)
    traits = sum(
        any(tells(column.header, words) for column in table.columns.values())
        for words in (SIZE, SECTOR, COUNTRY)
    )
    keyed = bool(unique_columns(table)) or count == 1
    return (
        named_so + min(referring, 2) + traits / 2 - 3 * leading - 6 * looks_like_rows(table) - 3 * (not keyed)
    )


def key_of(table: Drafted, links: Sequence[Link]) -> Column | None:
    """The column that most rows of other tables name; else the one that is called a key; else the first unique one."""

    def fitness(column: Column) -> tuple[int, bool, bool]:
        rows = sum(link.matched for link in links if link.target is table and link.key is column)
        return rows, tells(column.header, KEY), names_account(column)

    return max(
        (column for column in unique_columns(table) if _may_be_key(column, fitness(column))),
        key=fitness,
        default=None,
    )


def _may_be_key(column: Column, fitness: tuple[int, bool, bool]) -> bool:
    """Numbers that happen to differ, such as revenue, tell nobody apart; nor do long texts."""
    if any(fitness):
        return True
    short = sum(map(len, column.texts.vocabulary[:_SAMPLE])) <= _SHORT * min(column.distinct, _SAMPLE)
    return column.guess.type != "integer" and short


def name_of(table: Drafted, key: Column | None) -> Column | None:
    """What an account is called: the column named so that has most different values, or the key itself."""
    texts = table.of_type("text", "category")
    named = [column for column in texts if tells(column.header, NAME) and not _of_person(column)]
    if key is not None and key in named and not tells(key.header, KEY):
        return key
    others = [column for column in named if column is not key and 2 * column.distinct >= column.known]
    return max(others, key=lambda column: (column.known, column.distinct), default=None) or _speaking(key)


def _of_person(column: Column) -> bool:
    return tells(column.header, PERSON) and not tells(
        column.header, "company bedrijf firma företag account customer klant kund"
    )


def _speaking(key: Column | None) -> Column | None:
    """The key, where it is words rather than a number: a company's name tells more than nothing."""
    if key is None or any(sign.isdigit() for text in key.texts.vocabulary[:20] for sign in text):
        return None
    return key if parts_of(key.header) and not tells(key.header, KEY) else None
