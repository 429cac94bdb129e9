"""Visits, and the two sheets: the needs workshop and the customer panel, each filled in by several raters."""

# ruff: noqa: PLR2004  # chances and sizes are what this module is about
import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .accounts import AS_OF, Profile
from .industries import MARKETS
from .planted import Planted

NEEDS = (
    "Less unplanned downtime", "Parts within 24 hours", "Fewer suppliers", "Proof of compliance",
    "Lower energy use", "Help with maintenance planning", "Stock on site",
)  # fmt: skip
USPS = (
    "Own service engineers", "Same-day dispatch", "Sterile and food-grade range", "Portal with drawings",
    "One contact person", "Certified calibration",
)  # fmt: skip
COLLEAGUES = ("Annelies Kamp", "Griet Lambrecht", "Petra Hallmann", "Maja Lindgård", "Product marketing")
KINDS: dict[str, tuple[float, float]] = {
    "verkoopbezoek": (0.46, 2.2), "onderhoud": (0.3, 4.0), "storing": (0.19, 5.5), "beurs": (0.05, 1.0),
}  # fmt: skip
HOUR, TRAVEL = 96.0, 74.0


def _sheet(
    rng: Generator, planted: Planted, items: tuple[str, ...], raters: int, names: tuple[str, str, str]
) -> pd.DataFrame:
    """One row per segment, item and rater, on a scale of 1 to 5; raters differ by half a point or so."""
    rows = []
    item_name, weight_name, rating_name = names
    for segment in MARKETS[:-1]:
        weight, rating = rng.uniform(1.8, 4.8, len(items)), rng.uniform(2.0, 3.9, len(items))
        rating = rating + (1.1 if segment == planted.winner else 0.0)
        for rater in range(raters):
            who = COLLEAGUES[rater] if item_name == "need" else f"Panel member {rater + 1}"
            given = np.clip(np.round(np.stack([weight, rating]) + rng.normal(0, 0.6, (2, len(items)))), 1, 5)
            rows += [(segment, item, int(w), int(r), who) for item, w, r in zip(items, *given, strict=True)]
    return pd.DataFrame(rows, columns=["segment", item_name, weight_name, rating_name, "rater"])


def needs(rng: Generator, planted: Planted) -> pd.DataFrame:
    return _sheet(rng, planted, NEEDS, 5, ("need", "importance", "fit"))


def panel(rng: Generator, planted: Planted) -> pd.DataFrame:
    return _sheet(rng, planted, USPS, 6, ("usp", "importance", "our_rating"))


def _counts(rng: Generator, profile: Profile, planted: Planted) -> NDArray[np.int64]:
    """Customers are seen five times in two years, others once; the winning market needs half of it."""
    usual = np.where(profile.table["relationship"] == "customer", 5.2, 1.3) * rng.lognormal(
        -0.2, 0.7, len(profile.ids)
    )
    return rng.poisson(usual * np.where(profile.market == planted.winner, 0.5, 1.0))


def visits(rng: Generator, profile: Profile, planted: Planted) -> pd.DataFrame:
    """Two years of visits as true values; breakdowns happen where downtime is."""
    counts = _counts(rng, profile, planted)
    rows = np.repeat(np.arange(len(counts)), counts)
    size = len(rows)
    kinds, shares = list(KINDS), np.array([share for share, _ in KINDS.values()])
    kind = rng.choice(np.array(kinds), size, p=shares)
    calm = (profile.table["downtime_hours"].to_numpy()[rows] < 16) & (kind == "storing")
    kind = np.where(calm, "onderhoud", kind)
    hours = np.array([KINDS[name][1] for name in kind]) * rng.lognormal(0, 0.35, size)
    hours = np.maximum(0.5, np.round(hours * 4) / 4)
    days = [AS_OF - pd.Timedelta(days=int(age)) for age in rng.integers(0, 730, size)]
    table = pd.DataFrame({"klant": profile.ids[rows], "datum": days, "soort": kind, "uren": hours})
    table["kosten"] = np.round(hours * HOUR + TRAVEL * rng.lognormal(0.3, 0.6, size), 2)
    table["medewerker"] = profile.table["account_manager"].to_numpy()[rows]
    return table.sort_values(["datum", "klant"], kind="stable").reset_index(drop=True)
