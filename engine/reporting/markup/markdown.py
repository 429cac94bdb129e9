"""The escape for Markdown (CommonMark, and the tables of GitHub's dialect)."""

import re
from functools import lru_cache

from markupsafe import Markup

from .controls import SHORT, one_line

_INLINE = re.compile(r"([\\`*_\[\]|~$])")
_ENTITY = re.compile(r"&(?=[#A-Za-z])")
_START = re.compile(r"^(?:#|[-+=](?=[-+=\s]|$)|(\d*)(?=[.)](?:\s|$)))")
"""What would begin a heading, a list or an underline at the start of a line; after digits, their point or bracket."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def escape_markdown(text: str) -> Markup:
    """The text as Markdown shows it: on one line, with no link, tag, table cell, heading or list of its own.

    Characters with a meaning get a backslash, brackets of tags become entities, addresses do not turn into links by
    themselves. Text with letters of a right-to-left script is isolated (U+2068 … U+2069), so that it does
    not turn its surroundings.
    """
    if isinstance(text, Markup):
        return text
    return _remembered(text) if len(text) <= SHORT else _escaped(text)


def _escaped(text: str) -> Markup:
    plain = one_line(text)
    safe = _INLINE.sub(r"\\\1", _ENTITY.sub("&amp;", plain)).replace("<", "&lt;").replace(">", "&gt;")
    safe = safe.replace("://", r"\://").replace("www.", r"www\.")
    safe = _START.sub(lambda start: f"{start[1]}\\" if start[1] is not None else f"\\{start[0]}", safe)
    return Markup(f"\u2068{safe}\u2069" if _RIGHT_TO_LEFT.search(plain) else safe)  # noqa: S704 - escaped above


_remembered = lru_cache(maxsize=16_384)(_escaped)
