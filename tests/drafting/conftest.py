"""Small invented files, and what a draft makes of them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.drafting import Draft, draft_from
from sikta.engine.drafting.files import find_given, open_files
from sikta.engine.drafting.guessing import Column, Drafted, guess_table

TODAY = dt.date(2026, 6, 30)

Guessed = Callable[..., Column]
DraftOf = Callable[[dict[str, str]], Draft]


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Drafted]:
    """The guesses for a file that holds this text."""

    def guessed(text: str, name: str = "list.csv") -> Drafted:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (opened,) = open_files(find_given([str(tmp_path / name)]))
        return guess_table(opened, ())

    return guessed


@pytest.fixture
def column(table: Callable[[str], Drafted]) -> Guessed:
    """The guess for one column with these values, beside a column that numbers the rows."""

    def guessed(header: str, *values: str) -> Column:
        rows = "".join(f"{number};{value}\n" for number, value in enumerate(values, start=1))
        (_, last) = table(f"place;{header}\n{rows}").columns.values()
        return last

    return guessed


@pytest.fixture
def draft_of(tmp_path: Path) -> DraftOf:
    """The draft of some files, given as texts by name."""

    def drafted(files: dict[str, str]) -> Draft:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        given = find_given([str(tmp_path / name) for name in files])
        return draft_from("drafted", given, {of: of.path.name for of in given}, TODAY)

    return drafted
