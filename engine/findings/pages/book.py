"""The pages, from the table of codes, the texts about them and their examples."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ..codes import CODES
from .page import Example, Mended, Page, Source

EXAMPLES = "examples.json"
"""Made from the examples under tests/codes, which are run as tests."""


def page_of(code: str) -> Page:
    """The page of a code of the table; raises KeyError for another one."""
    return pages()[code]


@cache
def pages() -> Mapping[str, Page]:
    """Every page by its code, in the order of reading: by number, errors before warnings before notes."""
    texts, examples = _meanings(), _examples()
    return {code: _page(code, texts.get(code, {}), examples.get(code, {})) for code in in_order(CODES)}


def in_order(codes: "Mapping[str, object]") -> list[str]:
    return sorted(codes, key=lambda code: (code[1], "EWN".index(code[0]), code))


def _page(code: str, text: Mapping[str, str], example: Mapping[str, Any]) -> Page:
    return Page(code, CODES[code].title, text.get("means", ""), text.get("mend", ""), _example(example))


def _example(record: Mapping[str, Any]) -> Example:
    return Example(
        says=record.get("says", ""),
        command=record.get("command", ""),
        files=tuple(Source(name, text) for name, text in record.get("files", {}).items()),
        mended=tuple(Mended(name, lines) for name, lines in record.get("mended", {}).items()),
        mended_command=record.get("mended_command", ""),
        situation=record.get("situation", ""),
    )


def _meanings() -> dict[str, dict[str, str]]:
    """What each code means and how it is mended, from the files of texts."""
    import yaml  # only who reads pages pays for it

    found: dict[str, dict[str, str]] = {}
    for file in _folder().joinpath("meanings").iterdir():
        if file.name.endswith(".yaml"):
            found |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _examples() -> dict[str, dict[str, Any]]:
    examples: dict[str, dict[str, Any]] = json.loads(_folder().joinpath(EXAMPLES).read_text(encoding="utf-8"))
    return examples


def _folder() -> Any:
    return files(__package__)
