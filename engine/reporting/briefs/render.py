"""Writes the documents of a run into its folder."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from ...findings import Finding, SiktaError
from .documents import Document, Documents
from .facts import Facts
from .links import Format

FOLDER = "briefs"
FORMATS: tuple[Format, ...] = ("html", "md")


def render_briefs(
    facts: Facts, folder: Path, *, languages: Sequence[str], formats: Sequence[str], templates: Path | None
) -> list[Path]:
    """Write `briefs/index`, `briefs/segments/…` and `briefs/accounts/…` below the folder; the paths, in order of writing.

    With several languages each has a folder of its own, `briefs/nl/…`. `formats` are of `html` and `md` (also
    called `markdown`). `templates` is the folder of the ruleset's own templates. Nothing is written before every
    document of a language is rendered. Raises SiktaError: E7xx for a template at fault, OSError where writing fails.
    """
    written: list[Path] = []
    wanted = tuple(dict.fromkeys(_format(each) for each in formats))
    for language in dict.fromkeys(languages):
        home = folder / FOLDER / language if len(set(languages)) > 1 else folder / FOLDER
        documents = [
            each for format_ in wanted for each in Documents(facts, language, format_, templates).all()
        ]
        written += _write(home, documents)
    return written


def _format(name: str) -> Format:
    known = {"html": "html", "md": "md", "markdown": "md"}
    if name not in known:
        raise SiktaError(
            [
                Finding(
                    "E709",
                    f"Briefs cannot be written as {name}",
                    expected="html or markdown",
                    found=name,
                    fix="Ask for html, markdown or both",
                )
            ]
        )
    return cast("Format", known[name])


def _write(home: Path, documents: Iterable[Document]) -> list[Path]:
    paths = []
    for document in documents:
        path = home / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document.text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
