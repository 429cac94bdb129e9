"""What is wrong with a ruleset's tests, as far as it shows without data."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from ...expressions.types import Kind, Type
from ...findings import Finding, Place
from ...findings.nearest import nearest
from ...rules.model import Expected, Field, Ruleset, Scenario, Written
from ..dependence import apart_from_others
from .company import compared_name, is_compared, named_only, unranked
from .expectations import Open, open_expectations, read
from .givens import GivenValue, given_values
from .reading import Refused


@dataclass(frozen=True, slots=True)
class Look:
    """What the check looks at: the ruleset, the types of its names, those left out because of their own faults, the
    names whose values depend on all accounts, and those that each part uses.
    """

    ruleset: Ruleset
    types: Mapping[str, Type]
    left_out: Collection[str]
    compared: Collection[str]
    used: Mapping[str, Iterable[str]]

    def place(self, path: str) -> Place:
        """The place of a value where it is a plain one, else of its key."""
        positions = self.ruleset.positions
        scalar = positions.scalars.get(path)
        return scalar.place if scalar else positions.place(path)

    def faulty(self, name: str) -> bool:
        """Whether a name's own definition is at fault, which is told there."""
        return name in self.left_out or (name in self.types and self.types[name].kind is Kind.UNKNOWN)


def scenario_findings(
    ruleset: Ruleset,
    types: Mapping[str, Type],
    left_out: Collection[str],
    compared: Collection[str],
    used: Mapping[str, Iterable[str]],
) -> Iterator[Finding]:
    """Every fault of the tests.

    `compared` are the names whose values depend on all accounts, `used` the names that each part's expressions use.
    """
    look = Look(ruleset, types, left_out, compared, used)
    for scenario in ruleset.scenarios.values():
        yield from _tables(look, scenario)
        for given in given_values(ruleset, types, scenario):
            yield from _of_given(look, given)
        yield from named_only(ruleset, scenario)
        known = {name: each for name, each in scenario.expect.items() if not look.faulty(name)}
        items = tuple(open_expectations(ruleset, types, _expecting(scenario, known)))
        for item in items:
            yield from _of_expectation(look, item)
        if scenario.among is None:
            yield from _unranked(look, items)


def _expecting(scenario: Scenario, known: Mapping[str, Expected]) -> Scenario:
    return replace(scenario, expect=known)


def _tables(look: Look, scenario: Scenario) -> Iterator[Finding]:
    for name in scenario.rows:
        path = f"tests.{scenario.id}.rows.{name}"
        if name == "accounts":
            message = "the account of a test is given by its values, not by rows"
            yield Finding(
                "E461", message, look.ruleset.positions.place(path), path, fix="write them under given:"
            )
        elif name not in look.ruleset.tables and f"tables.{name}" not in look.left_out:
            yield _no_such(look, "table", name, path, [id for id in look.ruleset.tables if id != "accounts"])


def _of_given(look: Look, given: GivenValue) -> Iterator[Finding]:
    if given.field is None:
        if not look.faulty(given.name):
            yield _unknown_given(look, given)
    elif given.field.lookup is not None:
        yield _computed(
            look, given, f"is looked up in {given.field.lookup[0]}", f"give {given.field.by} instead"
        )
    elif isinstance(given.written, tuple):
        message = f'"{given.name}" holds one value, not a list'
        yield Finding("E462", message, look.place(given.path), given.path, fix="write one value")
    elif given.field.type == "category" and not _is_listed(given.field, given.written, look.ruleset, given):
        yield _not_listed(look, given, given.field, given.written)


def _unknown_given(look: Look, given: GivenValue) -> Finding:
    rules, name = look.ruleset, given.name
    if given.table is not None:
        return _no_such(look, "field", name, given.path, given.table.fields, f'in "{given.table.id}"')
    computed = {
        **dict.fromkeys(rules.scores, "a score"),
        **dict.fromkeys(rules.segmentations, "a segmentation"),
    }
    if name in computed or name == "knocked_out":
        what = computed.get(name, "what knock-outs give")
        return _computed(
            look, given, f"is {what}, which the rules compute", "give the fields and metrics it rests on"
        )
    if name in rules.parameters:
        fix = "change the parameter where it stands, or give the field that is compared with it"
        return _computed(look, given, "is a parameter, the same for all accounts", fix)
    return _no_such(look, "field or metric", name, given.path, [*rules.accounts.fields, *rules.metrics])


