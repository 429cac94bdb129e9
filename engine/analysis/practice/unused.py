"""What decides for nobody, or for everybody, in this data; reasoning alone cannot know it. One finding per kind and part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from ...evaluation.results import CriterionResult, Results
from ...expressions.columns import Mask, Numbers
from ...findings import Finding
from ...plan.plan import Plan
from ...rules.model import Bands, Criterion, Flow, Group, PointsRules, Segment
from ..segments import members
from .masks import true_at, worth

_FEWEST = 20
"""Among fewer accounts it says nothing that a rule meets none or all of them."""


def in_practice(results: Results, plan: Plan) -> tuple[Finding, ...]:
    """Notes on parts of the rules that decide nothing in this data; none over very few accounts."""
    if len(results) < _FEWEST:
        return ()
    found = [finding for look in LOOKS for finding in look(results, plan)]
    return tuple(sorted(found, key=Finding.sort_key))


def _segments(results: Results, plan: Plan) -> Iterator[Finding]:
    for id, result in results.segmentations.items():
        if isinstance(plan.ruleset.segmentations[id], Flow):
            continue  # its segments are fixed
        counts = {segment: int(np.count_nonzero(members(result, segment))) for segment in result.segments}
        segments = plan.ruleset.segmentations[id].segments
        empty = [one for one, count in counts.items() if not count and not _for_safety(segments[one])]
        meant = int(np.count_nonzero(true_at(results, plan, f"segmentations.{id}.for")))
        full = next((segment for segment, count in counts.items() if count == meant > 0), None)
        if full and len(counts) > 1:
            yield _note(plan, "N562", f"segmentations.{id}.segments.{full}",
                        f'all {meant:,} accounts that "{id}" is for are in the segment "{full}"')  # fmt: skip
        elif empty:
            yield _note(plan, "N561", f"segmentations.{id}.segments.{empty[0]}",
                        f'no account of {meant:,} is in {_listed(empty)} of "{id}"')  # fmt: skip


def _for_safety(segment: Segment) -> bool:
    """Whether a segment is there for what may come, so that it is well that nobody is in it."""
    return segment.otherwise or segment.state is not None


def _knockouts(results: Results, plan: Plan) -> Iterator[Finding]:
    idle = [id for id, knockout in results.knockouts.items() if not knockout.true.any()]
    if idle:
        yield _note(
            plan,
            "N561",
            f"knockouts.{idle[0]}",
            f"no account of {len(results):,} is knocked out by {_listed(idle)}",
        )
    working = {id: knockout.true for id, knockout in results.knockouts.items() if knockout.true.any()}
    for id, mask in working.items():
        if mask.all():
            yield _note(
                plan,
                "N562",
                f"knockouts.{id}",
                f'the knock-out "{id}" takes out all {len(results):,} accounts',
            )
            return
    for one, other in combinations(working, 2):
        for inner, outer in ((other, one), (one, other)):
            if not (working[inner] & ~working[outer]).any():
                yield _note(plan, "N563", f"knockouts.{inner}", f'all that "{inner}" takes out is taken out by "{outer}" too',
                            found=f'"{inner}" takes out {worth(results, working[inner])}')  # fmt: skip
                break


def _criteria(results: Results, plan: Plan) -> Iterator[Finding]:
    for score in plan.ruleset.scores.values():
        for criterion in _leaves(score.criteria):
            result = results.scores[score.id].criteria[criterion.path]
            known = result.points[~np.isnan(result.points)]
            if not known.size:
                yield _note(plan, "W561", criterion.path, f'the criterion "{criterion.id}" has points for no account, so its weight never counts',
                            found=f"it applies to {worth(results, result.applies)}")  # fmt: skip
            elif len(np.unique(known)) == 1 and known.size >= _FEWEST:
                yield _note(
                    plan,
                    "N564",
                    criterion.path,
                    f'the criterion "{criterion.id}" gives {known[0]:g} points to each of the {known.size:,} accounts that have any',
                )
            else:
                yield from _idle_steps(results, plan, criterion, result)


def _leaves(criteria: Mapping[str, Criterion]) -> Iterator[Criterion]:
    for criterion in criteria.values():
        if isinstance(criterion.measure, Group):
            yield from _leaves(criterion.measure.criteria)
        else:
            yield criterion


def _idle_steps(
    results: Results, plan: Plan, criterion: Criterion, result: CriterionResult
) -> Iterator[Finding]:
    """Rules and bands that give their points to nobody."""
    idle: list[str] = []
    path = criterion.path
    if isinstance(criterion.measure, PointsRules):
        path, free = f"{path}.rules", result.applies
        for index, rule in enumerate(criterion.measure.rules):
            true = true_at(results, plan, f"{path}.{index}.when")
            idle += [] if (free & true).any() else [rule.when]
            free = free & ~true
    elif isinstance(criterion.measure, Bands) and isinstance(result.value, Numbers):
        path = f"{path}.bands"
        idle = _idle_bands(criterion.measure, result.value.values[result.applies])
    if idle:
        yield _note(
            plan,
            "N561",
            path,
            f'no account of {int(result.applies.sum()):,} comes to {_listed(idle)} of "{criterion.id}"',
        )


def _idle_bands(measure: Bands, values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[str]:
    starts = [band.start for band in measure.bands if band.start is not None]
    reached = np.searchsorted(starts, values[~np.isnan(values)], side="right")
    return [f"from {start:g}" for place, start in enumerate(starts, start=1) if not (reached == place).any()]


def _playbooks(results: Results, plan: Plan) -> Iterator[Finding]:
    ids = list(plan.ruleset.playbooks)
    masks = {id: true_at(results, plan, f"playbooks.{id}.for") for id in ids}
    idle = [id for index, id in enumerate(ids) if not (results.playbooks == index).any()]
    if idle:
        yield _note(
            plan,
            "N561",
            f"playbooks.{idle[0]}",
            f"no account of {len(results):,} gets the playbook {_listed(idle)}",
        )
    names = {id: len(plan.expressions[f"playbooks.{id}.for"].names) for id in ids}
    for first, second in combinations(ids, 2):
        both: Mask = masks[first] & masks[second]
        if names[first] == names[second] and both.any():
            yield _note(plan, "N565", f"playbooks.{second}.for",
                        f'"{first}" and "{second}" fit the same accounts equally well, and "{first}" stands first',
                        found=worth(results, both))  # fmt: skip


def _listed(ids: Sequence[str]) -> str:
    quoted = [f'"{id}"' for id in ids]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _note(plan: Plan, code: str, path: str, message: str, *, found: str = "") -> Finding:
    fix = "nothing is wrong in the rules themselves: look whether this is what you expect of these accounts"
    return Finding(code, message, plan.ruleset.positions.place(path), path, found=found, fix=fix)


LOOKS: tuple[Callable[[Results, Plan], Iterator[Finding]], ...] = (
    _knockouts,
    _criteria,
    _segments,
    _playbooks,
)
