"""Characters that look like others, or like nothing, are kept out of expressions."""

import re
import unicodedata
from collections.abc import Iterator

from .amounts import amounts
from .compiled import Change, Fault
from .refusals import currency_sign, refused

_LOOKALIKES = {
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2018": "'", "\u2019": "'", "\u201a": "'",
    "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2010": "-", "\u2011": "-",
    "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "/", "\u00b7": "*",
    "\u0430": "a", "\u0435": "e", "\u043e": "o", "\u0440": "p", "\u0441": "c", "\u0443": "y", "\u0445": "x",
    "\u0456": "i", "\u03bf": "o", "\u03b1": "a",
}  # fmt: skip
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Characters of no width, which change nothing that a reader sees when they go; marks of direction do."""
_TEXTS = re.compile(r""""[^"]*"|'[^']*'""")
_WORDS = re.compile(r"[^\W\d_]+")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def strange_characters(text: str) -> Iterator[Fault]:
    """Outside quotes only ASCII and Latin letters may stand; inside, whatever can be seen, in words of one script.

    A currency's sign beside a number is told as that, once for the amount.
    """
    inside = [match.span() for match in _TEXTS.finditer(text)]
    told: set[int] = set()
    for fault in amounts(text):
        if not any(start < fault.offset < end for start, end in inside):
            told.update(range(fault.offset, fault.offset + fault.length))
            yield fault
    if text.isascii() and text.isprintable():
        return
    for offset, character in enumerate(text):
        if offset in told:
            continue
        quoted = any(start < offset < end for start, end in inside)
        if not (_visible(character) if quoted else _plain(character)):
            yield _strange(character, offset)
    for start, end in inside:
        yield from _mixed_words(text[start:end], start)


def _visible(character: str) -> bool:
    """Whether a reader sees the character, as itself."""
    return character == " " or unicodedata.category(character)[0] not in "CZM"


def _plain(character: str) -> bool:
    if character.isascii():
        return character.isprintable() or character in "\t\n\r"
    latin = unicodedata.name(character, "").startswith("LATIN ")
    return latin and character.isalpha() and unicodedata.normalize("NFKC", character) == character


def _mixed_words(quoted: str, start: int) -> Iterator[Fault]:
    for word in _WORDS.finditer(quoted):
        if word.group().isascii():
            continue
        scripts = [_script(character) for character in word.group()]
        for index, script in enumerate(scripts):
            if script != "LATIN" and "LATIN" in scripts and script in _SCRIPTS:
                yield _strange(word.group()[index], start + word.start() + index)


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _strange(character: str, offset: int) -> Fault:
    if unicodedata.category(character) == "Sc":
        return refused(currency_sign(character), character, offset)
    name = unicodedata.name(character, "a control character")
    meant = _LOOKALIKES.get(character) or (" " if unicodedata.category(character) == "Zs" else "")
    return Fault(
        code="E303",
        message=f"A character that does not belong here: U+{ord(character):04X} {name}",
        offset=offset,
        expected="letters, digits and signs of a plain keyboard",
        found=f"U+{ord(character):04X}, which looks like something else or like nothing at all",
        fix=_mend(meant),
        change=Change(offset, 1, meant) if meant or character in _INVISIBLE else None,
    )


def _mend(meant: str) -> str:
    if meant == " ":
        return "type an ordinary space in its place"
    return f"type {meant} in its place" if meant else "delete it and type the word again"
