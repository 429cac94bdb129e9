"""Every message that people read has a Dutch and a Swedish translation, and no translation is left over."""

import re
from collections.abc import Iterator
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import sikta

HOUSE = Path(next(iter(sikta.__path__)))
KEYWORDS = {"_": None, "plural": (1, 2)}
BY_VALUE = {"missing", "yes", "no"}  # looked up by the value that is written: engine/reporting/values.py
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def messages() -> Iterator[str | tuple[str, ...]]:
    yield from BY_VALUE
    for folder, method in (("templates", "jinja2"), ("engine", "python")):
        mapping = [("**.j2" if method == "jinja2" else "**.py", method)]
        found = extract_from_dir(
            str(HOUSE / folder), mapping, keywords=KEYWORDS, options_map={"**.j2": {"silent": "false"}}
        )
        yield from (message for _, _, message, _, _ in found)


def catalogue(language: str) -> Catalog:
    file = resources.files("sikta") / "engine" / "reporting" / "languages" / f"{language}.po"
    return read_po(BytesIO(file.read_bytes()), locale=language)


@pytest.fixture(scope="module")
def used() -> set[str | tuple[str, ...]]:
    return set(messages())


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_every_message_is_translated(language: str, used: set[str | tuple[str, ...]]) -> None:
    found = {message.id: message for message in catalogue(language) if message.id}
    assert used - found.keys() == set()
    unfinished = [id_ for id_, message in found.items() if message.fuzzy or not all(_texts(message.string))]
    assert unfinished == []


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_no_translation_is_left_over(language: str, used: set[str | tuple[str, ...]]) -> None:
    assert {message.id for message in catalogue(language) if message.id} - used == set()


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_translations_have_the_placeholders_of_their_message(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            for id_, text in zip(_texts(message.id), _texts(message.string), strict=True):
                assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(id_)), id_


def _texts(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type] # one form or several
