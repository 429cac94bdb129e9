"""Files that a ruleset names: below its folder, and there."""

from collections.abc import Iterator
from pathlib import Path

from ...findings import Finding
from ..merging import Escape, confined
from .look import Look


def check_paths(look: Look) -> Iterator[Finding]:
    rules = look.ruleset
    for table in rules.tables.values():
        if table.file:
            # Whether a data file is there shows when data is read: it may be in another folder.
            yield from _escape(look, table.file, f"tables.{table.id}.file")
    for playbook in rules.playbooks.values():
        if playbook.text:
            yield from _there(look, playbook.text, f"playbooks.{playbook.id}.text", "file")
    if rules.reports.templates:
        yield from _there(look, rules.reports.templates, "reports.templates", "folder")


def _escape(look: Look, written: str, path: str) -> Iterator[Finding]:
    try:
        confined(look.ruleset.folder, written, look.ruleset.folder)
    except Escape as escape:
        yield Finding(
            "E411",
            f'"{written}" {escape}',
            look.place(path),
            path=path,
            expected="a path below the ruleset's folder, such as data/accounts.csv",
            fix="copy it into the ruleset's folder",
        )


def _there(look: Look, written: str, path: str, kind: str) -> Iterator[Finding]:
    escapes = list(_escape(look, written, path))
    yield from escapes
    folders = (look.ruleset.folder, *look.ruleset.bases)
    if not escapes and not any(_is(folder / written, kind) for folder in folders):
        yield Finding(
            "E411",
            f'there is no {kind} "{written}"',
            look.place(path),
            path=path,
            fix="check the name; it is looked for in the ruleset's folder",
        )


def _is(path: Path, kind: str) -> bool:
    return path.is_dir() if kind == "folder" else path.is_file()
