"""What is written behind an expectation, read as what is wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...expressions.types import Kind
from ...findings.nearest import nearest
from ...rules.model import Constant, Written
from ..wants import Compares, Consists, Differs, Equals, Includes, LiesBetween, Want, is_number
from .subjects import Subject

_COMPARISON = re.compile(r"(>=|<=|>|<)\s*(.+)")
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)")
_ABOUT = re.compile(r"(.+?)\s*(?:±|\+/-)\s*(.+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_NOT = re.compile(r"not\s+(.+)")

_WAYS = {
    Kind.NUMBER: 'a number, "62 ± 0.5", ">= 60", "< 40", "between 40 and 60", or null for missing',
    Kind.DATE: 'a date such as 2026-06-30, ">= 2026-01-01", "between 2026-01-01 and 2026-06-30", or null for missing',
    Kind.BOOLEAN: "true, false, or null for unknown",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something cannot be an expectation: `code`, and the lines of its finding. `index` is the item of a list."""

    code: str
    message: str
    expected: str = ""
    fix: str = ""
    index: int | None = None


def read_want(  # noqa: PLR0911 - one line for each kind
    subject: Subject, written: Written | tuple[Written, ...], constants: Mapping[str, Constant]
) -> Want | Refused:
    """What is wanted of a subject. `constants` are the parameters, whose names may stand where a number does."""
    if isinstance(written, tuple):
        return _several(subject, written)
    if written.value is None:
        return Equals(None)
    if subject.aspect == "knocked_out" and written.value not in (True, False):
        return _one_of_several(subject, written)
    match subject.type.kind:
        case Kind.NUMBER | Kind.DATE:
            return _measured(subject, written, constants)
        case Kind.BOOLEAN:
            return Equals(written.value) if isinstance(written.value, bool) else _unreadable(subject, written)
        case Kind.LIST:
            return _one_of_several(subject, written)
        case _:
            return _named(subject, written)


def _several(subject: Subject, written: tuple[Written, ...]) -> Want | Refused:
    if subject.type.kind is not Kind.LIST and subject.aspect != "knocked_out":
        return Refused(
            "E463",
            f'"{subject.label}" is one value for an account, so a list cannot come out',
            _ways(subject),
            "write one value",
        )
    for index, item in enumerate(written):
        if item.text not in subject.ids:
            return _unknown(subject, item.text, index)
    return Consists(frozenset(item.text for item in written))


def _one_of_several(subject: Subject, written: Written) -> Want | Refused:
    negated = _NOT.fullmatch(written.text)
    id = negated.group(1) if negated else written.text
    if id not in subject.ids:
        return _unknown(subject, id)
    return Differs(id) if negated else Includes(id)


def _named(subject: Subject, written: Written) -> Want | Refused:
    text = written.text
    if not subject.ids and subject.aspect != "playbook":
        return Equals(text)
    negated = None if text in subject.ids else _NOT.fullmatch(text)
    id = negated.group(1) if negated else text
    if id not in subject.ids:
        return _unknown(subject, id)
    return Differs(id) if negated else Equals(id)


def _measured(subject: Subject, written: Written, constants: Mapping[str, Constant]) -> Want | Refused:
    """A number or date: alone, on a side of a bound, between two, or about a number."""
    text = written.text.strip()
    read = _reader(subject, constants)
    patterns = (
        (_COMPARISON, _BETWEEN, _ABOUT) if subject.type.kind is Kind.NUMBER else (_COMPARISON, _BETWEEN)
    )
    for pattern in patterns:
        match = pattern.fullmatch(text)
        if match:
            return _composed(subject, written, pattern, match, read)
    value = read(text)
    if value is None or isinstance(written.value, bool):
        return _unreadable(subject, written)
    return _within_bounds(subject, value) or Equals(value)


def _composed(
    subject: Subject, written: Written, pattern: re.Pattern[str], match: re.Match[str], read: "Reader"
) -> Want | Refused:
    first, second = match.groups()
    if pattern is _COMPARISON:
        bound = read(second)
        return _unreadable(subject, written) if bound is None else Compares(first, bound)
    low, high = read(first), read(second)
    if low is None or high is None:
        return _unreadable(subject, written)
    if pattern is _ABOUT:
        return Equals(low, float(high))  # type: ignore[arg-type]
    if low > high:  # type: ignore[operator]
        return Refused("E463", f'nothing lies "{written.text}"', "the lower end first", "swap the two")
    return LiesBetween(low, high)


class Reader:
    """Reads one number or date; None for what is none."""

    def __init__(self, subject: Subject, constants: Mapping[str, Constant]) -> None:
        self.dates = subject.type.kind is Kind.DATE
        self.percent = 1.0 if subject.unit == "%" else 100.0
        self.constants = constants

    def __call__(self, text: str) -> float | date | None:
        if self.dates:
            return _day(text)
        named = self.constants.get(text)
        if is_number(named):
            return float(named)  # type: ignore[arg-type]
        bare = text.removesuffix("%").rstrip()
        if not _NUMBER.fullmatch(bare):
            return None
        return float(bare) if bare == text else float(bare) / self.percent


def _reader(subject: Subject, constants: Mapping[str, Constant]) -> Reader:
    return Reader(subject, constants)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _within_bounds(subject: Subject, value: float | date) -> Refused | None:
    low, high = subject.type.min, subject.type.max
    if isinstance(value, date) or ((low is None or value >= low) and (high is None or value <= high)):
        return None
    span = " and ".join(
        f"{word} {bound:g}" for word, bound in (("at least", low), ("at most", high)) if bound is not None
    )
    return Refused("E463", f'"{subject.label}" can never be {value:g}', f"a number that is {span}")


def _unreadable(subject: Subject, written: Written) -> Refused:
    return Refused("E463", f'"{written.text}" is nothing that "{subject.label}" can be', _ways(subject))


def _unknown(subject: Subject, id: str, index: int | None = None) -> Refused:
    of = f' of "{subject.name}"' if subject.noun in ("segment", "value", "level") else ""
    near = nearest(id, subject.ids)
    known = ", ".join(subject.ids[:12]) + (", …" if len(subject.ids) > 12 else "")  # noqa: PLR2004 - a line's worth
    return Refused(
        "E461",
        f'there is no {subject.noun} "{id}"{of}',
        f"one of {known}" if known else f"nothing: the ruleset has no {subject.noun}",
        f'did you mean "{near}"?' if near else "",
        index,
    )


def _ways(subject: Subject) -> str:
    if subject.ids:
        return f"a {subject.noun} such as {subject.ids[0]}"
    return _WAYS.get(subject.type.kind, "a text")
