"""Runs of a made-up company, in full or built on the run before, and their folders byte by byte."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sikta.engine.checking import check_ruleset
from sikta.engine.evaluation import blockwise
from sikta.engine.findings import SiktaError
from sikta.engine.incremental.reasons import Story
from sikta.engine.plan import Plan
from sikta.engine.plan.dependence import compared_names
from sikta.engine.running import Sources, Upon, Wanted, run_plan
from tests.engines.making.ruleset import Case

SECTIONS = ("metrics", "scores", "segmentations", "playbooks")
QUICK = Wanted(("csv", "parquet"), ())
ROWS = 7
"""How many accounts are computed at a time, so that a few dozen fall into several stretches."""


@dataclass(frozen=True)
class Company:
    """A ruleset with its data in a folder of its own."""

    case: Case
    plan: Plan
    sources: Sources

    @classmethod
    def of(cls, case: Case, folder: Path) -> "Company":
        folder.mkdir()
        plan = check_ruleset(case.write(folder)).or_raise()
        return cls(case, plan, Sources(folder=folder, frames=case.frames()))

    def run(
        self, out: Path, *, since: Path | None = None, wanted: Wanted = QUICK, rows: int = ROWS
    ) -> Story | SiktaError | None:
        """A run into a folder, which leaves a memory; its story, or what was wrong with the data."""
        with _stretches_of(rows):
            try:
                return run_plan(self.plan, self.sources, out, wanted, upon=Upon(since, remember=True)).story
            except SiktaError as error:
                return error


@contextmanager
def _stretches_of(rows: int) -> Iterator[None]:
    with patch.object(
        blockwise, "evaluate_in_stretches", partial(blockwise.evaluate_in_stretches, rows=rows)
    ):
        yield


def in_files(case: Case) -> Case:
    """The same with every table in a file: of files alone a run knows that they are as they were."""
    sheets = {
        id: sheet
        if sheet.form in ("csv", "parquet") or "from" in sheet.entry
        else replace(sheet, form="parquet", entry={**sheet.entry, "file": f"{id}.parquet"})
        for id, sheet in case.sheets.items()
    }
    tables = {id: sheet.entry for id, sheet in sheets.items()}
    return replace(case, sheets=sheets, rules={**case.rules, "tables": tables})


def standing_alone(case: Case, plan: Plan) -> Case:
    """The same without rules that look at more than one account, and what rests on them."""
    compared = compared_names(plan.ruleset, plan.expressions, plan.order)
    rules: dict[str, Any] = dict(case.rules)
    for section in SECTIONS:
        rules[section] = {id: rule for id, rule in rules.get(section, {}).items() if id not in compared}
    for section, name in (("knockouts", "knocked_out"), ("playbooks", "playbook")):
        if name in compared:
            rules.pop(section, None)
    reports = dict(case.rules["reports"])
    if reports.get("money") in compared:
        reports.pop("money")
    if not rules["scores"] and not rules["segmentations"]:
        return case
    filled = {name: value for name, value in rules.items() if value != {}}
    return replace(case, rules={**filled, "reports": reports})


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
