"""Tests and other accounts: what needs them to be judged, and what takes nothing from them."""

from collections.abc import Collection, Iterator, Sequence

from ...findings import Finding, Place
from ...rules.model import Ruleset, Scenario, Written
from .subjects import Subject


def compared_name(subject: Subject) -> str:
    """The name on which it depends whether other accounts matter to a subject: that of a level is its axis."""
    return subject.axis if subject.aspect == "level" else subject.name


def is_compared(subject: Subject, compared: Collection[str]) -> bool:
    """Whether what is looked at changes with the other accounts that are there."""
    return compared_name(subject) in compared


def unranked(subjects: Sequence[Subject], path: str, place: Place, made_from: Sequence[str]) -> Finding:
    """For expectations that only other accounts can answer, in a test whose account has none beside it."""
    *others, last = dict.fromkeys(f'"{subject.label}"' for subject in subjects)
    names = f"{', '.join(others)} and {last}" if others else last
    rest = f"; or expect what that is made from: {', '.join(made_from)}" if made_from else ""
    return Finding(
        "E469",
        f"{names} {'compare' if others else 'compares'} accounts with each other, and a made-up account alone cannot "
        "be ranked",
        place,
        path,
        "among: accounts in this test, or an expectation about the account itself",
        fix=f"write among: accounts, and it is judged as one more among the accounts of your data{rest}",
    )


def named_only(ruleset: Ruleset, scenario: Scenario) -> Iterator[Finding]:
    """A warning for a test that names an account of the data as if it would then be known."""
    accounts = ruleset.accounts
    key = scenario.given.get(accounts.key or "")
    if not isinstance(key, Written) or scenario.rows or set(scenario.given) - {accounts.key, accounts.name}:
        return
    path = f"tests.{scenario.id}.given.{accounts.key}"
    yield Finding(
        "W461",
        f'this test gives the name "{key.text}" and nothing else; it takes nothing from your data',
        ruleset.positions.place(path),
        path,
        "the values by which the account is judged",
        fix="write them under given:; a test knows only what stands under given: and rows:",
    )
