"""How each customer's buying ran over four years: who came, grew, leaked away, slept or returned."""

# ruff: noqa: PLR2004  # chances and sizes are what this module is about
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .accounts import Masks, Profile
from .planted import Planted

YEARS = 4
LIVES: dict[str, float] = {
    "steady": 0.52, "growing": 0.17, "shrinking": 0.07, "new": 0.09, "young": 0.08, "returned": 0.03, "lost": 0.04,
}  # fmt: skip
# Orders in each of the four years (July to June), as a multiple of the account's own pace.
PACE: dict[str, tuple[float, float, float, float]] = {
    "steady": (0.94, 0.98, 1.0, 1.04),
    "growing": (0.55, 0.75, 1.0, 1.55),
    "shrinking": (1.2, 1.1, 1.0, 0.8),
    "new": (0.0, 0.0, 0.0, 1.0),
    "young": (0.0, 0.2, 0.9, 1.0),
    "returned": (0.9, 0.6, 0.0, 0.8),
    "lost": (1.0, 1.0, 0.7, 0.0),
    "dormant": (0.9, 0.5, 0.0, 0.0),
    "leak": (0.9, 1.05, 1.3, 1.3),
    "sleeper": (2.2, 1.8, 0.0, 0.0),
    "none": (0.0, 0.0, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Lives:
    """Per account its life, and the number of orders to expect in each year (accounts × years)."""

    life: NDArray[np.str_]
    expected: NDArray[np.float64]


def _drawn(rng: Generator, profile: Profile) -> NDArray[np.str_]:
    life = rng.choice(np.array(list(LIVES)), size=len(profile.ids), p=np.array(list(LIVES.values())))
    former = (profile.table["relationship"] == "ex-customer").to_numpy()
    life = np.where(former, np.where(rng.random(len(life)) < 0.7, "dormant", "lost"), life)
    return np.where(profile.buyer, life, "none")


def _some(rng: Generator, among: Masks, count: int) -> NDArray[np.int64]:
    """So many of them, or all where they are fewer."""
    return rng.choice(np.flatnonzero(among), size=min(count, int(among.sum())), replace=False)


def _pace(rng: Generator, table: pd.DataFrame, planted: Planted) -> NDArray[np.float64]:
    """Orders a year: skewed, and lifted by each of the two traits of the best."""
    has_production = (table["production"] == planted.best_production).to_numpy()
    has_sites = (table["sites"] >= planted.best_sites).to_numpy()
    lift = planted.trait_lift ** (has_production.astype(float) + has_sites)
    usual = 1.7 if planted.trait_lift > 1 else 4.0
    return np.asarray(rng.lognormal(np.log(usual), 0.55, len(table)) * lift)


def with_sleepers(rng: Generator, profile: Profile, planted: Planted) -> tuple[Profile, NDArray[np.int64]]:
    """Give some former customers the marks of a large and growing company; also says which rows they are."""
    sleeping = _some(rng, (profile.table["relationship"] == "ex-customer").to_numpy(), planted.sleepers)
    table = profile.table.copy()
    table.loc[sleeping, "employees"] = rng.integers(320, 1900, len(sleeping))
    table.loc[sleeping, "growth"] = np.round(rng.uniform(12, 28, len(sleeping)), 1)
    table.loc[sleeping, "sites"] = np.maximum(table.loc[sleeping, "sites"], 3)
    return replace(profile, table=table), sleeping


def lives(rng: Generator, profile: Profile, sleeping: NDArray[np.int64], planted: Planted) -> Lives:
    """Draw each account's life; leaks are taken among customers of some weight, sleepers are given."""
    life, pace = _drawn(rng, profile), _pace(rng, profile.table, planted)
    life[sleeping] = "sleeper"
    leaks = _some(rng, (life == "steady") & (pace > np.median(pace) * 2), planted.leaks)
    life[leaks] = "leak"
    factors = np.array([PACE[name] for name in life])
    factors[leaks, YEARS - 1] *= rng.uniform(*planted.leak_keeps, len(leaks))
    steady = rng.lognormal(0, 0.06, factors.shape)
    return Lives(life, pace[:, None] * factors * steady)
