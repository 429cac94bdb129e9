"""`sikta docs`: a ruleset as a document that people read."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..choosing import chosen, example
from ..options import language_option, ruleset_argument
from ..outcome import FINE
from ..places import checked_from_here
from ..speech import say, say_missing_texts

if TYPE_CHECKING:
    from ...plan import Plan

ENDINGS = (".html", ".htm", ".md", ".markdown", ".txt")
"""What is named with one of these is a file; anything else is a folder."""


@click.command()
@ruleset_argument
@language_option
@click.option(
    "--format", "style", type=click.Choice(["html", "md"]), default="html", show_default=True,
    help="A page for a browser or a printer, or Markdown.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path),
    help="File to write, or folder. Without it: ruleset.html here; Markdown is printed.",
)  # fmt: skip
def docs(ruleset: Path | None, languages: tuple[str, ...], style: str, out: Path | None) -> int:
    """Write a ruleset as a document: every rule as a sentence, to read, print or mail.

    No data is read. With several languages each has a document of its own: ruleset.nl.html. A file that is there
    already is replaced.

    \b
    Examples:
      sikta docs                                       ruleset.html
      sikta docs my-rules --language nl --out policy.html
      sikta docs my-rules --language en --language sv --out policy
      sikta docs my-rules --format md > POLICY.md
    """
    if ruleset is not None:
        return _documented(ruleset, languages, style, out)
    from importlib.resources import as_file

    with as_file(example()) as folder:
        return _documented(chosen(None, Path(folder), quiet=False), languages, style, out)


def _documented(path: Path, languages: tuple[str, ...], style: str, out: Path | None) -> int:
    plan = checked_from_here(path).or_raise()
    wanted = tuple(dict.fromkeys(languages)) or (_spoken(plan),)
    say_missing_texts(wanted, plan.ruleset.languages)
    texts = dict(_written(plan, wanted, style))
    if style == "md" and out is None:
        click.echo("\n".join(texts.values()), nl=False)
        return FINE
    from ...rules.replacing import replace_text

    for file, text in zip(_files(out, wanted, style), texts.values(), strict=True):
        replace_text(file, text)
        say(f"written: {file}")
    return FINE


def _spoken(plan: "Plan") -> str:
    """The ruleset's first language that sikta speaks; else English."""
    from ...reporting.languages.translator import LANGUAGES

    return next((each for each in plan.ruleset.languages if each in LANGUAGES), "en")


def _written(plan: "Plan", languages: tuple[str, ...], style: str) -> Iterator[tuple[str, str]]:
    from ...reporting.policy import FORMATS

    for language in languages:
        yield language, FORMATS[style](plan, language)


def _files(out: Path | None, languages: tuple[str, ...], style: str) -> tuple[Path, ...]:
    """One file per language: the one that is named, or `ruleset` in the folder that is named."""
    named = out or Path(f"ruleset.{style}")
    if named.is_dir() or named.suffix not in ENDINGS:
        named = named / f"ruleset.{style}"
    if len(languages) == 1:
        return (named,)
    return tuple(named.with_name(f"{named.stem}.{language}{named.suffix}") for language in languages)
