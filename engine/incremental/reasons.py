"""Why something is computed or read anew, and what a run that builds on another says of it; in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from ..data.wording import in_a_row

Kind: TypeAlias = Literal[
    "no memory",
    "damaged",
    "another version",
    "other rules",
    "another day",
    "strict",
    "cluster",
    "compared",
    "looked up",
    "all changed",
    "other columns",
    "changed",
    "no file",
    "not kept",
    "accounts",
    "names",
    "rests on",
]
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing of an earlier run holds, or something of it does not; `of` is what or whom it is about."""

    kind: Kind
    of: str = ""
    now: str = ""

    def __str__(self) -> str:
        return WORDS[self.kind](self)


@dataclass(frozen=True, slots=True)
class Story:
    """What a run took over from an earlier one: `computed` of its accounts were computed, `why` all of them where all were.

    `kept` are the tables that were not read again, `read` those that could have been, each with the reason.
    """

    accounts: int
    computed: int
    why: Reason | None = None
    kept: Sequence[str] = ()
    read: Mapping[str, Reason] | None = None


def in_words(story: Story) -> str:
    """One line for the terminal."""
    return " ".join(filter(None, (_accounts(story), _kept(story.kept), _read(story.read or {}))))


def _accounts(story: Story) -> str:
    whole = f"{story.accounts:,} account{'' if story.accounts == 1 else 's'}"
    if story.why is not None:
        who = f"All {whole} were" if story.accounts != 1 else "The 1 account was"
        return f"{who} computed: {story.why}."
    return f"{story.computed:,} of {whole} {'was' if story.computed == 1 else 'were'} computed anew."


def _kept(tables: Sequence[str]) -> str:
    if not tables:
        return ""
    return f"Not read again, as nothing in {'it' if len(tables) == 1 else 'them'} has changed: {in_a_row(list(tables))}."


def _read(tables: Mapping[str, Reason]) -> str:
    if not tables:
        return ""
    return f"Read again: {', '.join(f'{name} ({why})' for name, why in tables.items())}."


def _compared(reason: Reason) -> str:
    rules = reason.of.split()
    more = f" and {len(rules) - _SHOWN} more" if len(rules) > _SHOWN else ""
    looks = "looks" if len(rules) == 1 else "look"
    return f"{', '.join(rules[:_SHOWN])}{more} {looks} at all accounts at once"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


WORDS: Mapping[Kind, Callable[[Reason], str]] = {
    "no memory": lambda reason: (
        f'the run in "{reason.of}" left no memory to build on (--remember leaves one, and so did this run)'
    ),
    "damaged": lambda reason: f'the memory in "{reason.of}" is damaged',
    "another version": lambda reason: f"the run before was made by another version of sikta ({reason.of})",
    "other rules": lambda _: "the rules are not those of the run before",
    "another day": lambda reason: (
        f"the day of the run is another one ({_day(reason.now)}, it was {_day(reason.of)}), so every window has moved"
    ),
    "strict": lambda _: "only one of the two runs was strict",
    "cluster": lambda _: "Spark computes all accounts, and leaves no memory of them",
    "compared": _compared,
    "looked up": lambda reason: f"{reason.of}, in which values are looked up, has changed",
    "all changed": lambda _: "something has changed for each of them",
    "other columns": lambda _: "the data has other columns than before",
    "changed": lambda _: "it has changed",
    "no file": lambda _: "only of files is known beforehand whether they have changed",
    "not kept": lambda _: "the run before had something to say of its rows",
    "accounts": lambda _: "accounts have gone, or its rows may belong to new ones",
    "names": lambda _: "its unknown accounts may mean others now",
    "rests on": lambda reason: f"{reason.of} has changed",
}
