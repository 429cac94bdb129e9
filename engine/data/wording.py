"""Counts and money as messages on data say them."""

from ..findings.money import money_in_words


def count_of(count: int, rows: int) -> str:
    """Format a count and its share, such as `12 of 400 rows (3%)`."""
    return (
        f"{count:,} of {rows:,} rows ({count / rows:.0%})"
        if count * 100 >= rows
        else f"{count:,} of {rows:,} rows"
    )


def counted(count: int, one: str, many: str) -> str:
    """A number of things, such as `1 row` or `1,200 rows`."""
    return f"{count:,} {one if count == 1 else many}"


def carrying(money: float | None, currency: str) -> str:
    """What some rows are worth, such as `, which carry €120.50`; empty where that is nothing, or not known."""
    return "" if not money else f", which carry {money_in_words(money, currency)}"


def in_a_row(words: list[str]) -> str:
    """Words as a sentence lists them: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
