"""What templates say in the reader's language: `_()` and `plural()`."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from ...languages import Translator

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def speech(
    words: Translator, escape_words: Callable[[str], Markup], printed: Callable[[object], Markup]
) -> dict[str, Callable[..., Markup]]:
    """The two functions, for one language. Messages are the template's own words; `printed` escapes what is put in."""

    def say(message: str, /, **values: object) -> Markup:
        return filled(words.look_up(message), values)

    def plural(one: str, many: str, n: float, /, **values: object) -> Markup:
        return filled(words.look_up_plural(one, many, n), values)

    @cache  # templates have a few hundred messages, and say them on page after page
    def pieces(message: str) -> tuple[str, ...]:
        """Text, name, text, name, text: the texts escaped."""
        parts = _PLACEHOLDER.split(message)
        return tuple(part if index % 2 else escape_words(part) for index, part in enumerate(parts))

    def filled(message: str, values: Mapping[str, object]) -> Markup:
        texts = [
            printed(_value(values, piece)) if index % 2 else piece
            for index, piece in enumerate(pieces(message))
        ]
        return Markup("".join(texts))  # noqa: S704 - every part is escaped

    return {"_": say, "plural": plural}


def _value(values: Mapping[str, object], name: str) -> object:
    if name not in values:
        raise UndefinedError(f"the message has a place for {{{name}}}, which it is not given")
    return values[name]
