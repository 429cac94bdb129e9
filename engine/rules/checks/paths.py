"""Files that a ruleset names: below its folder, and there. Data may lie elsewhere as a whole, but not in part."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ...findings import Finding
from ...findings.nearest import nearest
from ..data_files import is_there
from ..merging import Escape, confined
from .look import Look


def check_paths(look: Look) -> Iterator[Finding]:
    rules = look.ruleset
    files = {f"tables.{table.id}.file": table.file for table in rules.tables.values() if table.file}
    for path, file in files.items():
        yield from _escape(look, file, path)
    yield from _absent_files(look, files)
    for playbook in rules.playbooks.values():
        if playbook.text:
            yield from _there(look, playbook.text, f"playbooks.{playbook.id}.text", "file")
    if rules.reports.templates:
        yield from _there(look, rules.reports.templates, "reports.templates", "folder")


def _absent_files(look: Look, files: Mapping[str, str]) -> Iterator[Finding]:
    """Files that are not beside the others. Where none is there, the data lies in another folder."""
    folder = look.ruleset.folder
    absent = {path: file for path, file in files.items() if not is_there(folder, file)}
    if len(absent) == len(files):
        return
    for path, file in absent.items():
        beside = (folder / file).parent
        meant = nearest(
            file.rpartition("/")[2], [found.name for found in beside.iterdir()] if beside.is_dir() else []
        )
        yield Finding(
            "W406",
            f'the data file "{file}" is not there' + (f'; did you mean "{meant}"?' if meant else ""),
            look.place(path),
            path=path,
            expected="a file in the ruleset's folder, as those of other tables",
            fix="correct its name, or put it there",
        )


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
