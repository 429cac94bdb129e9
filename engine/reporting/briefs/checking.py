"""Faults of a ruleset's own templates and texts, found before a run: all of them at once."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from ...findings import Finding, Place
from ...findings.nearest import nearest
from ...rules.model import Ruleset
from ..languages import LANGUAGES
from .environment import sandbox_of
from .sandbox import Sandbox, Sources, template_fault
from .sandbox.faults import FAULTS
from .writer import Writer


def check_templates(ruleset: Ruleset) -> tuple[Finding, ...]:
    """What is wrong with the templates and texts of a ruleset, and languages in which sikta has no words.

    Only what can be seen without a run: a name that a template uses and is not given shows when it is rendered.
    """
    own = ruleset.reports.templates
    sources = Sources(ruleset.folder / own if own else None, (own or "templates").rstrip("/"))
    sandbox = sandbox_of("md", sources, Writer(ruleset.language, ruleset.currency))
    return (*_languages(ruleset), *_templates(sources, sandbox), *_texts(ruleset, sandbox))


def _languages(ruleset: Ruleset) -> Iterator[Finding]:
    for language in ruleset.languages:
        if language.partition("-")[0] not in LANGUAGES:
            yield Finding(
                "W702",
                f"sikta has no words in {language}: its own words in briefs will be English",
                ruleset.positions.place("languages"),
                "languages",
                expected=f"one of {', '.join(LANGUAGES)}",
                fix="Leave it if your own titles in that language are enough",
            )


def _templates(sources: Sources, sandbox: Sandbox) -> Iterator[Finding]:
    shipped = {file.name for file in (resources.files("sikta") / "templates").iterdir()}
    names = (
        sorted(file.name for file in sources.own.iterdir()) if sources.own and sources.own.is_dir() else []
    )
    used = {other for name in names for other in _referred(sources, sandbox, name)}
    for name in (name for name in names if name.endswith(".j2")):
        try:
            sources.verify(sandbox, name)
            sandbox.get_template(name)
        except FAULTS as fault:
            yield template_fault(fault, f"{sources.folder}/{name}", (), sandbox.filters)
        if name not in shipped | used:
            near = nearest(name, shipped)
            yield Finding(
                "W701",
                f"The template {name} replaces none of those that come with sikta, and none refers to it",
                Place(f"{sources.folder}/{name}"),
                fix=f"Did you mean {near}?" if near else "Rename it, or take it out",
            )


def _referred(sources: Sources, sandbox: Sandbox, name: str) -> set[str]:
    try:
        return sources.referred(sandbox, name)
    except FAULTS:
        return set()  # told where the template itself is read


def _texts(ruleset: Ruleset, sandbox: Sandbox) -> Iterator[Finding]:
    for file in sorted({file for each in ruleset.playbooks.values() for file in _files(ruleset, each.text)}):
        try:
            sandbox.compiled_text((ruleset.folder / file).read_text(encoding="utf-8-sig"), file)
        except OSError:
            continue  # the ruleset's own check tells of files that are not there
        except FAULTS as fault:
            yield template_fault(fault, file, (), sandbox.filters)


def _files(ruleset: Ruleset, text: str | None) -> list[str]:
    if text is None:
        return []
    path = Path(text)
    names = (text, *(str(path.with_suffix(f".{each}{path.suffix}").as_posix()) for each in ruleset.languages))
    return [name for name in names if (ruleset.folder / name).is_file()]
