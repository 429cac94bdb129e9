"""Changes for people, and as plain values for JSON."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from ...plan import Plan
from ...reporting.languages import translator
from .mutants import Change
from .notice import Mutation, Turned
from .words import part_words, subject_words, way_words

WIDTH = 80
SHOWN = 40
"""So many changes are listed, the most important first."""


def mutation_text(mutation: Mutation, plan: Plan, language: str) -> str:
    """How many changes were noticed, and those that were not, the most important first."""
    return "\n".join(_lines(mutation, plan, language))


def _lines(mutation: Mutation, plan: Plan, language: str) -> Iterator[str]:
    _ = translator(language)
    open_ones = [each for each in mutation.turned if each.unnoticed]
    counts = {"found": mutation.found, "tried": mutation.tried}
    yield from wrap(
        _("{found} of {tried} small changes of the ruleset are noticed by some test", **counts), WIDTH
    )
    if open_ones:
        yield from ("", _("No test notices:"))
    for each in open_ones[:SHOWN]:
        told = sentence_of(each, plan, language)
        yield from wrap(told, WIDTH, initial_indent="  ", subsequent_indent="    ")
    if len(open_ones) > SHOWN:
        yield f"  {_('and {count} more; --format json has them all', count=len(open_ones) - SHOWN)}"
    if mutation.unjudged:
        yield from ("", *wrap(_unjudged(mutation.unjudged, plan, language), WIDTH))


def _unjudged(changes: Sequence[Change], plan: Plan, language: str) -> str:
    """How many changes no test can notice, and what they are about."""
    parts = dict.fromkeys(part_words(change, plan, language) for change in changes)
    return translator(language).plural(
        "{count} change was not tried: only a test with “among: accounts” can notice it ({names}).",
        "{count} changes were not tried: only a test with “among: accounts” can notice them ({names}).",
        len(changes),
        count=len(changes),
        names=", ".join(parts),
    )


def sentence_of(turned: Turned, plan: Plan, language: str) -> str:
    """`high Pain (Priority matrix): 50 to 45 or 55`."""
    _ = translator(language)
    *first, last = (way_words(to, language) for to in turned.unnoticed)
    ways = _("{words} or {last}", words=", ".join(first), last=last) if first else last
    subject = subject_words(turned.change, plan, language)
    if turned.change.dial is None:
        return _("{subject}: {ways}", subject=subject, ways=ways)
    noticed = ", ".join(to for to, tests in turned.noticed if tests)
    told = _("{subject}: {now} to {ways}", subject=subject, now=turned.change.now, ways=ways)
    return f"{told} ({_('{value} would be noticed', value=noticed)})" if noticed else told


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
        "not_tried": [
            {"path": each.name, "words": subject_words(each, plan, language), "now": each.now}
            for each in mutation.unjudged
        ],
    }
