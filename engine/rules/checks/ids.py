"""Ids: each once over all that expressions may name, and none that expressions already use."""

from collections.abc import Iterator

from ...findings import Finding, Place
from ..reserved import FUNCTIONS, KEYWORDS, VALUES
from .look import Look


def check_ids(look: Look) -> Iterator[Finding]:
    yield from _twice(look)
    yield from _reserved(look)


def _named(look: Look) -> Iterator[tuple[str, str, str]]:
    """Id, path and kind of everything that an expression over accounts may name."""
    rules = look.ruleset
    yield from (
        (key, f"tables.accounts.fields.{key}", "a field of the accounts") for key in rules.accounts.fields
    )
    for kind, section in (
        ("a parameter", "parameters"),
        ("a metric", "metrics"),
        ("a score", "scores"),
        ("a segmentation", "segmentations"),
    ):
        yield from ((key, f"{section}.{key}", kind) for key in getattr(rules, section))


def _twice(look: Look) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    for key, path, kind in _named(look):
        if key not in first:
            first[key] = (path, kind)
            continue
        other_path, other_kind = first[key]
        again, before = look.key_place(path), look.key_place(other_path)
        yield Finding(
            "E401",
            f'"{key}" is {other_kind} ({_where(before, again)}) and {kind} ({_where(again, before)}); '
            "an expression could not tell which is meant",
            again,
            path=path,
            expected="each id once among fields of the accounts, parameters, metrics, scores and segmentations",
            fix="rename one of them",
        )


def _where(place: Place, beside: Place) -> str:
    return f"line {place.line}" if place.file == beside.file else f"{place.file}, line {place.line}"


def _reserved(look: Look) -> Iterator[Finding]:
    fields = (
        (key, f"tables.{table.id}.fields.{key}", "a field")
        for table in look.ruleset.tables.values()
        if table.id != "accounts"
        for key in table.fields
    )
    for key, path, kind in (*_named(look), *fields):
        meaning = _meaning(key)
        if meaning:
            yield Finding(
                "E208",
                f'"{key}" cannot be the id of {kind}: in an expression it is {meaning}',
                look.key_place(path),
                path=path,
                fix="rename it" + (f", and write column: {key}" if "field" in kind else ""),
            )


def _meaning(key: str) -> str:
    if key in FUNCTIONS:
        return "a function"
    return "a word with a meaning of its own" if key in KEYWORDS | VALUES else ""
