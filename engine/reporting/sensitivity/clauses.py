"""What turning a number does, as a sentence: `If the weight of Urgency were 1.8 instead of 2 (-10%), 4 accounts …`."""

from collections.abc import Callable, Mapping

from ...analysis.sensitivity.swing import Shift
from ...rules.editing.dial import Dial, DialKind
from .names import name_of
from .words import Words


def effect(words: Words, dial: Dial, shift: Shift) -> str:
    """A shift with the accounts and the money that change segment."""
    _, accounts = words._, words.accounts(shift.accounts, shift.money)
    values = {
        "old": words.value(dial, dial.value),
        "new": words.value(dial, shift.value),
        "change": words.change(shift.value / dial.value - 1),
    }
    return _.plural(
        "{turned}, {accounts} would change segment.",
        "{turned}, {accounts} would change segment.",
        shift.accounts,
        turned=CLAUSES.get(dial.kind, _other)(words, dial, values),
        accounts=accounts,
    )


Values = Mapping[str, str]


def _level(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If {level} {score} began at {new} instead of {old} ({change})",
        level=words.level(dial.path[4]),
        score=words.score(dial.path[3]),
        **values,
    )


def _weight(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If the weight of {criterion} were {new} instead of {old} ({change})",
        criterion=words.criterion(dial),
        **values,
    )


def _band(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If the band of {criterion} that begins at {old} began at {new} ({change})",
        criterion=words.criterion(dial),
        **values,
    )


def _scale(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If {criterion} gave {points} points at {new} instead of {old} ({change})",
        criterion=words.criterion(dial),
        points=0 if dial.path[-1] == "0" else 100,
        **values,
    )


def _threshold(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If the number in “{rule}” ({where}) were {new} instead of {old} ({change})",
        rule=dial.excerpt,
        where=words.where(dial),
        **values,
    )


def _completeness(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If {segmentation} asked that {new} be known instead of {old} ({change})",
        segmentation=words.where(dial),
        **values,
    )


def _parameter(words: Words, dial: Dial, values: Values) -> str:
    return words._(
        "If the parameter {name} were {new} instead of {old} ({change})", name=dial.path[1], **values
    )


def _other(words: Words, dial: Dial, values: Values) -> str:
    return words._("If “{name}” were {new} instead of {old} ({change})", name=name_of(words, dial), **values)


CLAUSES: Mapping[DialKind, Callable[[Words, Dial, Values], str]] = {
    DialKind.LEVEL: _level,
    DialKind.WEIGHT: _weight,
    DialKind.BAND: _band,
    DialKind.SCALE: _scale,
    DialKind.THRESHOLD: _threshold,
    DialKind.COMPLETENESS: _completeness,
    DialKind.PARAMETER: _parameter,
}
