"""How evidence is put into words."""

import datetime as dt
from collections.abc import Sequence

_LONGEST = 30
_SHOWN = 3
_LARGE = 1_000


def number(value: float) -> str:
    """A number as English writes it, to four significant digits where it is no whole one."""
    return (
        f"{value:,.0f}"
        if value == round(value)
        else f"{value:,.4g}"
        if abs(value) < _LARGE
        else f"{value:,.2f}"
    )


def day(days: float) -> str:
    """The date of a number of days since 1970-01-01."""
    return dt.date.fromordinal(dt.date(1970, 1, 1).toordinal() + int(days)).isoformat()


def rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def quoted(texts: Sequence[str], most: int = _SHOWN) -> str:
    """Some texts in quotes, shortened."""
    return ", ".join(f'"{shortened(text)}"' for text in texts[:most])


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def filled(known: int, total: int) -> str:
    """What to add to the evidence of a column that has gaps."""
    return "" if known == total else f"; empty in {total - known:,} of {total:,} rows"