def _computed(look: Look, given: GivenValue, what: str, fix: str) -> Finding:
    place = look.ruleset.positions.place(given.path)
    return Finding("E464", f'"{given.name}" {what}', place, given.path, "fields and metrics", fix=fix)


def _no_such(look: Look, noun: str, name: str, path: str, names: Collection[str], where: str = "") -> Finding:
    near = nearest(name, names)
    return Finding(
        "E461",
        f'there is no {noun} "{name}" {where}'.rstrip(),
        look.ruleset.positions.place(path),
        path,
        expected="" if near else _some(list(names)),
        fix=f'did you mean "{near}"?' if near else "",
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:12])
    return f"one of {shown}" + (", …" if len(names) > 12 else "") if names else ""  # noqa: PLR2004 - a line's worth


def _is_listed(field: Field, written: Written, ruleset: Ruleset, given: GivenValue) -> bool:
    if written.value is None or not field.values:
        return True
    table = given.table or ruleset.accounts
    known = (*field.values, *field.synonyms)
    missing = ("", *field.missing_values, *table.missing_values)
    return _folded(written.text) in map(_folded, known) or written.text.strip() in missing


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip()).casefold()


def _not_listed(look: Look, given: GivenValue, field: Field, written: Written) -> Finding:
    near = nearest(written.text, (*field.values, *field.synonyms))
    return Finding(
        "E462",
        f'"{written.text}" is none of the values of "{given.name}"',
        look.place(given.path),
        given.path,
        f"one of {', '.join(field.values)}",
        written.text,
        f'did you mean "{near}"?' if near else "",
    )


def _of_expectation(look: Look, item: Open) -> Iterator[Finding]:
    if item.subject is None:
        if not look.faulty(item.name):
            yield _unknown_subject(look, item)
        return
    want = read(item, look.ruleset)
    if isinstance(want, Refused):
        left = f"segmentations.{item.name}.segments."
        if not (want.code == "E461" and any(part.startswith(left) for part in look.left_out)):
            yield _refused(look, item, want)


def _unranked(look: Look, items: Iterable[Open]) -> Iterator[Finding]:
    """One finding for all that a test expects of what compares accounts."""
    found = {
        item.path: item.subject for item in items if item.subject and is_compared(item.subject, look.compared)
    }
    if found:
        names = dict.fromkeys(compared_name(subject) for subject in found.values())
        apart = (apart_from_others(look.ruleset, look.used, look.compared, name) for name in names)
        path = next(iter(found))
        yield unranked(tuple(found.values()), path, look.place(path), tuple(dict.fromkeys(chain(*apart))))


def _unknown_subject(look: Look, item: Open) -> Finding:
    place = look.ruleset.positions.place(item.path)
    if item.name in ("completeness", "levels") and item.noun == "name":
        example = '{potential: ">= 50%"}' if item.name == "completeness" else "{priority: {pain: high}}"
        return Finding("E463", f'"{item.name}" needs to say of what', place, item.path, f"such as {example}")
    if item.name == "certain":
        message = "certain tells of a matrix, and this test expects nothing of one"
        return Finding("E463", message, place, item.path, fix="expect a segment of a matrix too")
    if item.name in look.ruleset.parameters:
        return Finding("E461", f'"{item.name}" is a parameter; nothing comes out of it', place, item.path)
    return _no_such(look, _noun(item), item.name, item.path, item.names)


def _noun(item: Open) -> str:
    return "value or word to expect" if item.noun == "name" else item.noun


def _refused(look: Look, item: Open, refused: Refused) -> Finding:
    path = item.path if refused.index is None else f"{item.path}.{refused.index}"
    return Finding(refused.code, refused.message, look.place(path), path, refused.expected, fix=refused.fix)
