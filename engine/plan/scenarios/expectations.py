"""The expectations of a test, each with what it is about and what it wants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...expressions.types import Type
from ...rules.model import Expected, Matrix, Ruleset, Scenario, Written
from ..wants import Want
from .reading import Refused, read_want
from .subjects import (
    Subject,
    certain_subject,
    completeness_subject,
    knocked_out_subject,
    level_subject,
    playbook_subject,
    value_subject,
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must come out. `path` is where it stands, `written` how."""

    path: str
    subject: Subject
    want: Want
    written: str


@dataclass(frozen=True, slots=True)
class Open:
    """An expectation that is not read yet; without a `subject` its name is not known, and `names` are those that are."""

    path: str
    name: str
    subject: Subject | None
    written: Expected
    names: tuple[str, ...] = ()
    noun: str = "name"


def expectations(ruleset: Ruleset, types: Mapping[str, Type], scenario: Scenario) -> tuple[Expectation, ...]:
    """All expectations of a test of a ruleset without faults, in file order."""
    found = []
    for item in open_expectations(ruleset, types, scenario):
        want = read(item, ruleset)
        if item.subject is not None and not isinstance(want, Refused):
            found.append(Expectation(item.path, item.subject, want, as_written(item.written)))
    return tuple(found)


def read(item: Open, ruleset: Ruleset) -> Want | Refused:
    """What an expectation wants."""
    if item.subject is None or isinstance(item.written, Mapping):
        return Refused("E463", f'"{item.name}" takes one value', fix="write one value")
    return read_want(item.subject, item.written, ruleset.parameters)


def open_expectations(ruleset: Ruleset, types: Mapping[str, Type], scenario: Scenario) -> Iterator[Open]:
    """Every expectation with its subject. A name of the ruleset goes before a word of the language."""
    for name, written in scenario.expect.items():
        path = f"tests.{scenario.id}.expect.{name}"
        subject = value_subject(ruleset, types, name)
        if subject is not None:
            yield Open(path, name, subject, written)
        elif name in ("knocked_out", "playbook"):
            of = knocked_out_subject if name == "knocked_out" else playbook_subject
            yield Open(path, name, of(ruleset), written)
        elif name == "certain":
            yield from _certain(ruleset, scenario, path, written)
        elif name == "completeness" and isinstance(written, Mapping):
            for score, share in written.items():
                found = completeness_subject(score) if score in ruleset.scores else None
                yield Open(f"{path}.{score}", score, found, share, tuple(ruleset.scores), "score")
        elif name == "levels" and isinstance(written, Mapping):
            yield from _levels(ruleset, path, written)
        else:
            yield Open(path, name, None, written, names_to_expect(ruleset))


def _certain(ruleset: Ruleset, scenario: Scenario, path: str, written: Expected) -> Iterator[Open]:
    """Of every matrix that the test expects something of."""
    matrices = [name for name in scenario.expect if isinstance(ruleset.segmentations.get(name), Matrix)]
    for matrix in matrices:
        yield Open(path, "certain", certain_subject(matrix), written)
    if not matrices:
        yield Open(path, "certain", None, written, (), "matrix")


def _levels(ruleset: Ruleset, path: str, written: Mapping[str, Expected]) -> Iterator[Open]:
    matrices = {id: each for id, each in ruleset.segmentations.items() if isinstance(each, Matrix)}
    for name, axes in written.items():
        matrix = matrices.get(name)
        if matrix is None or not isinstance(axes, Mapping):
            yield Open(f"{path}.{name}", name, None, axes, tuple(matrices), "matrix")
            continue
        for axis, level in axes.items():
            found = level_subject(matrix, axis) if axis in matrix.axes else None
            yield Open(f"{path}.{name}.{axis}", axis, found, level, tuple(matrix.axes), "axis")


def names_to_expect(ruleset: Ruleset) -> tuple[str, ...]:
    """Everything that an expectation may name."""
    words = ("knocked_out", "playbook", "completeness", "levels", "certain")
    return (
        *ruleset.segmentations,
        *ruleset.scores,
        *ruleset.metrics,
        *ruleset.accounts.fields,
        *words,
    )


def as_written(written: Expected) -> str:
    """An expectation as its file has it, on one line."""
    if isinstance(written, Written):
        return written.text
    if isinstance(written, tuple):
        return f"[{', '.join(item.text for item in written)}]"
    return "{" + ", ".join(f"{name}: {as_written(item)}" for name, item in written.items()) + "}"
