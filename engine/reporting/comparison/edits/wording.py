"""What an edit is called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One edit in words: a sentence without a full stop, and below it what a reviewer may want to look up.

    Both hold marks around names and code; `as_markdown`, `as_html` and `as_plain` write them.
    """

    text: str
    detail: str = ""
