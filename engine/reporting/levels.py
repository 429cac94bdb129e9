"""The levels of an axis as words."""

from .languages import translator


def level_in_words(id_: str, language: str) -> str:
    """The id of a level as a word; those that most rulesets use are translated."""
    _ = translator(language)
    known = {
        "low": _("low"), "mid": _("middle"), "middle": _("middle"), "medium": _("middle"), "high": _("high"),
    }  # fmt: skip
    return known.get(id_, id_.replace("_", " "))
