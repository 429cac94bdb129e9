"""One or two scores from what is there: what accounts could be worth, and what they are worth now."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..guessing import Column, Drafted, numbers_of
from ..layout import Block, Entry, Remark, Value
from ..naming.words import COUNTRY, SECTOR, SIZE, tells
from .calendar import YEAR
from .metrics import Figures
from .money import is_money
from .names import Ways

_KNOWN = 0.3
_MOST = 3
_ENOUGH = 4


@dataclass(frozen=True)
class Bands:
    """A column of the accounts with the two values at which points rise: the middle one and that of the top quarter."""

    column: Column
    middle: float
    high: float


@dataclass(frozen=True)
class Scores:
    """The proposed scores: entries of the file, their ids, and the first column with bands, for the tests."""

    entries: tuple[Entry | Remark, ...] = ()
    potential: str | None = None
    business: str | None = None
    bands: tuple[Bands, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in (self.potential, self.business) if id_)


def scores_of(accounts: Drafted | None, figures: Figures, money: str | None, ways: Ways) -> Scores:
    """Potential from size, and a second one from what accounts bring in, else from how they are rated."""
    bands = _sizes(accounts, money) if accounts else ()
    ratings = accounts.of_type("rating")[:_MOST] if accounts else []
    scores = Scores()
    if bands and accounts:
        key = ways.take("potential")
        scores = Scores(
            (_potential(key, ways.say("Potential"), bands, accounts),), potential=key, bands=bands
        )
    second = _business(figures, money, ways) or [_rating(column) for column in ratings]
    if not second:
        return scores
    title = ways.say("What they bring us now" if money else "How they are rated")
    key = ways.take("business" if money else "need")
    entry = Entry(key, Block((Entry("title", title), Entry("criteria", Block(tuple(second))))))
    return replace(scores, entries=(*scores.entries, entry), business=key)


def _sizes(accounts: Drafted, money: str | None) -> tuple[Bands, ...]:
    """Columns that tell how large an account is, those that say so by their name first."""
    numbers = [column for column in accounts.of_type("number", "integer") if column.id != money]
    sized = [column for column in numbers if tells(column.header, SIZE)]
    sized += [column for column in numbers if column not in sized and money and is_money(column)]
    bands = (_bands(column, accounts) for column in sized if column.known >= _KNOWN * column.rows)
    return tuple(band for band in bands if band)[:_MOST]


def _bands(column: Column, table: Drafted) -> Bands | None:
    values = numbers_of(column, table.notation)
    if values.size < _ENOUGH:
        return None
    middle, high = (neat(float(np.quantile(values, share))) for share in (0.5, 0.75))
    return Bands(column, middle, high) if float(values.min()) < middle < high <= float(values.max()) else None


def neat(value: float) -> float:
    """A number with one or two digits that people would choose: 1,185 becomes 1,200."""
    if value == 0:
        return 0.0
    size = math.floor(math.log10(abs(value)))
    return round(value, 1 - size)


def _potential(key: str, title: str, bands: Sequence[Bands], accounts: Drafted) -> Entry:
    criteria: list[Entry | Remark] = [_criterion(of, len(bands) - place) for place, of in enumerate(bands)]
    criteria += [
        _asleep(column)
        for column in accounts.of_type("category")
        if tells(column.header, f"{SECTOR} {COUNTRY}")
    ][:2]
    return Entry(key, Block((Entry("title", title), Entry("criteria", Block(tuple(criteria))))))


def _criterion(of: Bands, weight: int) -> Entry:
    value: dict[str, Value] = {
        "weight": weight,
        "value": of.column.id,
        "bands": [{"points": 0}, {"from": of.middle, "points": 50}, {"from": of.high, "points": 100}],
    }
    return Entry(
        of.column.id,
        value,
        f"about half of the accounts have {of.middle:,.10g} or more, a quarter {of.high:,.10g}",
    )


def _asleep(column: Column) -> Entry:
    """An example to wake: which kinds suit the company, nobody can read from the data."""
    values = column.guess.values[:_MOST]
    points: dict[str, Value] = {value: 100 - 20 * place for place, value in enumerate(values)}
    value: dict[str, Value] = {"weight": 1, "value": column.id, "points": points, "otherwise": 20}
    return Entry(column.id, value, "an example: which ones suit you best?", asleep=True)


def _business(figures: Figures, money: str | None, ways: Ways) -> list[Entry | Remark]:
    if money is None:
        return []
    shown = figures.current or money
    rank = f"percent_rank({shown})"
    entries: list[Entry | Remark] = [
        Entry(
            "money",
            {"title": ways.say("Money"), "weight": 2, "value": rank, "scale": [0, 1]},
            "0 for the lowest, 100 for the highest of all accounts",
        )
    ]
    if figures.win_rate:
        entries.append(Entry("win_rate", {"weight": 1, "value": figures.win_rate, "scale": [0, 1]}))
    elif figures.last:
        value = f"days_since({figures.last})"
        entries.append(
            Entry(
                "freshness",
                {
                    "title": ways.say("Time since the last order"),
                    "weight": 1,
                    "value": value,
                    "scale": [ways.reach, 0],
                },
                f"0 points for {_ago(ways.reach)}, 100 for today",
            )
        )
    return entries


def _ago(days: int) -> str:
    return "a year ago" if days == YEAR else f"{days} days ago, as far as the data goes back"


def _rating(column: Column) -> Entry:
    scale = list(column.guess.scale or (1, 5))
    return Entry(column.id, {"weight": 1, "value": column.id, "scale": scale, "judgement": True})
