"""Texts for people: in the ruleset's languages, no other, and none left out."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ...findings import Finding, Repair
from .look import Look

_TEXTS = "title|reason|definition|purpose|supports|task|objective|cadence|channels|stage|touchpoint|messages|shipping|kpis"
# A text of one language, by its path: `scores.pain.title.nl`, `goals.supports.0.sv`.
_IN_A_LANGUAGE = re.compile(
    rf"(?P<text>(?:.*\.)?(?:{_TEXTS})(?:\.\d+)?)\.(?P<language>[a-z]{{2}}(?:-[A-Z]{{2}})?)"
)

_LANGUAGE_OF_COUNTRY: Mapping[str, str] = {
    **dict.fromkeys(("gb", "uk", "us"), "en"),
    "se": "sv",
    "dk": "da",
    "at": "de",
    "cz": "cs",
    "ee": "et",
    "gr": "el",
    "ua": "uk",
}


def check_languages(look: Look) -> Iterator[Finding]:
    languages = look.ruleset.languages
    texts: dict[str, list[str]] = defaultdict(list)
    for path in look.ruleset.positions.scalars:
        match = _IN_A_LANGUAGE.fullmatch(path)
        if match and match["text"] not in look.left_out:
            texts[match["text"]].append(match["language"])
    for path, given in texts.items():
        yield from _unknown(look, path, given)
        lacking = [language for language in languages if language not in given]
        if lacking:
            yield Finding(
                "W405",
                f"the text lacks {', '.join(lacking)}; readers of {_it(lacking)} get it in {given[0]}",
                look.key_place(path),
                path=path,
                fix=" and ".join(f"add {language}:" for language in lacking),
            )


def _it(languages: list[str]) -> str:
    return "it" if len(languages) == 1 else "those"


def _meant(look: Look, language: str, given: list[str]) -> str:
    """The language that a country's letters were written for, where the ruleset has it and the text lacks it."""
    meant = _LANGUAGE_OF_COUNTRY.get(language, "")
    return meant if meant in look.ruleset.languages and meant not in given else ""


def _unknown(look: Look, path: str, given: list[str]) -> Iterator[Finding]:
    for language in given:
        if language not in look.ruleset.languages:
            place = look.key_place(f"{path}.{language}")
            meant = _meant(look, language, given)
            yield Finding(
                "E412",
                f'"{language}" is not one of the ruleset\'s languages',
                place,
                path=f"{path}.{language}",
                expected=f"one of {', '.join(look.ruleset.languages)}",
                fix=f"did you mean {meant}, the language?"
                if meant
                else f"add {language} to languages:, or delete the text",
                repair=Repair.at(place, meant) if meant else None,
            )
