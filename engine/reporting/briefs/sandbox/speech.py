"""What templates say in the reader's language: `_()` and `plural()`."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...languages import Translator

if TYPE_CHECKING:
    from .environment import Sandbox

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def speech(words: Translator, escape: Callable[[str], Markup]) -> dict[str, Callable[..., Markup]]:
    """The two functions, for one language. Messages are the template's own words: `escape` is theirs; what is put
    into them is escaped by the sandbox before it gets here.
    """

    def say(message: str, /, **values: str) -> Markup:
        return _filled(escape(words.look_up(message)), values)

    def plural(one: str, many: str, n: float, /, **values: str) -> Markup:
        return _filled(escape(words.look_up_plural(one, many, n)), values)

    return {"_": say, "plural": plural}


def _filled(message: str, values: Mapping[str, str], /) -> Markup:
    return Markup(_PLACEHOLDER.sub(lambda found: values[found[1]], message))  # noqa: S704 - both were escaped
