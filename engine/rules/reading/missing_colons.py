"""Lines on which the colon behind the key was forgotten, or the blank behind the colon."""

import re
from collections.abc import Sequence

from ...findings import Finding, Place, Repair
from .lines import ENTRY, above, opens_block, without_comment

_WORDS = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*)(?P<colon>:?)(?P<gap> *)(?P<rest>\S.*)?$")
_IN_BRACKETS = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*)(?P<colon>:?)(?P<gap> *)[\[{]")
_LONGEST = 60
_OR_RUNS_ON = "; or put blanks before it if it belongs to the text above"


def missing_colon(
    shown: str, lines: Sequence[str], number: int, *, before_bracket: bool = False
) -> Finding | None:
    """The finding about a line, from 0, that begins with a word where a key belongs; None where it does not.

    `before_bracket` asks for a word that a bracket or brace follows. The colon is put in only behind a word that other
    lines have as their key, or that has its colon: a line of a text that runs on may begin with any word.
    """
    line = lines[number]
    match = (_IN_BRACKETS if before_bracket else _WORDS).match(line)
    if match is None or ENTRY.match(line):
        return None
    key, rest = match["key"], without_comment(line[match.end("gap") :])
    known = bool(match["colon"]) or _is_a_key(key, lines)
    lacks = "a blank is missing behind the colon" if match["colon"] else f'a colon is missing behind "{key}"'
    meant = f"{key}: {rest}".rstrip()
    place = Place(shown, number + 1, match.start("key") + 1, line, len(key))
    return Finding(
        "E104",
        lacks,
        place,
        expected="a key, a colon and a blank" if rest else "a key and a colon",
        fix=_fix(key, meant) + ("" if known or not _may_run_on(lines, number) else _OR_RUNS_ON),
        repair=_repair(place, match, rest) if known else None,
    )


def _fix(key: str, meant: str) -> str:
    return f"write {meant}" if len(meant) <= _LONGEST else f"write {key}: and the rest behind it"


def _may_run_on(lines: Sequence[str], number: int) -> bool:
    """Whether the line above ends in a text, which this one may have been meant to belong to."""
    before = next(above(lines, number), None)
    match = ENTRY.match(lines[before]) if before is not None else None
    return match is not None and not opens_block(lines[before or 0]) and match["value"].strip()[0].isalpha()


def _repair(place: Place, match: re.Match[str], rest: str) -> Repair | None:
    old = match["colon"] + match["gap"] if rest else match["colon"]
    at = Place(place.file, place.line, match.end("key") + 1, place.excerpt, len(old))
    return Repair.at(at, ": " if rest else ":")


def _is_a_key(word: str, lines: Sequence[str]) -> bool:
    """Whether the word is a key elsewhere in the file."""
    pattern = re.compile(rf"(?:^|[\s{{,]){re.escape(word)}:(?:\s|$)")
    return any(pattern.search(line) for line in lines)
