"""What is hidden in the data on purpose, so that a test can ask whether an analysis finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

CORE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "benelux_food": ("filters", "seals", "service"),
    "benelux_process": ("filters", "valves", "service"),
    "benelux_other": ("pumps", "lubricants"),
    "germany": ("pumps", "hydraulics"),
    "sweden": ("hydraulics", "lubricants", "filters"),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """The effects, and how strong they are. ``Planted.none()`` makes the same company without any of them.

    leaks: so many of the busier customers (or all of them) keep only `leak_keeps` (from, to) of last year's orders in the last year.
    sleepers: so many large, growing accounts bought well and then nothing for two years.
    core_groups: per market the product groups that most of its customers buy; who does not has a cross-sell gap.
    best_production, best_sites: the two traits that multiply an account's orders by `trait_lift` each.
    winner: the market with the highest penetration, margin, win rate and sheet ratings, and the least effort.
    roles: a contact's part in a deal follows from the role; otherwise who did what is dealt out at random.
    """

    leaks: int = 26
    leak_keeps: tuple[float, float] = (0.1, 0.35)
    sleepers: int = 18
    core_groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: CORE_GROUPS)
    best_production: str = "continuous"
    best_sites: int = 3
    trait_lift: float = 3.4
    winner: str | None = "benelux_process"
    roles: bool = True

    @classmethod
    def none(cls) -> Self:
        return cls(leaks=0, sleepers=0, core_groups={}, trait_lift=1.0, winner=None, roles=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """Where the effects ended up: account ids, (account id, product group), and each contact's role."""

    leaks: tuple[str, ...]
    sleepers: tuple[str, ...]
    gaps: tuple[tuple[str, str], ...]
    roles: Mapping[str, str]
    winner: str | None
