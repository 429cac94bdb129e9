"""The chapter on tests: accounts of which it is known what must come of them."""

from collections.abc import Iterator
from datetime import date

from ...analysis.glossary import term
from ...plan.scenarios.expectations import Expectation, expectations
from ...plan.wants import Compares, Consists, Differs, Equals, Includes, LiesBetween
from ...rules.model import Field, Row, Scenario, Text, Written
from ..values import format_value
from .blocks import Block, Cell, lean_table
from .speaker import Speaker


def scenarios(speaker: Speaker) -> Iterator[Block]:
    _, found = speaker._, speaker.ruleset.scenarios
    if found:
        headers = (_("Test"), _("Given"), _("Must come out"))
        yield lean_table(headers, tuple(_row(each, speaker) for each in found.values()), look="small")


def _row(scenario: Scenario, speaker: Speaker) -> tuple[Cell, ...]:
    _, title = speaker._, speaker.title(scenario.title, scenario.id)
    day = speaker.day(scenario.as_of) if isinstance(scenario.as_of, date) else _("the day of each run")
    notes = (
        *((_("as of {day}", day=day),) if scenario.as_of else ()),
        *((_("among the accounts of the data"),) if scenario.among else ()),
    )
    return (
        Cell(title, notes=notes),
        Cell("; ".join(_given(scenario, speaker)) or _("nothing")),
        Cell(_expected(scenario, speaker)),
    )


def _given(scenario: Scenario, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    for name, written in scenario.given.items():
        yield _("{name}: {value}", name=speaker.name(name), value=_value(name, written, speaker))
    for table, rows in scenario.rows.items():
        told = "; ".join(_listed(table, row, speaker) for row in rows)
        yield _("{name}: {value}", name=speaker.table(table), value=told)


def _listed(table: str, row: Row, speaker: Speaker) -> str:
    """A row of a linked table: its values with the titles of their fields."""
    known = speaker.ruleset.tables[table].fields if table in speaker.ruleset.tables else {}
    return ", ".join(
        speaker._(
            "{name} {value}",
            name=speaker.field(table, name),
            value=_written(written, known.get(name), speaker),
        )
        for name, written in row.items()
    )


def _value(name: str, written: Written | tuple[Written, ...], speaker: Speaker) -> str:
    if (
        isinstance(written, Written)
        and isinstance(written.value, str)
        and term(speaker.plan, name).shape == "date"
    ):
        return _day(written.text, speaker)
    if (
        isinstance(written, Written)
        and isinstance(written.value, int | float)
        and not isinstance(written.value, bool)
    ):
        found = term(speaker.plan, name)
        if found.shape in ("number", "integer", "money", "percent"):
            return speaker.figure(float(written.value), found.shape, found.unit)
    return _written(written, speaker.ruleset.accounts.fields.get(name), speaker)


def _written(written: Written | tuple[Written, ...], field: Field | None, speaker: Speaker) -> str:
    if isinstance(written, tuple):
        return ", ".join(_written(each, field, speaker) for each in written)
    value = written.value
    if value is None or isinstance(value, bool):
        return format_value(value, "boolean", speaker.language)
    if field is not None and field.type == "date":
        return _day(written.text, speaker)
    if isinstance(value, int | float) and (field is None or field.type in ("integer", "number", "rating")):
        return speaker.figure(value, unit=field.unit if field else None)
    return written.text


def _day(text: str, speaker: Speaker) -> str:
    try:
        return speaker.day(date.fromisoformat(text))
    except ValueError:
        return text


def _expected(scenario: Scenario, speaker: Speaker) -> str:
    found = expectations(speaker.ruleset, speaker.plan.types, scenario)
    return "; ".join(dict.fromkeys(_wanted(each, speaker) for each in found))


def _wanted(expectation: Expectation, speaker: Speaker) -> str:
    _ = speaker._
    return _("{name}: {value}", name=_subject(expectation, speaker), value=_want(expectation, speaker))


def _subject(expectation: Expectation, speaker: Speaker) -> str:
    _, subject = speaker._, expectation.subject
    match subject.aspect:
        case "knocked_out":
            return _("knocked out")
        case "playbook":
            return _("playbook")
        case "completeness":
            return _("known of {score}", score=speaker.name(subject.name))
        case "level":
            return _(
                "level of {score} in {matrix}",
                score=speaker.name(subject.axis),
                matrix=speaker.name(subject.name),
            )
        case "certain":
            return _("certain in {matrix}", matrix=speaker.name(subject.name))
        case _:
            return speaker.name(subject.name)


def _want(expectation: Expectation, speaker: Speaker) -> str:
    _, want = speaker._, expectation.want
    match want:
        case Equals(value=value, tolerance=tolerance):
            told = _thing(value, expectation, speaker)
            return (
                _(
                    "{value}, give or take {tolerance}",
                    value=told,
                    tolerance=_thing(tolerance, expectation, speaker),
                )
                if tolerance
                else told
            )
        case Compares(sign=sign, bound=bound):
            value = _thing(bound, expectation, speaker)
            words = {
                ">=": _("at least {value}", value=value), "<=": _("at most {value}", value=value),
                ">": _("more than {value}", value=value), "<": _("less than {value}", value=value),
            }  # fmt: skip
            return words[sign]
        case LiesBetween(low=low, high=high):
            return _(
                "between {low} and {high}",
                low=_thing(low, expectation, speaker),
                high=_thing(high, expectation, speaker),
            )
        case Differs(value=value):
            return _("not {value}", value=_thing(value, expectation, speaker))
        case Includes(id=id_):
            return _("{value}, perhaps with others", value=_thing(id_, expectation, speaker))
        case Consists(ids=ids):
            order = [id_ for id_ in expectation.subject.ids if id_ in ids]
            return speaker.listed(_thing(id_, expectation, speaker) for id_ in order) or _("none")


def _thing(value: str | float | bool | date | None, expectation: Expectation, speaker: Speaker) -> str:
    """A value as its subject writes it: a segment, playbook or knock-out by its title."""
    subject = expectation.subject
    if isinstance(value, str):
        return _named(value, expectation, speaker)
    if value is None and subject.name in speaker.ruleset.segmentations:
        return speaker._("in no segment")
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return format_value(value, "date", speaker.language)
    if subject.aspect == "completeness":
        return speaker.share(value)
    shape = term(speaker.plan, subject.name).shape if subject.aspect == "value" else "number"
    return speaker.figure(
        value, shape if shape in ("money", "percent", "integer") else "number", subject.unit
    )


def _named(id_: str, expectation: Expectation, speaker: Speaker) -> str:
    """The title of what an id stands for; a text that is no id as it is."""
    subject, rules = expectation.subject, speaker.ruleset
    titles: dict[str, Text] = {}
    if subject.aspect == "level":
        return speaker.level(id_)
    if subject.aspect == "playbook":
        titles = {each.id: each.title for each in rules.playbooks.values()}
    elif subject.aspect == "knocked_out":
        titles = {each.id: each.title for each in rules.knockouts.values()}
    elif subject.name in rules.segmentations:
        titles = {each.id: each.title for each in rules.segmentations[subject.name].segments.values()}
    return speaker.title(titles[id_], id_) if id_ in titles else id_
