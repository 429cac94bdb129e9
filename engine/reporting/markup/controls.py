"""Characters that steer a screen or turn the direction of writing, taken out of what people typed."""

import re

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(
    "[ \t-\r\x1c-\x1f\x85\u2028\u2029]+"
)  # not the blanks that keep a figure and its sign together

SHORT = 200
"""Texts up to so many characters come back on page after page: what became of them is remembered."""


def visible(text: str) -> str:
    """The text without control characters; letters of right-to-left scripts stay."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """The text on one line: every stretch of blanks and line ends is one blank."""
    return visible(_SPACE.sub(" ", text)).strip()
