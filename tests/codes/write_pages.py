"""Writes the pages of finding codes: runs every example of tests/codes and keeps what sikta says of it.

`python tests/codes/write_pages.py` after a message, a text or an example has changed; then look at what git shows as changed. It
writes `says.txt` beside each example, the examples that `sikta codes` shows, and the pages in docs/codes.
A test fails while any of these is out of date.
"""

import difflib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from sikta.cli import main
from sikta.engine.findings import Finding, Place
from sikta.engine.findings.pages import book, contents_markdown, page_markdown
from sikta.engine.findings.pages.book import EXAMPLES, pages
from sikta.engine.findings.text import as_text

CASES = Path(__file__).parent
SHIPPED = Path(book.__file__).parent / EXAMPLES
DOCS = CASES.parents[1] / "docs" / "codes"
RULES = "my-rules"
"""The folder that an example's files stand in while its command runs."""

_HEAD = r"^(?:(?:\S.*?: )?(?:error|warning|note) |::.*title=sikta )([EWN][0-9]{3}):"
_CODE = re.compile(_HEAD, re.MULTILINE)
_FINDING = re.compile(f"{_HEAD}.*(?:\n.+)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One code's example: `bad` and `good` are a file or a folder each, or `both` where only the commands differ."""

    folder: Path

    @property
    def code(self) -> str:
        return self.folder.name

    @property
    def is_example(self) -> bool:
        """Whether files show it; else a test makes the state of the machine that does."""
        return self.source("bad") is not None

    @property
    def says(self) -> str:
        return self._text("says.txt")

    @property
    def situation(self) -> str:
        return self._text("situation.txt").strip()

    def source(self, side: str) -> Path | None:
        """The file or folder of the bad or the good side."""
        names = (side, f"{side}.yaml", "both", "both.yaml")
        return next((self.folder / name for name in names if (self.folder / name).exists()), None)

    def commands(self, side: str) -> list[str]:
        """The command lines in order; the last one is the one that matters."""
        own = self._text(f"{side}.command.txt") or self._text("command.txt")
        return own.split("\n")[:-1] or [f"sikta check {RULES}"]

    def files(self, side: str) -> dict[str, bytes]:
        """Every file by its name below the ruleset's folder, ruleset.yaml first."""
        source = self.source(side)
        if source is None:
            return {}
        if source.is_file():
            return {"ruleset.yaml": source.read_bytes()}
        found = sorted(path for path in source.rglob("*") if path.is_file())
        found.sort(key=lambda path: path != source / "ruleset.yaml")
        return {path.relative_to(source).as_posix(): path.read_bytes() for path in found}

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said about an example: its findings as text, their codes, and the exit code."""

    text: str
    codes: tuple[str, ...]
    exit_code: int


def cases() -> list[Case]:
    return [Case(folder) for folder in sorted(CASES.iterdir()) if re.fullmatch(r"[EWN][0-9]{3}", folder.name)]


def told(case: Case, side: str) -> Told:
    """Run the commands of one side in an empty folder that holds its files below my-rules/."""
    with tempfile.TemporaryDirectory() as desk, chdir(desk):
        for name, content in case.files(side).items():
            path = Path(RULES, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        result = Result(CliRunner(), b"", b"", b"", None, 0, None)
        for command in case.commands(side):
            result = _run(command)
        text = _findings(result, case.commands(side)[-1])
    return Told(text, tuple(_CODE.findall(text)), result.exit_code)


def _run(command: str) -> Result:
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)[1:]]
    # The findings are the same with fewer formats, and come sooner.
    fewer = ["--results", "csv", "--documents", "md"] if words[0] == "run" else []
    return CliRunner().invoke(main, [*words, *fewer], env={"COLUMNS": "80"})


def _findings(result: Result, command: str) -> str:
    """A run that goes well keeps its findings in run.json; every other command prints them."""
    if command.startswith("sikta run") and result.exit_code == 0:
        record = json.loads(Path("out", "run.json").read_text(encoding="utf-8"))
        return "\n\n".join(as_text(_finding(each)) for each in record["findings"]) + "\n"
    said = f"{result.stdout}\n{result.stderr}"
    return "\n\n".join(match.group() for match in _FINDING.finditer(said)) + "\n"


def _finding(record: dict[str, Any]) -> Finding:
    place = Place(record["file"], record["line"], record["column"])
    path, expected, found, fix = (record[name] for name in ("path", "expected", "found", "fix"))
    return Finding(record["code"], record["message"], place, path, expected, found, fix)


def example_record(case: Case) -> dict[str, object]:
    """What the page shows of an example."""
    record: dict[str, object] = {"says": case.says}
    if case.situation:
        record["situation"] = case.situation
    if case.is_example:
        bad, good = case.commands("bad")[-1], case.commands("good")[-1]
        record["command"] = bad
        record["files"] = {
            f"{RULES}/{name}": _shown(text) for name, text in case.files("bad").items() if _is_shown(name)
        }
        record["mended"] = dict(_mended(case))
        if good != bad:
            record["mended_command"] = good
    return record


def _is_shown(name: str) -> bool:
    return not name.rpartition("/")[2].startswith(".")


def _shown(content: bytes) -> str:
    if b"\x00" in content:
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _mended(case: Case) -> Iterator[tuple[str, str]]:
    bad, good = case.files("bad"), case.files("good")
    for name in dict.fromkeys((*bad, *good)):
        if bad.get(name) == good.get(name):
            continue
        before, after = (_shown(files.get(name, b"")).splitlines() for files in (bad, good))
        changed = [line for line in difflib.unified_diff(before, after, n=0, lineterm="") if _is_change(line)]
        yield f"{RULES}/{name}", "\n".join(f"{line[0]} {line[1:]}".rstrip() for line in changed)


def _is_change(line: str) -> bool:
    return not line.startswith(("--- ", "+++ ", "@@ "))


def examples_text() -> str:
    """The shipped file of examples, as it should be."""
    records = {case.code: example_record(case) for case in cases()}
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def documents() -> dict[str, str]:
    """Every file of docs/codes by its name, as it should be."""
    pages.cache_clear()
    found = {f"{code}.md": page_markdown(page) for code, page in pages().items()}
    return {"README.md": contents_markdown(pages().values()), **found}


def write() -> None:
    """Write says.txt of every example, the shipped examples and the documents; nothing where an example is at fault."""
    said = {case: told(case, "bad") for case in cases() if case.is_example}
    silent = [case.code for case, each in said.items() if case.code not in each.codes]
    if silent:
        sys.exit(f"nothing was written: the bad files do not give {', '.join(silent)}")
    for case, each in said.items():
        (case.folder / "says.txt").write_text(each.text, encoding="utf-8")
    SHIPPED.write_text(examples_text(), encoding="utf-8")
    shutil.rmtree(DOCS, ignore_errors=True)
    DOCS.mkdir(parents=True)
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    os.environ.pop("SIKTA_DEBUG", None)
    write()
