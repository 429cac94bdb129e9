"""English messages in, the reader's language out."""

import re
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from io import BytesIO

LANGUAGES = ("en", "nl", "sv")
"""The languages that sikta itself speaks. English is the language of the messages, so it has no catalogue."""

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Translator:
    """Turns an English message into one language, as `_("{count} accounts", count=3)`.

    A message without a translation, or a language without a catalogue, stays English. A placeholder is `{name}`
    and nothing more, so that a message can never reach into a value; KeyError when its value is not given.
    """

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: object) -> str:
        return filled(self.look_up(message), values)

    def plural(self, one: str, many: str, n: float, /, **values: object) -> str:
        """The form that belongs to a number; the number itself is placed by a placeholder, already formatted."""
        return filled(self.look_up_plural(one, many, n), values)

    def look_up(self, message: str) -> str:
        """The translated message, its placeholders still open."""
        return self._catalogue.gettext(message) if message else ""

    def look_up_plural(self, one: str, many: str, n: float) -> str:
        # Plural rules count whole things; every other amount takes the form for many.
        return self._catalogue.ngettext(one, many, int(n) if n == int(n) else 2)


def filled(message: str, values: Mapping[str, object]) -> str:
    """The message with its placeholders replaced."""
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), message) if values else message


@cache
def translator(language: str) -> Translator:
    """The translator of a language such as `nl` or `nl-BE` (a region falls back on its language)."""
    return Translator(language, _catalogue(language.replace("_", "-").partition("-")[0].lower()))


def _catalogue(language: str) -> NullTranslations:
    if language not in LANGUAGES or language == "en":
        return NullTranslations()
    # Babel takes 30 ms to import: paid only by those who read another language.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = resources.files("sikta") / "engine" / "reporting" / "languages" / f"{language}.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
