"""Every message that people read has a Dutch and a Swedish translation, and no translation is left over."""

import ast
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
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
Message = str | tuple[str, ...]


def messages() -> Iterator[Message]:
    """Every message of the templates and of the code that writes for people."""
    found = extract_from_dir(
        str(HOUSE / "templates"), [("**.j2", "jinja2")], keywords={"_": None, "plural": (1, 2)}
    )
    yield from (message for _, _, message, _, _ in found)
    for file in sorted((HOUSE / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield from spoken(node)


def spoken(call: ast.Call) -> Iterator[Message]:
    """The messages of `_("…")`, `words._("…")`, `self.say("…")`, `_("…" if … else "…")`, `translator(language)("…")` and `_.plural("…", "…", n)`."""
    match call.func:
        case ast.Name(id="_") | ast.Attribute(attr="_" | "say") | ast.Call(func=ast.Name(id="translator")):
            yield from choices(call.args[0])
        case ast.Attribute(attr="plural"):
            yield from zip(choices(call.args[0]), choices(call.args[1]), strict=True)


def choices(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from choices(body)
            yield from choices(other)


def catalogue(language: str) -> Catalog:
    file = resources.files("sikta") / "engine" / "reporting" / "languages" / f"{language}.po"
    return read_po(BytesIO(file.read_bytes()), locale=language)


@pytest.fixture(scope="module")
def used() -> set[Message]:
    return set(messages())


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_every_message_is_translated(language: str, used: set[Message]) -> None:
    found = {message.id: message for message in catalogue(language) if message.id}
    assert used - found.keys() == set()
    unfinished = [id_ for id_, message in found.items() if message.fuzzy or not all(_texts(message.string))]
    assert unfinished == []


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_no_translation_is_left_over(language: str, used: set[Message]) -> None:
    assert {message.id for message in catalogue(language) if message.id} - used == set()


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_translations_have_the_placeholders_of_their_message(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            for id_, text in zip(_texts(message.id), _texts(message.string), strict=True):
                assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(id_)), id_


def _texts(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type] # one form or several
