"""Findings about a YAML file that is well formed but says what a ruleset cannot."""

import re

from ...findings import Finding, Place
from ..nodes import Node, Scalar, Sequence
from .quoting import quote_rest, quote_with_sign

# A quotation mark that opens a text in an expression; an apostrophe inside a word is not one.
_OPENING = re.compile(r"""(?<![A-Za-z0-9])["']""")


def empty(shown: str) -> Finding:
    return Finding(
        "E107",
        "the file is empty",
        Place(shown, 1, 1),
        expected="keys and values, such as `name: my-rules`",
        fix="write `sikta: 1`, `name:`, `tables:` and `scores:` or `segmentations:`",
    )


def no_map(root: Node) -> Finding:
    found = (
        "a list"
        if isinstance(root, Sequence)
        else f'the text "{root.text[:40]}"'
        if isinstance(root, Scalar)
        else ""
    )
    return Finding(
        "E107",
        "the file does not consist of keys and values",
        root.place,
        expected="keys and values, such as `name: my-rules`",
        found=found,
        fix="write a colon and a blank behind each key",
    )


def second_document(place: Place) -> Finding:
    return Finding(
        "E107",
        "a second document begins here",
        place,
        expected="one document in a file",
        found="a line ---",
        fix="delete the line, or put the second part in a file of its own and name it under include:",
    )


def tag(place: Place, written: str) -> Finding:
    return Finding(
        "E106",
        f"{written} is a tag of YAML, which rulesets do not use; nothing was run",
        place,
        fix="delete it; put the text in quotes if it begins with an exclamation mark",
    )


def merge_key(place: Place) -> Finding:
    return Finding(
        "E106",
        "<< is not part of YAML 1.2, and rulesets do not use it",
        place,
        fix="write the keys out, or use extends: to build on another ruleset",
    )


COMPLEX_KEY = "a list or a map stands where a key belongs"


def complex_key(place: Place) -> Finding:
    return Finding(
        "E106",
        COMPLEX_KEY,
        place,
        expected="a word, then a colon",
        fix="put the text in quotes if it begins with { or [",
    )


def empty_key(place: Place) -> Finding:
    return Finding("E106", "a colon without a key before it", place, fix="write the key before the colon")


def recursive_alias(place: Place, name: str) -> Finding:
    return Finding(
        "E106", f"*{name} stands inside the very part that it repeats", place, fix="write the part out"
    )


def unknown_alias(place: Place, name: str) -> Finding:
    return Finding(
        "E106",
        f"*{name} repeats a part that has no name: there is no &{name} before it",
        place,
        fix="put the text in quotes if it begins with an asterisk",
    )


def key_twice(key: Scalar, first: Place) -> Finding:
    return Finding(
        "E105",
        f'the key "{key.text}" stands twice in the same place: first in line {first.line}, again in line {key.place.line}',
        key.place,
        expected="each key once",
        fix="delete one of the two, or rename it",
    )


def empty_block(place: Place) -> Finding:
    return Finding(
        "E104",
        "> and | begin a text of several lines in YAML, and none follows",
        place,
        fix='put the whole text in quotes if it is a comparison, such as ">= 100"',
        repair=quote_rest(place, (place.column or 1) - 1),
    )


def cuts_quote(value: str, comment: str) -> bool:
    """Whether a comment begins inside a quoted part of an unquoted text, as in `tag == 'x #1'`."""
    rest = value
    while opening := _OPENING.search(rest):
        closing = rest.find(opening.group(), opening.end())
        if closing < 0:
            return opening.group() in comment
        rest = rest[closing + 1 :]
    return False


def cut_by_comment(value: Place, line: int, excerpt: str, column: int) -> Finding:
    return Finding(
        "E109",
        "# begins a comment here, and cuts the text off",
        Place(value.file, line, column + 1, excerpt),
        found=excerpt[(value.column or 1) - 1 : column].rstrip() if value.line == line else "",
        fix="put the whole text in quotes, and use the other kind of quotation mark inside it",
        repair=quote_with_sign(value, (value.column or 1) - 1) if value.line == line else None,
    )
