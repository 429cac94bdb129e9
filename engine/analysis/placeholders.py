"""Texts that name values, as `{company} is in {country}`: values are put in, nothing is executed."""

import re
from collections.abc import Mapping

_BRACES = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, in order of reading."""
    return tuple(match[1] for match in _BRACES.finditer(text) if match[1])


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with each `{name}` replaced by its words; `{{` is a brace; a name without words stays as it is.

    Only plain names are replaced: no attribute, index, conversion or format can be written, and words are never
    read for braces again.
    """
    return _BRACES.sub(lambda match: words.get(match[1], match[0]) if match[1] else match[0][0], text)
