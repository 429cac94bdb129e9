"""Segments of a new ruleset that hold most of the accounts: whoever is asked to begin with those chooses nobody."""

from collections.abc import Iterator
from pathlib import Path

from ..checking import check_ruleset
from ..evaluation.results import Results
from ..findings import SiktaError
from ..rules.model import AnySegmentation, Flow, Rules
from ..running import Sources, evaluate_plan
from .proposing import Decision

MOST = 0.5
"""Of the accounts; a segment to begin with that holds more is no choice."""

_FEWEST = 10
_STEPS = 2


def crowded(folder: Path, data: Path | None) -> tuple[Decision, ...]:
    """What is left to decide where the segment to begin with is too large; nothing where the rules do not run yet.

    `data` is the folder of the files where it is not the ruleset's own.
    """
    plan = check_ruleset(folder).plan
    if plan is None:
        return ()
    try:
        results = evaluate_plan(plan, Sources(data))
    except SiktaError:
        return ()  # a run tells what is wrong with the data
    return tuple(_decisions(results)) if len(results) >= _FEWEST else ()


def _decisions(results: Results) -> Iterator[Decision]:
    for id_, result in results.segmentations.items():
        rules = results.ruleset.segmentations[id_]
        count = int((result.codes == 0).sum())
        if _ranks(rules) and count > MOST * len(results):
            name, segment = next(iter(rules.segments.items()))
            title = segment.title.in_language(results.ruleset.language) or name
            yield Decision(
                f'"{title}" holds {count:,} of the {len(results):,} accounts ({count / len(results):.0%}), too many to '
                "begin with. Move its limit until your sellers can handle them",
                f"segmentations.{id_}.segments.{name}",
            )


def _ranks(rules: AnySegmentation) -> bool:
    """Whether its first segment is the best one: a matrix, tiers, or those who come first and all others."""
    return len(rules.segments) == _STEPS if isinstance(rules, Rules) else not isinstance(rules, Flow)
