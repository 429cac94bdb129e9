"""Looks at a ruleset again and again, and keeps the last picture that was good."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..checking import Checked, check_ruleset
from ..findings import SiktaError
from ..plan import Plan
from ..running import Sources, evaluate_plan
from .picture import Picture

COMMIT = "HEAD"
"""What the movers are told against: the last commit of the ruleset's repository."""

NO_HISTORY = "no history"
"""Stands in for the reason where the rules are in no git repository."""


class Watcher:
    """A ruleset with its data. `path` is its folder or its file."""

    def __init__(self, path: Path, sources: Sources, as_of: date | None = None) -> None:
        self.path = path
        self.sources = sources
        self.as_of = as_of
        self.picture = Picture()

    @property
    def folder(self) -> Path:
        return self.path if self.path.is_dir() else self.path.parent

    def look(self) -> Iterator[Picture]:
        """The picture of now: first with the findings and the segments, then also with who moved.

        Where something is at fault only the findings are new. Never raises for what rules or data hold.
        """
        checked = check_ruleset(self.path)
        if checked.plan is None:
            yield self._keep(replace(self.picture, findings=checked.findings))
            return
        try:
            yield self._keep(self._evaluated(checked, checked.plan))
            yield self._keep(self._compared(checked, checked.plan))
        except SiktaError as error:
            yield self._keep(replace(self.picture, findings=(*checked.findings, *error.findings)))

    def _keep(self, picture: Picture) -> Picture:
        self.picture = picture
        return picture

    def _evaluated(self, checked: Checked, plan: Plan) -> Picture:
        from ..reporting.briefs.gathering.gather import gather

        results = evaluate_plan(plan, self.sources, as_of=self.as_of)
        return replace(
            self.picture, findings=checked.findings, facts=gather(results, plan, listed=0, cards=0)
        )

    def _compared(self, checked: Checked, plan: Plan) -> Picture:
        """With who moved since the last commit; or with the reason why nobody can tell."""
        from ..reviewing import drafts, review
        from ..rules.revisions import describe, ruleset_at

        try:
            with ruleset_at(COMMIT, self.path) as committed:
                labels = (describe(COMMIT, self.path), plan.ruleset.name)
                old, new = drafts(check_ruleset(committed), checked, *labels)
                told = review(old, new, self.sources, home=self.folder, as_of=self.as_of)
        except SiktaError as error:
            first = error.findings[0]
            return replace(
                self.picture, review=None, beside=NO_HISTORY if first.code == "E932" else first.message
            )
        return replace(self.picture, review=told, beside="")
