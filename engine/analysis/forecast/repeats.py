"""Which parts of expressions several rules have in common, and which look at all accounts."""

import ast
from collections.abc import Iterator, Mapping

from ...evaluation.parts import Parts
from ...evaluation.stages import stages
from ...evaluation.stretches import repeats_of
from ...plan.plan import Plan
from .forecast import Across, Repeat

COMPUTED = ("metrics.", "knockouts.", "scores.", "segmentations.", "playbooks.")
"""Where expressions stand that every run computes."""


def repeats(plan: Plan) -> Iterator[Repeat]:
    """The largest parts that stand in more than one expression over accounts, those of the most rules first."""
    numbers = repeats_of(plan).numbers
    texts: dict[int, str] = {}
    paths: dict[int, list[str]] = {}
    for path, compiled in plan.expressions.items():
        if not path.startswith(COMPUTED):
            continue
        for node in _outermost(compiled.tree, numbers):
            texts.setdefault(numbers[node], ast.unparse(node))
            paths.setdefault(numbers[node], []).append(path)
    found = [Repeat(texts[number], tuple(dict.fromkeys(each))) for number, each in paths.items()]
    yield from sorted((each for each in found if len(each.paths) > 1), key=lambda each: -len(each.paths))


def _outermost(node: ast.AST, numbers: Mapping[ast.expr, int]) -> Iterator[ast.expr]:
    """Repeated parts that are not within another repeated part."""
    if isinstance(node, ast.expr) and node in numbers:
        yield node
        return
    for below in ast.iter_child_nodes(node):
        yield from _outermost(below, numbers)


def across(plan: Plan) -> Iterator[Across]:
    """What looks at all accounts, in the order in which it is found out."""
    parts = Parts(plan)
    for stage in stages(plan):
        for subject in stage.subjects:
            compiled = plan.expressions.get(subject)
            yield Across(subject, tuple(sorted(parts.names(subject) if compiled is None else compiled.names)))
