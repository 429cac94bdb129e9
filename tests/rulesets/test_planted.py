"""What the generator hides can be found, and cannot where it was left out."""

from types import ModuleType

import numpy as np
import pytest

from sikta.engine.evaluation.results import Results
from sikta.engine.expressions.columns import Index, Mask, Numbers, Texts


def rows(results: Results, ids: tuple[str, ...]) -> Index:
    place = {key: row for row, key in enumerate(results.keys.to_list())}
    return np.array([place[id] for id in ids])


def inside(results: Results, segmentation: str, *segments: str) -> Mask:
    found = results.segmentations[segmentation]
    return np.asarray(np.isin(found.codes, [found.segments.index(segment) for segment in segments]))


def is_text(results: Results, field: str, value: str) -> Mask:
    column = results.values[field]
    assert isinstance(column, Texts)
    return np.array([text == value for text in column.to_list()])


def numbers(results: Results, field: str) -> Numbers:
    column = results.values[field]
    assert isinstance(column, Numbers)
    return column


def groups(results: Results) -> tuple[Mask, Mask]:
    """The best customers as the ruleset means them, and the other customers."""
    customer = is_text(results, "relationship", "customer")
    best = inside(results, "value_pyramid", "A") & ~inside(results, "customer_flow", "lost", "shrinking")
    return best, customer & ~best


def lift(results: Results, trait: Mask) -> float:
    """How much commoner a trait is among the best."""
    best, rest = groups(results)
    return float(trait[best].mean() / trait[rest].mean())


def test_leaks_are_seen_in_the_flow(example: Results, generator: ModuleType) -> None:
    leaks = rows(example, generator.build().truth.leaks)
    assert len(leaks) == 26
    assert inside(example, "customer_flow", "shrinking", "lost")[leaks].mean() > 0.95


def test_sleepers_sleep_and_have_potential(example: Results, generator: ModuleType) -> None:
    sleepers = rows(example, generator.build().truth.sleepers)
    assert len(sleepers) == 18
    assert inside(example, "customer_flow", "dormant")[sleepers].all()
    assert (example.scores["potential"].score[sleepers] >= 50).sum() >= 16


def test_two_traits_set_the_best_apart(example: Results) -> None:
    assert lift(example, is_text(example, "production", "continuous")) > 1.7
    assert lift(example, numbers(example, "sites").values >= 3) > 1.7


@pytest.mark.parametrize("country", ["NL", "BE", "DE", "SE"])
def test_no_other_trait_does(example: Results, country: str) -> None:
    assert lift(example, is_text(example, "country", country)) < 1.7


def test_without_the_effects_the_traits_tell_nothing(without_effects: Results) -> None:
    assert lift(without_effects, is_text(without_effects, "production", "continuous")) < 1.35
    assert lift(without_effects, numbers(without_effects, "sites").values >= 3) < 1.35


def test_the_market_that_wins(example: Results, without_effects: Results) -> None:
    """Penetration: customers as a share of the accounts of each market."""
    assert penetration(example)[0] == "benelux_process"
    assert penetration(example)[1] > 1.25
    assert penetration(without_effects)[1] < 1.25


def penetration(results: Results) -> tuple[str, float]:
    """The market with the highest penetration, and how far it is ahead of the next."""
    customer = is_text(results, "relationship", "customer")
    markets = [market for market in results.segmentations["market"].segments if market != "rest"]
    shares = sorted((float(customer[inside(results, "market", market)].mean()), market) for market in markets)
    return shares[-1][1], shares[-1][0] / shares[-2][0]


def test_gaps_are_core_groups_of_the_market(generator: ModuleType) -> None:
    truth, planted = generator.build().truth, generator.Planted()
    core = {group for groups in planted.core_groups.values() for group in groups}
    assert len(truth.gaps) > 100
    assert {group for _, group in truth.gaps} == core


def test_a_role_leaves_its_trace(generator: ModuleType) -> None:
    """Whoever signed is a decision maker, unless nothing is planted."""

    def signers(world: object) -> set[str]:
        involved = world.tables["involvement"]  # type: ignore[attr-defined]
        roles = generator.build().truth.roles
        return {roles[contact] for contact in involved.loc[involved["how"] == "signed", "contact_id"]}

    assert signers(generator.build()) == {"decision_maker"}
    assert len(signers(generator.build(generator.Planted.none()))) > 5


def test_another_seed_is_another_company(generator: ModuleType) -> None:
    one, other = (generator.build(seed=seed).tables["accounts"]["Account Name"].tolist() for seed in (1, 2))
    assert one != other


def test_nothing_planted_has_no_truth(generator: ModuleType) -> None:
    truth = generator.build(generator.Planted.none()).truth
    assert (truth.leaks, truth.sleepers, truth.gaps, dict(truth.roles), truth.winner) == (
        (),
        (),
        (),
        {},
        None,
    )
