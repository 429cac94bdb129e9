"""Ids made from the user's own headers and file names."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from ...rules.reserved import FUNCTIONS, KEYWORDS, VALUES

_CAMEL = re.compile(r"(?<=[a-zà-ž0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ž])")
_OTHER = re.compile(r"[^0-9a-zß-öø-ž]+")
_LONGEST = 40
RESERVED = FUNCTIONS | KEYWORDS | VALUES


def id_of(header: str, otherwise: str) -> str:
    """A header as an id in small letters with underscores; `otherwise` where no letter of it can be kept."""
    text = _CAMEL.sub("_", unicodedata.normalize("NFC", header.strip()))
    bare = _OTHER.sub("_", text.casefold()).strip("_")[:_LONGEST].rstrip("_")
    if not bare or not re.search(r"[^\W\d_]", bare):
        return otherwise
    return f"n_{bare}" if bare[0].isdigit() else bare


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id that is wanted, or with a number behind it where it is taken or means something in an expression."""
    candidate, number = f"{wanted}_value" if wanted in RESERVED else wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}_{number}", number + 1
    return candidate


def ids_of(headers: Iterable[str]) -> dict[str, str]:
    """Each header's id, all different."""
    taken: dict[str, str] = {}
    for place, header in enumerate(headers, start=1):
        taken[free_id(id_of(header, f"column_{place}"), taken)] = header
    return {header: id_ for id_, header in taken.items()}
