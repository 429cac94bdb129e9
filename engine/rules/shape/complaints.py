"""The schema's complaints as findings: each keyword of JSON Schema in plain words."""

from collections.abc import Callable, Iterable, Iterator

from ...findings import Finding
from . import keys, values
from .complaint import Complaint

_Words = Callable[[Complaint], Iterable[Finding]]
_WORDS: dict[str, _Words] = {
    "additionalProperties": keys.unknown,
    "required": keys.required,
    "dependentRequired": keys.dependent,
    "oneOf": keys.choice,
    "anyOf": keys.choice,
    "not": keys.together,
    "type": values.wrong_kind,
    "enum": values.not_listed,
    "const": values.not_listed,
    "minimum": values.wrong_range,
    "maximum": values.wrong_range,
    "exclusiveMinimum": values.wrong_range,
    "minLength": values.wrong_size,
    "minItems": values.wrong_size,
    "maxItems": values.wrong_size,
    "minProperties": values.wrong_size,
    "maxProperties": values.wrong_size,
    "uniqueItems": values.repeated,
    "maxLength": values.wrong_form,
    "pattern": values.wrong_form,
}


def findings_of(complaint: Complaint) -> Iterator[Finding]:
    """What to tell about one complaint."""
    if complaint.in_key:
        yield from keys.bad_key(complaint)
    else:
        yield from _WORDS.get(str(complaint.error.validator), values.wrong_form)(complaint)
