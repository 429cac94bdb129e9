"""Which edit moved whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ....rules import Tree
from ....rules.editing import Edit
from ..comparison import Comparison
from .effects import Contribution, contributions
from .trials import Evaluate, Trials
from .units import Grain, Unit, units_of
from .verdicts import Evidence, Verdicts, verdicts
from .weight import can_move


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """The verdict on every mover, and what each unit of edits does.

    `units` are the edits that can move somebody, each with those it cannot do without, in the order of the file;
    `contributions` belong to them one by one. `grain` tells whether edits were tried one by one, or taken together
    because there are too many. `verdicts` are by segmentation. `trials` counts the rulesets that were evaluated.
    """

    units: tuple[Unit, ...]
    grain: Grain
    contributions: tuple[Contribution, ...]
    verdicts: Mapping[str, Verdicts]
    trials: int


def attribute(
    comparison: Comparison,
    old: Tree,
    edits: Sequence[Edit],
    evaluate: Evaluate,
    tell: Callable[[str], None] = lambda _: None,
) -> Attribution:
    """Try each edit of a comparison alone, left out, and in sequence, on the data that was compared.

    `old` is the tree of the old ruleset, with the new names of what was renamed; `evaluate` gives the results of a plan
    on the data; `tell` is told in words what is being done.
    """
    moving = [index for index, edit in enumerate(edits) if can_move(edit)]
    trials = Trials(comparison, old, edits, frozenset(moving), evaluate)
    tell("looking which edits stand alone")
    units, grain = units_of(edits, moving, trials.makes)
    tell("trying each edit alone and left out")
    evidence = Evidence.of(units, trials)
    judged = {id: verdicts(each, evidence, trials) for id, each in comparison.movements.items()}
    return Attribution(units, grain, contributions(comparison, evidence, judged), judged, trials.count)
