"""The constants beside which a value is compared: in expressions, bands, scales, tiers and cuts."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...analysis.criteria import branches
from ...plan import Plan
from ...plan.order import part_of
from ...rules.model import Bands, Flow, PointsMap, Rfm, Scale, Tiers
from .walks import Walk

PERIOD = 1000.0
"""What an account that is proposed bought in the period before, to compare this period with."""


@dataclass(frozen=True, slots=True)
class Constants:
    """Numbers and texts of a walk, and ends of scales, which are no bounds but tell how far to look."""

    numbers: frozenset[float]
    texts: tuple[str, ...]
    ends: frozenset[float]


def constants_of(plan: Plan, walk: Walk) -> Constants:
    """All constants that the outcome of a walk may turn on."""
    paths = frozenset(expressions_of(plan, walk))
    found = [value for path in sorted(paths) for value in _in_expression(plan, path)]
    numbers = {
        float(value) for value in found if isinstance(value, int | float) and not isinstance(value, bool)
    }
    texts = dict.fromkeys(value for value in found if isinstance(value, str))
    bounds, ends = _of_measures(plan, paths)
    segmentation = plan.ruleset.segmentations.get(walk.section.removeprefix("segmentations."))
    if isinstance(segmentation, Tiers):
        bounds |= {each.start for each in segmentation.segments.values() if each.start is not None}
    if isinstance(segmentation, Rfm):
        bounds |= {cut for cuts in segmentation.cuts.values() for cut in cuts}
    if isinstance(segmentation, Flow):
        sides = (1 - segmentation.tolerance, 1, 1 + segmentation.tolerance)
        bounds |= {0.0, *(round(PERIOD * side, 6) for side in sides)}
    return Constants(frozenset(numbers | bounds), tuple(texts), frozenset(ends))


def expressions_of(plan: Plan, walk: Walk) -> Iterator[str]:
    """The paths of the expressions of a walk, and of the scores, segmentations and knock-outs that they name."""
    open_paths = [path for each in walk.paths for path in _below(plan, each)]
    seen: set[str] = set()
    while open_paths:
        path = open_paths.pop()
        if path in seen:
            continue
        seen.add(path)
        yield path
        for name in plan.expressions[path].names:
            part = part_of(name, plan.ruleset)
            if part is not None and not part.startswith("metrics."):
                open_paths += _below(plan, f"{part}.")


def _below(plan: Plan, path: str) -> list[str]:
    if not path.endswith("."):
        return [path] if path in plan.expressions else []
    return [each for each in plan.expressions if each.startswith(path)]


def _in_expression(plan: Plan, path: str) -> Iterator[object]:
    compiled = plan.expressions[path]
    for node in ast.walk(compiled.tree):
        if isinstance(node, ast.Constant):
            yield node.value
    for value in compiled.constants.values():
        yield from value if isinstance(value, tuple) else (value,)


def _of_measures(plan: Plan, paths: Iterable[str]) -> tuple[set[float], set[float]]:
    """The bounds, and the ends of scales, of the criteria whose values stand at these paths."""
    bounds: set[float] = set()
    ends: set[float] = set()
    for score in plan.ruleset.scores.values():
        for branch in branches(score.criteria):
            measure = branch.criterion.measure
            if f"{branch.criterion.path}.value" not in paths:
                continue
            match measure:
                case Bands():
                    bounds |= {band.start for band in measure.bands if band.start is not None}
                case Scale():
                    ends |= {measure.low, measure.high}
                case PointsMap():
                    bounds |= {float(key) for key in measure.points if key.replace(".", "", 1).isdigit()}
                case _:
                    pass
    return bounds, ends
