"""The schema's complaints as findings: each keyword of JSON Schema in plain words."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...findings import Finding, Place
from ...findings.nearest import nearest
from ..nodes import Map, Node, Scalar, Sequence
from .wording import described, expectation, mending, one_of, shortened

# Words that people know from elsewhere for the kinds of value.
_SAID_OTHERWISE = {
    "string": "text",
    "str": "text",
    "int": "integer",
    "float": "number",
    "decimal": "number",
    "money": "number",
    "bool": "boolean",
    "enum": "category",
    "datetime": "date",
}
_MAY_HOLD_A_SECRET = frozenset(("connection",))

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Step = str | int


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint with the node that it is about. `key` is the node's own key, where it has one."""

    error: "ValidationError"
    steps: tuple[Step, ...]
    node: Node
    key: str
    key_place: Place

    @classmethod
    def of(cls, error: "ValidationError", root: Map) -> "Complaint":
        node: Node = root
        key, place = "", root.place
        for step in error.absolute_path:
            if isinstance(node, Map):
                entry = node.entries[str(step)]
                key, place, node = entry.key.text, entry.key.place, entry.value
            elif isinstance(node, Sequence):
                node = node.items[int(step)]
                place = node.place
        return cls(error, tuple(error.absolute_path), node, key, place)

    @property
    def path(self) -> str:
        return ".".join(str(step) for step in self.steps)

    @property
    def value(self) -> Any:
        return self.error.instance

    @property
    def rule(self) -> Any:
        """What the keyword of the schema asks for."""
        return self.error.validator_value

    @property
    def schema(self) -> dict[str, Any]:
        return self.error.schema if isinstance(self.error.schema, dict) else {}

    @property
    def name(self) -> str:
        """What to call the part: its key, also for an item of a list."""
        return f'"{self.key}"' if self.key else "the file"

    def key_at(self, key: str) -> Place:
        entry = self.node.entries.get(key) if isinstance(self.node, Map) else None
        return entry.key.place if entry else self.key_place


def findings_of(complaint: Complaint) -> Iterator[Finding]:
    """What to tell about one complaint."""
    keyword = str(complaint.error.validator)
    yield from _WORDS.get(keyword, _wrong_form)(complaint)


def unknown_keys(complaint: Complaint) -> list[str]:
    """The keys that a complaint about unknown keys is about."""
    permitted = complaint.schema.get("properties", {})
    return [key for key in complaint.value if key not in permitted]


def _unknown_keys(complaint: Complaint) -> Iterator[Finding]:
    permitted = list(complaint.schema.get("properties", {}))
    for key in unknown_keys(complaint):
        if _cut_off(complaint.node, key):
            yield _cut_at_comma(complaint, key)
            continue
        near = nearest(key, permitted)
        where = f"in {complaint.name}" if complaint.key else "at the top of a ruleset"
        yield Finding(
            "E201",
            f'there is no key "{shortened(key)}" {where}',
            complaint.key_at(key),
            path=f"{complaint.path}.{key}".lstrip("."),
            expected="" if near else one_of(permitted),
            fix=f'did you mean "{near}"?' if near else "",
        )


def _cut_off(node: Node, key: str) -> bool:
    """Whether the key is the rest of a text: inside { } a comma ends a text that is not in quotes."""
    value = node.get(key) if isinstance(node, Map) else None
    return isinstance(value, Scalar) and not value.text and not value.quoted


def _cut_at_comma(complaint: Complaint, key: str) -> Finding:
    return Finding(
        "E109",
        f'the comma before "{shortened(key)}" ends the text that it was meant to be a part of',
        complaint.key_at(key),
        path=f"{complaint.path}.{key}".lstrip("."),
        fix="write a decimal with a point" if key.isdigit() else "put the whole text in quotes",
    )


def _missing(complaint: Complaint, message: str, fix: str, expected: str = "") -> Finding:
    return Finding("E202", message, complaint.key_place, path=complaint.path, expected=expected, fix=fix)


def _required(complaint: Complaint) -> Iterator[Finding]:
    """The library complains once per missing key, without saying which; so all are told, and told once."""
    for key in complaint.rule:
        if key not in complaint.value:
            expected = expectation(complaint.schema.get("properties", {}).get(key, {}))
            yield _missing(complaint, f'{complaint.name} lacks the key "{key}"', f"add {key}:", expected)


def _dependent(complaint: Complaint) -> Iterator[Finding]:
    for key, needed in complaint.rule.items():
        for other in needed:
            if key in complaint.value and other not in complaint.value:
                yield Finding(
                    "E202",
                    f'"{key}" needs the key "{other}" beside it',
                    complaint.key_at(key),
                    path=complaint.path,
                    fix=f"add {other}:",
                )


def _choices(complaint: Complaint) -> list[str]:
    return [key for branch in complaint.rule for key in branch.get("required", ())]


