"""Laws of comparing: what differs, applied, gives the other ruleset; what means the same does not differ."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.rules import Tree, load, load_tree
from sikta.engine.rules.editing import Edit, applied, edits
from sikta.engine.rules.model import Ruleset
from sikta.engine.rules.nodes import Map, plain
from tests.rules.editing.mutations import mutated, shuffled

SHIPPED = Path(str(files("sikta"))) / "rulesets"
TREES = {name: load(SHIPPED / name).tree for name in ("proactive-sales", "first-steps")}
SEEDS = st.integers(min_value=0, max_value=2**32)


def tree_of(name: str) -> Tree:
    tree = TREES[name]
    assert tree is not None
    return tree


def model(root: Map, of: Tree) -> Ruleset | None:
    """What the ruleset of a tree means, by the room that builds it; None where it has faults."""
    loaded = load_tree(Tree(root, of.folder, of.bases))
    return None if loaded.errors or loaded.ruleset is None else replace(loaded.ruleset, digest="")


def tried_first(ruleset: Ruleset) -> list[list[str]]:
    """The orders that have a meaning."""
    ordered = [each.segments for each in ruleset.segmentations.values() if _takes_first(each)]
    return [list(ruleset.playbooks), *(list(segments) for segments in ordered)]


def _takes_first(segmentation: object) -> bool:
    kind = type(segmentation).__name__
    return kind == "Rfm" or (kind == "Rules" and not getattr(segmentation, "overlapping", False))


def told(found: tuple[Edit, ...]) -> list[tuple[str, object]]:
    return [(edit.name, edit.values) for edit in found]


@pytest.mark.parametrize("name", TREES)
@settings(max_examples=15)
@given(seed=SEEDS, times=st.integers(min_value=1, max_value=8))
def test_the_edits_applied_give_the_other_ruleset(name: str, seed: int, times: int) -> None:
    tree = tree_of(name)
    new = mutated(tree.root, Random(seed), times)
    found = edits(tree.root, new)
    result = applied(tree.root, found)
    assert told(edits(result, new)) == []
    expected, came_out = model(new, tree), model(result, tree)
    assert (expected is None) == (came_out is None)
    if expected is not None and came_out is not None:
        assert came_out == expected
        assert tried_first(came_out) == tried_first(expected)


@pytest.mark.parametrize("name", TREES)
@settings(max_examples=10)
@given(seed=SEEDS)
def test_keys_in_another_order_are_no_difference(name: str, seed: int) -> None:
    tree = tree_of(name)
    other = shuffled(tree.root, Random(seed))
    assert isinstance(other, Map)
    assert plain(other) == plain(tree.root)
    assert told(edits(tree.root, other)) == []


@pytest.mark.parametrize("name", TREES)
def test_a_ruleset_does_not_differ_from_itself(name: str) -> None:
    tree = tree_of(name)
    assert edits(tree.root, tree.root) == ()


@settings(max_examples=20)
@given(seed=SEEDS)
def test_what_differs_one_way_differs_the_other_way(seed: int) -> None:
    tree = tree_of("proactive-sales")
    new = mutated(tree.root, Random(seed), 3)
    there, back = edits(tree.root, new), edits(new, tree.root)
    assert bool(there) == bool(back)
    assert told(edits(applied(new, back), tree.root)) == []
