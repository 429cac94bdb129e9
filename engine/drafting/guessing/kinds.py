"""What a column holds. Each type is tried by the same cleaner that a run uses, on a sample and then on all rows."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ...data.cleaning.boolean import WORDS
from ...data.cleaning.date_formats import likely_formats
from ...expressions.columns import Dates, Floats, Numbers
from ..naming.wording import day, filled, number, quoted
from ..naming.words import (
    ACCOUNT,
    COUNTED,
    DATE,
    DISCOUNT,
    KEY,
    MONEY,
    POSTAL,
    QUANTITY,
    RATING,
    SIZE,
    YEAR,
    tells,
)
from .absent import missing_among_numbers, sample_of, surely_missing
from .categories import category_of, text_of
from .column import Column, Guess
from .numbers import Notation, currency_of, digits_of
from .trials import MOSTLY, Trial, tried

_FEW_KINDS = 7
_LARGEST_KIND = 100
_MANY_ROWS = 50
_SCALES = ((1, 5), (1, 10), (0, 10))
_YEARS = (1500, 2100)
_COMPACT = "YYYYMMDD"
_NEARLY_ALL, _A_YEAR = 0.99, 366


def guess_column(column: Column, notation: Notation) -> Column:
    """The column with the first type that holds nearly all its values: yes or no, date, number, category, else text."""
    column = column.with_guess(Guess(missing_values=surely_missing(column)))
    if not column.known:
        return column.with_guess(replace(column.guess, evidence="no value in any row"))
    for attempt in _ATTEMPTS:
        guess = attempt(column, notation)
        if guess is not None:
            return column.with_guess(guess)
    return column.with_guess(text_of(column))


def _boolean(column: Column, notation: Notation) -> Guess | None:
    read = {WORDS.get(text.casefold()) for text in column.texts.vocabulary[: len(WORDS)]}
    if column.distinct > len(WORDS) or read != {0.0, 1.0} or tells(column.header, QUANTITY):
        return None
    guess = replace(column.guess, type="boolean")
    if tried(column, "boolean", notation, guess).misfits:
        return None
    words = quoted(column.most_frequent(4), 4)
    return replace(guess, evidence=f"yes or no, as {words}{filled(column.known, column.rows)}")


def _date(column: Column, notation: Notation) -> Guess | None:
    guess = replace(column.guess, type="date", missing_values=_absent(column))
    trial = tried(column, "date", notation, guess)
    formats: list[str] = []
    if not trial.fits:
        formats = _formats(column)
        if not formats:
            return None
        guess = replace(guess, date_formats=(formats[0],))
        trial = tried(column, "date", notation, guess)
    dates = trial.cleaned.column
    if not trial.fits or not isinstance(dates, Dates) or dates.missing.all():
        return None
    low, high = float(np.nanmin(dates.values)), float(np.nanmax(dates.values))
    evidence = f"dates from {day(low)} to {day(high)}{_oddities(column, trial)}"
    doubts = (_which_first(column, formats),) if len(formats) > 1 else ()
    return replace(guess, evidence=evidence, low=low, high=high, latest=_latest(dates), doubts=doubts)


def _latest(dates: Dates) -> float:
    """The last day; the one before which nearly all lie, where a few stand more than a year after it (2099-12-31)."""
    days = dates.values[~dates.missing]
    usual = float(np.quantile(days, _NEARLY_ALL, method="lower"))
    return usual if days.max() - usual > _A_YEAR else float(days.max())


def _formats(column: Column) -> list[str]:
    texts = sample_of(column)
    if tells(column.header, DATE) and all(text.isdigit() and len(text) == len(_COMPACT) for text in texts):
        return [_COMPACT]
    return likely_formats(texts)


def _which_first(column: Column, formats: list[str]) -> str:
    return (
        f"dates such as {quoted(column.most_frequent(1))} fit {formats[0]} and {formats[1]} alike; {formats[0]} "
        "is a guess, and only who made the file knows"
    )


def _number(column: Column, notation: Notation) -> Guess | None:
    texts = sample_of(column) if column.is_written else ()
    if any(text[0] == "0" and len(text) > 1 and text.isdigit() for text in texts) or is_identifier(column):
        return None
    is_share = bool(texts) and sum(text.endswith("%") for text in texts) * 2 > len(texts)
    guess = replace(
        column.guess,
        type="number",
        missing_values=_absent(column),
        unit="%" if is_share else None,
        currency=currency_of(texts),
    )
    trial = tried(column, "number", notation, guess)
    numbers = trial.cleaned.column
    if not trial.fits or not isinstance(numbers, Numbers) or numbers.missing.all():
        return None
    values = numbers.values[~numbers.missing]
    low, high = float(values.min()), float(values.max())
    guess = replace(
        guess, low=low, high=high, evidence=f"{number(low)} to {number(high)}{_oddities(column, trial)}"
    )
    return _whole(column, guess, trial) if bool((values == np.floor(values)).all()) else guess


def _whole(column: Column, guess: Guess, trial: Trial) -> Guess:
    """Whole numbers are counts, years, ratings, or the numbers of a few kinds."""
    low, high = guess.low or 0.0, guess.high or 0.0
    header = column.header
    if tells(header, YEAR) and _YEARS[0] <= low and high <= _YEARS[1]:
        return replace(
            guess, type="integer", evidence=f"years, {low:.0f} to {high:.0f}{_oddities(column, trial)}"
        )
    scale = _scale(trial) if tells(header, RATING) else None
    if scale:
        return replace(guess, type="rating", scale=scale, evidence=f"a rating, {guess.evidence}")
    measures = f"{QUANTITY} {COUNTED} {MONEY} {SIZE} {DISCOUNT} {YEAR}"
    few = column.distinct <= _FEW_KINDS and column.rows >= _MANY_ROWS and not tells(header, measures)
    if few and low >= 0 and high < _LARGEST_KIND:
        kinds = category_of(column)
        if kinds is not None:
            return kinds
    return guess if guess.currency or tells(header, MONEY) else replace(guess, type="integer")


def _scale(trial: Trial) -> tuple[int, int] | None:
    """The usual scale in which nearly all ratings lie."""
    column = trial.cleaned.column
    known = column.values[~column.missing] if isinstance(column, Numbers) else np.empty(0)
    within = (float(((known >= low) & (known <= high)).mean()) for low, high in _SCALES)
    return next((scale for scale, share in zip(_SCALES, within, strict=True) if share >= MOSTLY), None)


def is_identifier(column: Column) -> bool:
    """Whether a column's name says that its digits tell things apart and are nothing to add up."""
    header = column.header
    if tells(header, POSTAL):
        return True
    measures = tells(header, f"{SIZE} {QUANTITY} {MONEY} {RATING} {YEAR} {DISCOUNT}")
    if tells(header, KEY):
        return not measures
    return tells(header, ACCOUNT) and not measures and _are_numbers_of_things(column)


