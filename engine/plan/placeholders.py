"""Texts with `{name}` in them: each name has to be a value of the account."""

import string
from collections.abc import Iterator, Mapping

from ..expressions.types import Type
from ..findings import Finding
from ..findings.nearest import nearest, unmistakable
from ..rules.model import Ruleset
from ..rules.rewriting import rewritten_part


def placeholder_findings(ruleset: Ruleset, types: Mapping[str, Type]) -> Iterator[Finding]:
    """A finding for each `{name}` in a reason or an offer that names no value of the account."""
    for path, text in _texts(ruleset):
        for name in names_of(text):
            if name is None:
                yield _unreadable(ruleset, path, text)
            elif name not in types and name not in ruleset.parameters:
                yield _unknown(ruleset, path, text, name, types)


def names_of(text: str) -> Iterator[str | None]:
    """The names in braces; None where the braces cannot be read or hold more than a name."""
    try:
        for _, name, form, conversion in string.Formatter().parse(text):
            if name is not None:
                yield name if name.isidentifier() and not form and not conversion else None
    except ValueError:
        yield None


def _texts(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for id, knockout in ruleset.knockouts.items():
        for language, text in knockout.reason.by_language.items():
            path = f"knockouts.{id}.reason"
            yield (f"{path}.{language}" if language else path), text
    for id, playbook in ruleset.playbooks.items():
        if playbook.offer.language:
            yield f"playbooks.{id}.offer.language", playbook.offer.language


def _unknown(ruleset: Ruleset, path: str, text: str, name: str, types: Mapping[str, Type]) -> Finding:
    close = nearest(name, types)
    at = text.find("{" + name) + 1
    scalar, meant = ruleset.positions.scalars.get(path), unmistakable(name, types)
    return Finding(
        code="E453",
        message=f'there is no value called "{name}"',
        place=ruleset.positions.inside(path, at, len(name)),
        path=path,
        expected="the id of a field, metric, score or segmentation between the braces",
        found="{" + name + "}",
        fix=f'did you mean "{{{close}}}"?' if close else "declare it, or take the braces out",
        repair=rewritten_part(scalar, at, len(name), meant) if scalar and meant else None,
    )


def _unreadable(ruleset: Ruleset, path: str, text: str) -> Finding:
    return Finding(
        code="E454",
        message="the braces in this text cannot be read",
        place=ruleset.positions.inside(path, max(text.find("{"), text.find("}"), 0)),
        path=path,
        expected="a name alone between braces, such as {country}",
        found=text,
        fix="write {name}, and a plain brace twice: {{ or }}",
    )
