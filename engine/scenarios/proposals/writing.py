"""Proposed tests as they stand in a file of tests: what comes out now is what they expect."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ...analysis.case import Case
from ...findings import Finding, SiktaError
from ...findings.refusals import refusal
from ...plan import Plan
from ...plan.scenarios import Subject
from ...plan.wants import Consists, Equals, Plain
from ...rules.model import Scenario, Written
from ..judging import found_value
from ..suite import make_suite
from .proposal import Proposal
from .values import Value

PROPOSED = "tests/proposed.yaml"
HEADER = """\
# Proposed by sikta test --write-missing: what the rules do now, just below, at and just above their bounds.
# Read each before you commit it. A test that says what the rules do is worth something only where that is what you
# mean: take out what you do not care about, and mend the rule, not the test, where one is wrong.
"""
WIDEST = 10_000


def proposals_text(
    plan: Plan, proposals: Sequence[Proposal], as_of: date | None = None, folder: Path | None = None
) -> str:
    """The tests as YAML under `tests:`, two blanks in."""
    scenarios = [
        Scenario(each.id, {name: _written(value) for name, value in each.given.items()}) for each in proposals
    ]
    suite = make_suite(plan, scenarios, as_of=as_of, folder=folder)
    cases = {trial.scenario.id: trial.case for trial in suite.run()}
    return _yaml({each.id: _entry(each, cases[each.id]) for each in proposals})


def _written(value: Value) -> Written:
    return Written.of(value.isoformat() if isinstance(value, date) else value)


def _entry(proposal: Proposal, case: Case) -> dict[str, Any]:
    given = {name: _plain(value) for name, value in proposal.given.items()}
    expect: dict[str, Any] = {}
    for subject in proposal.subjects:
        _expect(expect, subject, case)
    return {"title": proposal.title, "given": given, "expect": expect}


def _expect(expect: dict[str, Any], subject: Subject, case: Case) -> None:
    if subject.aspect == "level":
        levels = expect.setdefault("levels", {}).setdefault(subject.name, {})
        levels[subject.axis] = _plain(found_value(case, subject, Equals(None)))
        return
    want = Consists(frozenset()) if subject.aspect == "knocked_out" else Equals(None)
    found = found_value(case, subject, want)
    expect[subject.name] = False if subject.aspect == "knocked_out" and not found else _plain(found)


def _plain(value: Plain | Value) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def _yaml(tests: Mapping[str, Any]) -> str:
    """Each test on three lines, values in one line each."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    def _quoted(value: Any) -> Any:
        plain = not isinstance(value, str) or re.fullmatch(r"[A-Za-z_][\w .&/-]*", value)
        return value if plain else DoubleQuotedScalarString(value)

    yaml = YAML()
    yaml.width = WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    root = CommentedMap()
    for id, test in tests.items():
        title = test["title"]
        entry = CommentedMap(title=DoubleQuotedScalarString(title) if ": " in title else title)
        for key in ("given", "expect"):
            entry[key] = CommentedMap({name: _quoted(value) for name, value in test[key].items()})
            entry[key].fa.set_flow_style()
        root[id] = entry
    stream = io.StringIO()
    yaml.dump(root, stream)
    return "".join(f"  {line}" for line in stream.getvalue().splitlines(keepends=True))


def write_proposals(folder: Path, tests: str) -> Path:
    """Add tests to the ruleset's file of proposals; what stands there stays as it is.

    A file that does not end in `tests:` gets a neighbour. Raises SiktaError where it cannot be written.
    """
    file = _target(folder)
    if not file.resolve().is_relative_to(folder.resolve()):
        refused = OSError(0, "a link leads out of the ruleset's folder")
        raise SiktaError([_not_written(file.relative_to(folder), refused)])
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else f"{HEADER}tests:\n"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{before.rstrip()}\n{tests}", encoding="utf-8", newline="\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SiktaError([_not_written(file.relative_to(folder), error)]) from error
    return file


def _target(folder: Path) -> Path:
    """The file of proposals, or the next one, where tests can be added at the end."""
    count = 1
    while True:
        name = PROPOSED if count == 1 else PROPOSED.replace(".yaml", f"-{count}.yaml")
        if not (folder / name).exists() or _ends_in_tests(folder / name):
            return folder / name
        count += 1


def _ends_in_tests(file: Path) -> bool:
    """Whether the last key of a file is `tests:` with its tests two blanks in."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return True  # told when it is written
    keys = [line for line in lines if line[:1].strip() and not line.startswith("#")]
    inner = [line for line in lines if line.startswith("  ") and line[2:3].strip() and line[2] != "#"]
    return bool(keys) and keys[-1].rstrip() == "tests:" and bool(inner)


def _not_written(file: Path, error: Exception) -> Finding:
    return Finding(
        "E923",
        f"{file.as_posix()} cannot be written",
        expected="a folder of your own, in which files may be written",
        found=refusal(error) if isinstance(error, OSError) else type(error).__name__,
        fix="copy the ruleset into a folder of yours, or look at the proposals with --dry-run",
    )
