"""A single slip in a shipped ruleset is told, or is a legal change; it never stops the program.

What is legal is judged here by what the language means, not by what the check says: a word that only people read or
only the data can judge, and an id that nothing else in the ruleset names.
"""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.rules import load
from tests.laws.single_edits import FOR_PEOPLE, Slip, slips, words_of

RULESETS = Path(str(files("sikta"))) / "rulesets"

_ONLY_DATA_KNOWS = re.compile(
    r"^tables\.\w+\.(sheet|fields\.\w+\.(column|synonyms|unit|values))(\.|$)|^parameters\."
)
_NAMED_NOWHERE = ("playbooks.qualify", "playbooks.maintain", "tables.needs.fields.segment")
"""Ids of the example that its other parts do not name, though they have something else of the same name."""
_TRIED_VALUE = re.compile(r"^tests\.\w+\.(given|rows)\.")
"""What a test tries: any text may be tried; `sikta test` says whether it has the outcome that is expected."""
_OWN_WORDS = re.compile(
    r"^(tables|metrics|knockouts|scores|segmentations|opportunities|rankings|playbooks|tests|parameters)\.\w+$"
    r"|\.(segments|criteria|metrics|fields|roles|interview|axes\.\w+)\.\w+$"
)


def _legal(slip: Slip, told: str) -> bool:
    """Whether the ruleset still means what its writer wrote; `told` is everything else that it says."""
    if FOR_PEOPLE.search(slip.path) or (
        slip.kind != "bracket dropped" and _ONLY_DATA_KNOWS.search(slip.path)
    ):
        return True
    if slip.kind == "name misspelt" and slip.path.startswith("tests."):
        return bool(_TRIED_VALUE.search(slip.path))
    unused = re.search(rf"\b{re.escape(slip.old)}\b", told) is None
    if slip.path in _NAMED_NOWHERE:
        return True
    return slip.kind == "key renamed" and bool(_OWN_WORDS.search(slip.path)) and unused


@pytest.mark.parametrize(("name", "count"), [("proactive-sales", 160), ("first-steps", 40)])
def test_no_slip_passes_in_silence(name: str, count: int, tmp_path: Path) -> None:
    source = RULESETS / name
    before = {finding.message for finding in check_ruleset(source).findings}
    tree = load(source).tree
    assert tree is not None
    silent = []
    for number, slip in enumerate(slips(source, count, seed=2026)):
        copy = tmp_path / str(number)
        shutil.copytree(
            source, copy, ignore=shutil.ignore_patterns("generator", "*.py"), copy_function=_linked
        )
        slip.on(copy)
        found = {finding.message for finding in check_ruleset(copy).findings}
        if found <= before and not _legal(slip, words_of(tree.root, besides=slip.path)):
            silent.append(slip)
    assert silent == []


def _linked(source: str, target: str) -> None:
    """Rules are copied, data is linked: it is only looked at."""
    if source.endswith((".yaml", ".md")):
        shutil.copy(source, target)
    else:
        Path(target).hardlink_to(source)
