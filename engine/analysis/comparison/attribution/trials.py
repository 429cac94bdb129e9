"""The old ruleset with some of the edits, evaluated: where everybody would be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ....evaluation.results import Results
from ....expressions.columns import Index
from ....findings import SiktaError
from ....plan import Plan, make_plan
from ....rules import Tree, load_tree
from ....rules.editing import Edit, applied
from ....rules.nodes import Map
from ..comparison import Comparison
from ..sides import Side
from .weight import SECTIONS

Evaluate = Callable[[Plan], Results]
"""A plan evaluated on the data of the comparison. Raises SiktaError where it cannot be."""

Places = Mapping[str, Index]
"""By segmentation the number of the place of each account of the pairing, as its movement's atlas counts them."""

Chosen = frozenset[int]
"""Edits by their index."""


# What every ruleset begins with; the other sections are those that segments come from.
_KEPT = SECTIONS | {"sikta", "name", "languages"}


@dataclass(slots=True, eq=False)
class Trials:
    """Rulesets between the old one and the new one. Each set of edits is made ready once and evaluated once.

    `old` has the new names of what was renamed. A trial is a set of `moving` edits; those that can move nobody are made
    in all trials, or in none where a trial cannot stand with them. Sections that no segment comes from, such as
    playbooks, are left out. Nothing of a trial is kept but the places of the accounts.
    """

    comparison: Comparison
    old: Tree
    edits: Sequence[Edit]
    moving: Chosen
    evaluate: Evaluate
    count: int = 0
    _plans: dict[Chosen, Plan | None] = field(default_factory=dict)
    _places: dict[Chosen, Places | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        movements = self.comparison.movements
        self._places[frozenset()] = {id: each.before for id, each in movements.items()}
        self._places[self.moving] = {id: each.after for id, each in movements.items()}

    def makes(self, chosen: Chosen) -> bool:
        """Whether the old ruleset with these edits can run."""
        return chosen in self._places or self._plan(chosen) is not None

    def places(self, chosen: Chosen) -> Places | None:
        """Where everybody would be with these edits; None where that cannot be told."""
        if chosen not in self._places:
            self._places[chosen] = self._tried(chosen)
        return self._places[chosen]

    def _tried(self, chosen: Chosen) -> Places | None:
        plan = self._plan(chosen)
        if plan is None:
            return None
        self.count += 1
        try:
            side = Side(self.evaluate(plan), plan)
        except SiktaError:  # a table that these edits alone do not describe as it is
            return None
        rows = self.comparison.pairing.rows_in(side.results.keys)
        return {id: each.atlas.locate(side, rows) for id, each in self.comparison.movements.items()}

    def _plan(self, chosen: Chosen) -> Plan | None:
        if chosen not in self._plans:
            self._plans[chosen] = self._made(chosen | self._silent) or self._made(chosen)
        return self._plans[chosen]

    @property
    def _silent(self) -> Chosen:
        sections = (
            index for index, edit in enumerate(self.edits) if edit.path[0] in _KEPT and edit.kind != "rename"
        )
        return frozenset(sections) - self.moving

    def _made(self, chosen: Chosen) -> Plan | None:
        """The plan of the old ruleset with these edits; None where it has an error."""
        try:
            root = applied(self.old.root, [self.edits[index] for index in sorted(chosen)])
        except KeyError:  # an item of a list that only another edit puts there
            return None
        kept = Map({key: entry for key, entry in root.entries.items() if key in _KEPT}, root.place)
        loaded = load_tree(Tree(kept, self.old.folder, self.old.bases))
        if loaded.ruleset is None or loaded.errors:
            return None
        plan, _ = make_plan(loaded.ruleset, loaded.left_out)
        return plan
