"""The words of every report in the reader's language: gettext catalogues and the translator that reads them."""

from .translator import LANGUAGES, Translator, translator

__all__ = ["LANGUAGES", "Translator", "translator"]
