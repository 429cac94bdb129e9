"""Comments that were probably meant as a part of a text: `title: Newsletter #1`."""

import re
from collections.abc import Sequence

from ...findings import Finding, Place

_TEXTS = frozenset(
    (
        "title", "name", "definition", "description", "reason", "task", "purpose", "objective", "stage", "messages",
        "touchpoint", "cadence", "shipping", "owner", "source",
    )
)  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_CLOSE = re.compile(r"#\w[^,}\]]*")
_IN_LINE = re.compile(r""""[^"]*"|(?<![^\s\[{,:])'[^']*'|(?<=\s)#(?P<comment>.*)""")
_HIDDEN = re.compile(r"^\S|[,}\]]")


def is_title(keys: Sequence[str]) -> bool:
    """Whether the last of some keys, the outer first, holds a text for people, perhaps in one language of several."""
    own = keys[-1]
    return own in _TEXTS or (len(keys) > 1 and keys[-2] in _TEXTS and _LANGUAGE.fullmatch(own) is not None)


def cut_title(value: str, at: Place) -> Finding | None:
    """A warning where a comment without a blank behind its # follows a text; `at` is the place of the #."""
    match = _CLOSE.match((at.excerpt or "")[(at.column or 1) - 1 :])
    if match is None or not value:
        return None
    whole = f"{value} {match[0].rstrip()}".replace("\n", " ")
    mark = "'" if '"' in whole else '"'
    quoted = f"write {mark}{whole}{mark}" if mark not in whole else "put the whole text in quotes"
    return Finding(
        "W102",
        "# begins a comment here, which is left out of the text before it",
        at,
        found=value,
        fix=f"{quoted}; or put a blank behind # if it is a comment",
    )


def hiding_comment(lines: Sequence[str], first: int) -> tuple[int, int] | None:
    """Line and column, from 0, of the last comment that may hide a bracket or a comma; None where there is none."""
    for number in range(len(lines) - 1, -1, -1):
        for match in _IN_LINE.finditer(lines[number]):
            comment = match["comment"]
            if comment is not None and _HIDDEN.search(comment) and lines[number][: match.start()].strip():
                return first + number, match.start()
    return None
