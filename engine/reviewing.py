"""The way of a review: two rulesets in; what differs in words, who moves, how much money, and by which edit."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .analysis.comparison import Draft, Review, Side, attribute, compare
from .checking import Checked, check_ruleset, check_tree
from .findings import Finding, SiktaError
from .plan import Plan
from .rules import Tree
from .rules.editing import Edit, applied, document_edits
from .rules.editing import edits as edits_between
from .running import Sources, day_of

if TYPE_CHECKING:
    from .evaluation.rehearsal import Rehearsal
    from .evaluation.results import Results

_KEPT = 4
"""So many sets of data are kept at a time: each ruleset with other tables reads its own."""


def drafts(old: Checked, new: Checked, *labels: str) -> tuple[Draft, Draft]:
    """Both rulesets as they were checked, under what they are called.

    Raises SiktaError where one has errors, with the findings of both, each under the name of its ruleset.
    """
    from .rules.revisions import is_uncommitted

    pairs = tuple(zip((old, new), labels, strict=True))
    faulty = [_under(found, label) for each, label in pairs for found in each.findings if each.plan is None]
    if faulty:
        raise SiktaError(faulty)
    before, after = (
        Draft(label, each.tree, each.plan, is_uncommitted(each.tree.folder))
        for each, label in pairs
        if each.tree and each.plan
    )
    return before, after


def _under(finding: Finding, label: str) -> Finding:
    """The finding with the ruleset that it is about in front of its file."""
    file = f"{label} › {finding.place.file}" if finding.place.file else label
    return replace(finding, place=replace(finding.place, file=file), repair=None)


def words_only(old: Draft, new: Draft) -> Review:
    """What differs, without a look at data."""
    found = (*edits_between(old.tree.root, new.tree.root), *document_edits(old.tree, new.tree))
    return Review(old, new, found)


def review(
    old: Draft,
    new: Draft,
    sources: Sources | None = None,
    *,
    home: Path | None = None,
    as_of: date | None = None,
    carrier: str = "auto",
    segmentations: Collection[str] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Review:
    """What differs, and on the data who moves by which edit; in words only where nobody named data and there is none.

    `home` is where the data is looked for where `sources` do not say: the folder of the new ruleset when left out.
    Both rulesets are evaluated on the same data, that of the new one, and for the same day unless the day is what
    differs. Raises SiktaError where the data cannot be used.
    """
    found, sources = words_only(old, new), sources or Sources()
    if sources.folder is None:
        sources = replace(sources, folder=home or new.tree.folder)
        found = replace(found, absent=_absent(old, new, sources))
    if found.absent or not found.edits:
        return found
    desk = _Desk(sources, as_of, day_of(new.plan.ruleset, as_of), carrier)
    base = _renamed(old, found.edits)
    tell("evaluating the old ruleset")
    before = _side(desk, base)
    tell("evaluating the new ruleset")
    after = _side(desk, new)
    comparison = compare(before, after, segmentations)
    attribution = attribute(comparison, base.tree, found.edits, desk.results, tell)
    return replace(found, comparison=comparison, attribution=attribution)


def _absent(old: Draft, new: Draft, sources: Sources) -> tuple[str, ...]:
    """What either ruleset reads and is not there, the new one's first."""
    return tuple(dict.fromkeys(name for draft in (new, old) for name in absent_files(draft.plan, sources)))


def _side(desk: "_Desk", draft: Draft) -> Side:
    """One of the two runs. Raises SiktaError where the data does not fit, under the name of its ruleset."""
    try:
        return Side(desk.results(draft.plan), draft.plan)
    except SiktaError as error:
        raise SiktaError([_under(finding, draft.label) for finding in error.findings]) from error


def compared(
    old: str,
    new: str,
    sources: Sources | None = None,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    segmentations: Collection[str] | None = None,
) -> Review:
    """As `review`, for rulesets by their folder, file, or version in the history of a git repository."""
    from .rules.revisions import describe, ruleset_at

    beside = next((Path(each) for each in (new, old) if Path(each).exists()), None)
    with ruleset_at(old, beside) as before, ruleset_at(new, beside) as after:
        labels = (describe(old, beside), describe(new, beside))
        pair = drafts(check_ruleset(before), check_ruleset(after), *labels)
        return review(*pair, sources, as_of=as_of, carrier=carrier, segmentations=segmentations)


def _renamed(old: Draft, edits: Sequence[Edit]) -> Draft:
    """The old ruleset with the new names: who is in a segment that is called otherwise now has not moved."""
    renames = [edit for edit in edits if edit.kind == "rename"]
    if not renames:
        return old
    tree = Tree(applied(old.tree.root, renames), old.tree.folder, old.tree.bases)
    plan = check_tree(tree).plan
    return replace(old, tree=tree, plan=plan) if plan else old


def absent_files(
    plan: Plan, sources: Sources, environment: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """What the ruleset reads and is not there: files by their name, databases by the variable with their address."""
    from .data.readers.location import names_in  # only a review on data pays for the readers
    from .rules.data_files import is_there

    folder = sources.folder or plan.ruleset.folder
    handed = sources.frames or {}
    tables = [table for id, table in plan.ruleset.tables.items() if id not in handed]
    written = [table.file for table in tables if table.file]
    names = names_in(folder, written) if sources.folder else {}
    files = [file for file in written if not is_there(folder, names.get(file, file))]
    connections = [table.connection for table in tables if table.connection]
    unset = [name for name in connections if name.strip("${}") not in environment]
    return tuple(dict.fromkeys((*files, *unset)))


@dataclass(slots=True, eq=False)
class _Desk:
    """Evaluates rulesets on the same sources; data is read once for all that describe it alike."""

    sources: Sources
    as_of: date | None
    day: date
    carrier: str
    rehearsals: list["Rehearsal"] = field(default_factory=list)

    def results(self, plan: Plan) -> "Results":
        """What a run of the plan gives. Raises SiktaError where the data does not fit its tables."""
        day = self.as_of or (day_of(plan.ruleset, None) if plan.ruleset.as_of else self.day)
        for rehearsal in self.rehearsals:
            if rehearsal.as_of == day and rehearsal.fits(plan):
                return rehearsal.results(plan)
        fresh = self._read(plan, day)
        self.rehearsals = [*self.rehearsals[: _KEPT - 1], fresh]
        return fresh.first

    def _read(self, plan: Plan, day: date) -> "Rehearsal":
        from .data import read_data
        from .evaluation.rehearsal import Rehearsal

        data, quality = read_data(
            plan.ruleset,
            day,
            folder=self.sources.folder,
            frames=self.sources.frames,
            measures=plan.measures,
            strict=self.sources.strict,
        )
        return Rehearsal(plan, data, quality, day, carrier=self.carrier)
