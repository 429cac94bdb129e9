"""The ruleset of a draft, from its first line to its last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...rules.layout import formatted
from ..layout import Block, Entry, Plain, Remark, Value, page
from ..linking.descriptions import Descriptions
from ..proposing import Decision, Proposal
from .cases import write_tests
from .decisions import decisions_of
from .tables import table_entries

SCHEMA = ".sikta/ruleset.schema.json"
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Written:
    """The text of the ruleset and of its tests, and what it leaves to decide."""

    ruleset: str
    tests: str
    decisions: tuple[Decision, ...]


def write_document(
    name: str, proposal: Proposal, paths: Mapping[str, str], described: Descriptions
) -> Written:
    """The text of a ruleset called `name` on the files at `paths`, by table."""
    decisions = decisions_of(proposal)
    rules = _rules(proposal)
    used = frozenset(_WORD.findall(page(rules)))
    tables = table_entries(proposal.scheme, paths, described.of or {}, used)
    parts = [
        *_opening(proposal, decisions),
        *_head(name, proposal),
        Remark(),
        Entry("tables", Block(_apart(tables))),
        *rules,
    ]
    return Written(formatted(page(parts)), write_tests(proposal), tuple(decisions))


def _opening(proposal: Proposal, decisions: list[Decision]) -> list[Entry | Remark]:
    files = ", ".join(seat.table.name for seat in proposal.scheme.seats.values())
    first: list[Entry | Remark] = [
        Remark(f"yaml-language-server: $schema={SCHEMA}"),
        Remark(
            f"A first draft, made from {files}. It runs as it is. Everything in it is a guess that you can change; beside "
            "each guess stands what it rests on. After a change: sikta check, then sikta run."
        ),
        Remark(),
        Remark("What to decide next, and where:"),
    ]
    numbered = [
        Remark(f"{number}. {decision.text}" + (f" ({decision.path})" if decision.path else ""), hang=3)
        for number, decision in enumerate(decisions, start=1)
    ]
    return [*first, *numbered, Remark()]


def _head(name: str, proposal: Proposal) -> list[Entry | Remark]:
    currency, language = proposal.currency, proposal.say.language
    return [
        Entry("sikta", 1, "the version of this language"),
        Entry("name", name),
        *([Entry("languages", [language])] if language != "en" else []),
        Entry("currency", currency.code, currency.why or "a guess: nothing in the data says which"),
        Entry(
            "as_of",
            Plain(proposal.calendar.as_of.isoformat()),
            f"the day the rules look from: {proposal.calendar.why}",
        ),
        Remark(),
        Entry("goals", Block(_goals()), asleep=True, note="why you do this; printed in the briefs"),
    ]


def _goals() -> tuple[Entry | Remark, ...]:
    return (
        Entry("purpose", "Put the sellers' hours where they pay"),
        Entry("max_segments", 6),
        Entry("stakeholders", {"sponsor": "Sales director", "users": ["Account managers"]}),
    )


def _apart(entries: list[Entry | Remark]) -> tuple[Entry | Remark, ...]:
    """Parts with an empty line between them."""
    spaced: list[Entry | Remark] = []
    for entry in entries:
        spaced += [entry] if not spaced or isinstance(entry, Remark) else [Remark(), entry]
    return tuple(spaced)


def _rules(proposal: Proposal) -> list[Entry | Remark]:
    figures, scores, segments = proposal.figures, proposal.scores, proposal.segments
    window = proposal.calendar
    about = f"one value per account; {window.span}" if window.span else "one value per account"
    return [
        *_section("metrics", figures.entries, about),
        *_knockout(proposal),
        *_section(
            "scores", scores.entries, "0 to 100 points each; a value that is missing is left out, not guessed"
        ),
        *_section(
            "segmentations", _apart([*segments.entries]), "each is one way to look at the same accounts"
        ),
        *_section("playbooks", segments.playbooks, "what a seller does; the text behind To decide is yours"),
        *_reports(proposal),
    ]


def _section(key: str, entries: tuple[Entry | Remark, ...], note: str) -> list[Entry | Remark]:
    return [Remark(), Entry(key, Block(entries), note)] if entries else []


def _knockout(proposal: Proposal) -> list[Entry | Remark]:
    """An example: what takes an account out, whatever its score."""
    if proposal.out is None:
        return []
    name, value = proposal.out
    rule: dict[str, Value] = {
        "title": proposal.say("Not our market"),
        "when": f'{name} == "{value}"',
        "reason": f"{name} is {{{name}}}",
    }
    entry = Entry(
        "knockouts",
        Block((Entry("not_our_market", rule),)),
        "an example: who is out, whatever the score",
        asleep=True,
    )
    return [Remark(), entry]


def _reports(proposal: Proposal) -> list[Entry | Remark]:
    value: dict[str, Value] = {}
    if proposal.carry:
        value["carry"] = proposal.carry
    if proposal.money:
        value["money"] = proposal.money
    return [Remark(), Entry("reports", value, "what goes along into every result")] if value else []