def _one_of(complaint: Complaint) -> Iterator[Finding]:
    choices = _choices(complaint)
    present = [key for key in complaint.value if key in choices]
    if present:
        yield _together(complaint, present)
    else:
        yield _missing(
            complaint, f"{complaint.name} lacks one of the keys {one_of(choices)}", "add one of them"
        )


def _not(complaint: Complaint) -> Iterator[Finding]:
    excluded = complaint.rule["required"]
    if isinstance(complaint.value, dict):  # else its kind is at fault, which is told on its own
        yield _together(complaint, [key for key in complaint.value if key in excluded])


def _together(complaint: Complaint, present: list[str]) -> Finding:
    quoted = " and ".join(f'"{key}"' for key in present)
    return Finding(
        "E207",
        f"{quoted} do not go together in {complaint.name}",
        complaint.key_at(present[-1]),
        path=complaint.path,
        expected=f"only one of {one_of(present)}",
        fix="delete one of them",
    )


def _wrong_kind(complaint: Complaint) -> Iterator[Finding]:
    """A value of another kind, out of range or of another form: all say what the key takes, and what was found."""
    yield _takes(complaint, "E203")


def _wrong_range(complaint: Complaint) -> Iterator[Finding]:
    yield _takes(complaint, "E205")


def _wrong_form(complaint: Complaint) -> Iterator[Finding]:
    yield _takes(complaint, "E206")


def _wrong_size(complaint: Complaint) -> Iterator[Finding]:
    yield _takes(complaint, "E209")


def _takes(complaint: Complaint, code: str) -> Finding:
    empty = complaint.value in (None, "", [], {})
    secret = complaint.key in _MAY_HOLD_A_SECRET
    found = "" if empty or secret else described(complaint.value)
    place = complaint.key_place if empty else complaint.node.place
    return Finding(
        "E209" if empty else code,
        f"{complaint.name} is empty" if empty else f"{complaint.name} takes {expectation(complaint.schema)}",
        replace(place, excerpt=None) if secret else place,
        path=complaint.path,
        expected=expectation(complaint.schema) if empty else "",
        found=found,
        fix=mending(complaint.value, complaint.schema),
    )


def _not_listed(complaint: Complaint) -> Iterator[Finding]:
    value = complaint.value
    permitted = complaint.rule if complaint.error.validator == "enum" else [complaint.rule]
    if not isinstance(value, str):
        yield _takes(complaint, "E203")
        return
    meant = _SAID_OTHERWISE.get(value.lower())
    near = meant if meant in permitted else nearest(value, (str(choice) for choice in permitted))
    yield Finding(
        "E204",
        f'"{shortened(value)}" is not something that {complaint.name} can be',
        complaint.node.place,
        path=complaint.path,
        expected=expectation(complaint.schema),
        fix=f"write {_as_written(permitted[0])}"
        if len(permitted) == 1
        else f'did you mean "{near}"?'
        if near
        else "",
    )


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _repeated(complaint: Complaint) -> Iterator[Finding]:
    twice = sorted({str(item) for item in complaint.value if complaint.value.count(item) > 1})
    yield Finding(
        "E209",
        f"{complaint.name} holds {', '.join(twice)} more than once",
        complaint.node.place,
        path=complaint.path,
        fix="delete one of them",
    )


def _bad_key(complaint: Complaint) -> Iterator[Finding]:
    """The complaint is about a key of the node; jsonschema gives the key as the instance."""
    key = str(complaint.value)
    strange = next((character for character in key if not character.isascii()), "")
    named = f"U+{ord(strange):04X} {unicodedata.name(strange, 'without a name')}" if strange else ""
    plain = key.isascii()
    yield Finding(
        "E208",
        f'"{shortened(key)}" cannot be a key in {complaint.name}'
        if plain
        else f"a key in {complaint.name} holds a letter that looks like another or cannot be seen: {named}",
        complaint.key_at(key),
        path=complaint.path,
        expected=expectation(complaint.schema),
        fix=_as_id(key) if plain else "type the key again with plain letters",
    )


def _as_id(key: str) -> str:
    mended = "".join(letter if letter.isalnum() else "_" for letter in key).strip("_")
    return f'write "{mended}"' if mended and not mended[0].isdigit() and mended != key else ""


_Words = Callable[[Complaint], Iterable[Finding]]
_WORDS: dict[str, _Words] = {
    "additionalProperties": _unknown_keys,
    "required": _required,
    "dependentRequired": _dependent,
    "oneOf": _one_of,
    "anyOf": _one_of,
    "not": _not,
    "type": _wrong_kind,
    "enum": _not_listed,
    "const": _not_listed,
    "minimum": _wrong_range,
    "maximum": _wrong_range,
    "exclusiveMinimum": _wrong_range,
    "minLength": _wrong_size,
    "minItems": _wrong_size,
    "maxItems": _wrong_size,
    "minProperties": _wrong_size,
    "maxProperties": _wrong_size,
    "uniqueItems": _repeated,
    "maxLength": _wrong_form,
    "pattern": _wrong_form,
}
IN_KEY = _bad_key
