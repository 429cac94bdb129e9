"""The rulesets over public data give the same on every engine and in every way in which they can be computed."""

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.running import Sources
from tests.conftest import shared_data
from tests.engines.told import different
from tests.engines.ways import IN_PROCESS, WAYS, as_run
from tests.real.running import CASES, HERE

ROWS = 997
"""Rows of a block: a number that no table of these ends with."""


@pytest.mark.parametrize("name", CASES)
def test_every_engine_and_every_way_give_the_same(name: str) -> None:
    plan = check_ruleset(HERE / name).or_raise()
    sources = Sources(folder=shared_data(CASES[name].data))

    expected = as_run(plan, sources, "pandas")

    for engine in IN_PROCESS:
        for way, computed in WAYS.items():
            found = computed(plan, sources, engine, ROWS)
            assert different({part: expected[part] for part in found}, found) is None, (engine, way)