def _are_numbers_of_things(column: Column) -> bool:
    return all(text.removesuffix(".0").isdigit() for text in sample_of(column))


def _absent(column: Column) -> tuple[str, ...]:
    return (*column.guess.missing_values, *missing_among_numbers(column))


def _oddities(column: Column, trial: Trial) -> str:
    """What does not fit, with examples, and how many rows are empty."""
    gaps = filled(trial.known, column.rows)
    if not trial.misfits:
        return gaps
    codes = column.texts.codes[trial.cleaned.invalid]
    odd = [column.texts.vocabulary[code] for code in dict.fromkeys(codes[codes >= 0].tolist())]
    return f"; {trial.misfits:,} do not fit: {quoted(odd)}{gaps}"


_ATTEMPTS: tuple[Callable[[Column, Notation], Guess | None], ...] = (
    _boolean,
    _date,
    _number,
    lambda column, _: category_of(column) if not is_identifier(column) else None,
)


def numbers_of(column: Column, notation: Notation) -> Floats:
    """The known numbers of a column, as a run would read them."""
    numbers = tried(column, "number", notation, column.guess).cleaned.column
    return numbers.values[~numbers.missing] if isinstance(numbers, Numbers) else np.empty(0)


def looks_numeric(column: Column) -> bool:
    """Whether a column may hold numbers at all: what the notation of a table is read from."""
    texts = sample_of(column)
    return bool(texts) and not is_identifier(column) and sum(map(_is_number, texts)) >= MOSTLY * len(texts)


def _is_number(text: str) -> bool:
    return digits_of(text) is not None
