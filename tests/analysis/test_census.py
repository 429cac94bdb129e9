"""A census adds up: of accounts in any stretches it is that of all accounts at once."""

from dataclasses import replace

import numpy as np
import pytest

from sikta.engine.analysis.cells import axes_of, grids_of
from sikta.engine.analysis.census import Census
from sikta.engine.analysis.plain import numeric
from sikta.engine.analysis.segments import members, outside
from sikta.engine.analysis.totals import PASS, Summable, Sums
from sikta.engine.evaluation import Results
from sikta.engine.expressions.columns import Numbers
from tests.reporting.sample import sample


def test_figures_are_those_of_the_rows_of_each_segment() -> None:
    """Against sums over rows, one segment and one value at a time."""
    results = sample()
    profiles = Census.of(results).profiles()
    for id, result in results.segmentations.items():
        masks = [members(result, segment) for segment in result.segments] + [outside(result)]
        for profile, mask in zip((*profiles[id].segments, profiles[id].without), masks, strict=True):
            rows = np.flatnonzero(mask)
            assert profile.count == len(rows)
            for name, column in numeric(results.values).items():
                told = profile.averages[name]
                assert (told.value, told.known) == Summable.of(column.values).average(rows), (id, name)
            for knockout in results.knockouts.values():
                assert profile.knockouts[knockout.id] == int(knockout.true[rows].sum())


def test_two_halves_are_twice_the_half() -> None:
    once, twice = Census.of(sample()), Census()
    twice.add(sample())
    twice.add(sample())
    assert twice.accounts == 2 * once.accounts
    assert twice.knocked_out == 2 * once.knocked_out
    assert twice.whole == pytest.approx(2 * (once.whole or 0), abs=0)
    for id, profile in once.profiles().items():
        again = twice.profiles()[id]
        assert [each.count for each in again.segments] == [2 * each.count for each in profile.segments]
        assert [each.share for each in again.segments] == [each.share for each in profile.segments]


def test_a_run_without_segmentations_has_its_money() -> None:
    results = replace(sample(), segmentations={})
    census = Census.of(results)
    assert census.profiles() == {}
    assert census.whole == Census.of(sample()).whole


def test_without_money_there_is_none_to_tell() -> None:
    assert Census.of(replace(sample(), money=None)).whole is None
    assert Census().whole is None


def test_many_segments_are_spread_over_several_grids() -> None:
    results = sample()
    wide = results.segmentations["priority"]
    many = {f"s{number}": replace(wide, id=f"s{number}") for number in range(12)}
    crowd: Results = replace(results, segmentations=many)
    assert len(grids_of(axes_of(crowd))) > 1
    profiles = Census.of(crowd).profiles()
    assert {tuple(each.count for each in profile.segments) for profile in profiles.values()} == {
        tuple(each.count for each in Census.of(results).profiles()["priority"].segments)
    }


@pytest.mark.parametrize("largest", [1e3, 2.0**40, 9e18])
def test_sums_by_cell_are_exact_whatever_the_size_of_numbers(largest: float) -> None:
    """The same as sums over rows of the numbers' integer parts, which do not depend on their order."""
    generator = np.random.default_rng(2026)
    values = np.round(generator.uniform(-largest, largest, 500) / 500, 6)
    values[::7] = np.nan
    cells = generator.integers(0, 3, 500)
    sums = Sums.none(3)
    for part in (slice(0, 200), slice(200, PASS)):
        sums.add(values[part], cells[part], np.bincount(cells[part], minlength=3))
    alone = np.eye(3, dtype=np.int64)
    rows = [np.flatnonzero(cells == cell) for cell in range(3)]
    assert sums.totals(alone) == [Summable.of(values).total(each) for each in rows]
    assert sums.averages(alone) == Summable.of(values).averages(rows)
    assert sums.total() == Summable.of(values).total(np.arange(500))


def test_a_value_that_nobody_has_has_no_average() -> None:
    results = sample()
    nobody = {**results.values, "cost": Numbers(np.full(len(results), np.nan))}
    profile = Census.of(replace(results, values=nobody)).profiles()["priority"].segments[0]
    assert (profile.averages["cost"].value, profile.averages["cost"].known) == (None, 0)
