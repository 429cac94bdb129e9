"""Changes for people, and as plain values for JSON."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from ...plan import Plan
from .notice import Mutation, Turned
from .words import subject_words

WIDTH = 80
SHOWN = 40
"""So many changes are listed, the most important first."""


def mutation_text(mutation: Mutation, plan: Plan, language: str) -> str:
    """How many changes were noticed, and those that were not, the most important first."""
    return "\n".join(_lines(mutation, plan, language))


def _lines(mutation: Mutation, plan: Plan, language: str) -> Iterator[str]:
    open_ones = [each for each in mutation.turned if each.unnoticed]
    yield f"{mutation.found} of {mutation.tried} small changes of the ruleset are noticed by some test"
    if open_ones:
        yield from ("", "No test notices:")
    for each in open_ones[:SHOWN]:
        yield from wrap(
            sentence_of(each, plan, language), WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    if len(open_ones) > SHOWN:
        yield f"  and {len(open_ones) - SHOWN} more; --format json has them all"


def sentence_of(turned: Turned, plan: Plan, language: str) -> str:
    """`high Pain (Priority matrix): 50 to 45 or 55`."""
    ways = " or ".join(turned.unnoticed)
    subject = subject_words(turned.change, plan, language)
    if turned.change.dial is None:
        return f"{subject}: {ways}"
    noticed = [to for to, tests in turned.noticed if tests]
    rest = f" ({' and '.join(noticed)} would be noticed)" if noticed else ""
    return f"{subject}: {turned.change.now} to {ways}{rest}"


def mutation_record(mutation: Mutation, plan: Plan, language: str) -> dict[str, Any]:
    """Everything as plain values for JSON."""
    return {
        "tried": mutation.tried,
        "noticed": mutation.found,
        "changes": [
            {
                "path": each.change.name,
                "words": subject_words(each.change, plan, language),
                "now": each.change.now,
                "tried": [{"to": to, "noticed_by": list(tests)} for to, tests in each.noticed],
            }
            for each in mutation.turned
        ],
    }
