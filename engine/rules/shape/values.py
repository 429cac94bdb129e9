"""Values of another kind, form or size than their key asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...findings import Finding, Repair
from ...findings.nearest import nearest
from ..nodes import Scalar, Sequence
from ..rewriting import replaced, respelt, rewritten
from .complaint import Complaint
from .mending import mending
from .wording import described, expectation, shortened

# Words that people know from elsewhere for the kinds of value.
_SAID_OTHERWISE: Mapping[str, str] = {
    **dict.fromkeys(("string", "str", "varchar", "char", "id", "key", "name", "email"), "text"),
    **dict.fromkeys(("int", "bigint", "whole", "whole number", "count"), "integer"),
    **dict.fromkeys(("float", "double", "decimal", "numeric", "real", "amount"), "number"),
    **dict.fromkeys(("bool", "flag", "yesno", "yes/no"), "boolean"),
    **dict.fromkeys(("datetime", "timestamp", "time", "day"), "date"),
    **dict.fromkeys(("enum", "choice", "option", "picklist", "list"), "category"),
    **dict.fromkeys(("score", "stars", "grade"), "rating"),
}
_WITH_UNIT: Mapping[str, str] = {
    **dict.fromkeys(("money", "currency", "price"), "EUR"),
    **dict.fromkeys(("percent", "percentage", "share"), '"%"'),
}
_MAY_HOLD_A_SECRET = frozenset(("connection",))


def wrong_kind(complaint: Complaint) -> Iterator[Finding]:
    """A value of another kind, out of range or of another form: all say what the key takes, and what was found."""
    yield _takes(complaint, "E203")


def wrong_range(complaint: Complaint) -> Iterator[Finding]:
    yield _takes(complaint, "E205")


def wrong_form(complaint: Complaint) -> Iterator[Finding]:
    yield _takes(complaint, "E206")


def wrong_size(complaint: Complaint) -> Iterator[Finding]:
    yield _takes(complaint, "E209")


def _takes(complaint: Complaint, code: str) -> Finding:
    empty = complaint.value in (None, "", [], {})
    secret = complaint.key in _MAY_HOLD_A_SECRET
    found = "" if empty or secret else described(complaint.value)
    place = complaint.key_place if empty else complaint.node.place
    mend = mending(complaint.value, complaint.schema, complaint.written)
    return Finding(
        "E209" if empty else code,
        f"{complaint.name} is empty" if empty else f"{complaint.name} takes {expectation(complaint.schema)}",
        replace(place, excerpt=None) if secret else place,
        path=complaint.path,
        expected=expectation(complaint.schema) if empty else "",
        found=found,
        fix=mend.fix,
        repair=replaced(complaint.node, mend.yaml)
        if mend.yaml and isinstance(complaint.node, Scalar)
        else None,
    )


def not_listed(complaint: Complaint) -> Iterator[Finding]:
    value = complaint.value
    permitted = complaint.rule if complaint.error.validator == "enum" else [complaint.rule]
    if not isinstance(value, str):
        yield _takes(complaint, "E203")
        return
    yield Finding(
        "E204",
        f'"{shortened(value)}" is not something that {complaint.name} can be',
        complaint.node.place,
        path=complaint.path,
        expected=expectation(complaint.schema),
        fix=_choice(value, permitted),
        repair=_meant(complaint.node, permitted) if isinstance(complaint.node, Scalar) else None,
    )


def _meant(node: Scalar, permitted: list[object]) -> Repair | None:
    """What can only have been meant by a word: another name of a kind, or one misspelt."""
    meant = _SAID_OTHERWISE.get(node.text.lower())
    if meant in permitted and meant is not None:
        return rewritten(node, meant)
    return respelt(node, (choice for choice in permitted if isinstance(choice, str)))


def _choice(value: str, permitted: list[object]) -> str:
    """What was probably meant by a word that is not one of those permitted."""
    if len(permitted) == 1:
        return f"write {_as_written(permitted[0])}"
    word = value.lower()
    if word in _WITH_UNIT and "number" in permitted and "date" in permitted:
        return f"write type: number, and beside it a unit such as unit: {_WITH_UNIT[word]}"
    meant = _SAID_OTHERWISE.get(word)
    near = meant if meant in permitted else nearest(value, (str(choice) for choice in permitted))
    return f'did you mean "{near}"?' if near else ""


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def repeated(complaint: Complaint) -> Iterator[Finding]:
    twice = sorted({str(item) for item in complaint.value if complaint.value.count(item) > 1})
    again = next(index for index, item in enumerate(complaint.value) if item in complaint.value[:index])
    node = complaint.node.items[again] if isinstance(complaint.node, Sequence) else complaint.node
    yield Finding(
        "E209",
        f"{complaint.name} holds {', '.join(twice)} more than once",
        node.place,
        path=complaint.path,
        fix="delete one of them",
    )
