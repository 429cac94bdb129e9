"""The accounts as they truly are, before the CRM gets them wrong."""

# ruff: noqa: PLR2004  # chances and sizes are what this module is about
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .industries import COUNTRIES, INDUSTRIES, market_of
from .planted import Planted
from .words import CITIES, FORMS, LANGUAGE_OF, NOTES, STEMS, TRADES

Masks: TypeAlias = NDArray[np.bool_]
ACCOUNTS = 620
AS_OF = pd.Timestamp("2026-06-30")
SELLERS: dict[str, tuple[str, ...]] = {
    "NL": ("Joost Verhage", "Annelies Kamp", "Tim Bosman"),
    "BE": ("Griet Lambrecht", "Koen Stevens"),
    "LU": ("Griet Lambrecht",),
    "DE": ("Petra Hallmann", "Jens Ostrow"),
    "SE": ("Maja Lindgård", "Erik Sörby"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """The accounts and, beside them, what no CRM knows: the market and the state of the relation."""

    table: pd.DataFrame
    market: NDArray[np.str_]
    buyer: Masks

    @property
    def ids(self) -> NDArray[np.str_]:
        return self.table["account_id"].to_numpy(dtype=str)


def _pick(rng: Generator, shares: dict[str, float], size: int) -> NDArray[np.str_]:
    weights = np.array(list(shares.values()))
    return rng.choice(np.array(list(shares)), size=size, p=weights / weights.sum())


def _names(rng: Generator, countries: NDArray[np.str_], industries: NDArray[np.str_]) -> list[str]:
    """Each pair of a stem and a trade once per language, in a shuffled order."""
    pools: dict[tuple[str, str], list[str]] = {}
    for (language, industry), trades in TRADES.items():
        pairs = [
            f"{trade} {stem}" if language == "nl" else f"{stem} {trade}"
            for stem in STEMS[language]
            for trade in trades
        ]
        pools[language, industry] = [pairs[index] for index in rng.permutation(len(pairs))]
    return [
        f"{pools[LANGUAGE_OF[c], i].pop()} {FORMS[c]}" for c, i in zip(countries, industries, strict=True)
    ]


def _relationship(rng: Generator, market: NDArray[np.str_], planted: Planted) -> NDArray[np.str_]:
    """Customer, prospect or ex-customer; the winning market has the most customers."""
    customer = np.where(market == planted.winner, 0.72, 0.48) if planted.winner else np.full(len(market), 0.5)
    draw = rng.random(len(market))
    return np.where(draw < customer, "customer", np.where(draw < customer + 0.11, "ex-customer", "prospect"))


def _firmographics(rng: Generator, size: int) -> pd.DataFrame:
    employees = np.clip(np.round(rng.lognormal(4.5, 1.15, size)), 3, 6500).astype(int)
    sites = np.minimum(1 + rng.geometric(0.5, size) - 1, np.maximum(1, employees // 12))
    sites = np.where((rng.random(size) < 0.18) & (employees > 30), sites + 2, sites)
    table = pd.DataFrame({"employees": employees, "sites": np.clip(sites, 1, 9)})
    table["growth"] = np.round(rng.normal(6, 9, size), 1)
    table["production"] = _pick(rng, {"continuous": 0.32, "shifts": 0.4, "batch": 0.28}, size)
    table["founded"] = AS_OF.year - np.clip(np.round(rng.gamma(2.2, 17, size)), 2, 140).astype(int)
    return table


def _pain(rng: Generator, firm: pd.DataFrame) -> pd.DataFrame:
    """Hours of downtime a year, more where production never stops; and how urgent the seller feels the problem is."""
    size = len(firm)
    strain = np.where(firm["production"] == "continuous", 2.2, 1.0) * np.where(firm["sites"] > 2, 1.5, 1.0)
    downtime = np.round(rng.gamma(1.3, 12, size) * strain).astype(int)
    urgency = np.clip(np.round(1.7 + downtime / 22 + rng.normal(0, 0.8, size)), 1, 5).astype(int)
    return pd.DataFrame({"downtime_hours": downtime, "urgency": urgency})


def _notes(rng: Generator, countries: NDArray[np.str_], downtime: NDArray[np.int64]) -> list[str]:
    """A remark in the language of the land, with words of pain where there is downtime."""
    written, choice = rng.random(len(countries)) < 0.38, rng.random(len(countries))
    texts = []
    for country, hours, has, draw in zip(countries, downtime, written, choice, strict=True):
        pool = NOTES[LANGUAGE_OF[country]][0 if hours > 35 else 1]
        texts.append(pool[int(draw * len(pool))] if has else "")
    return texts


def _parents(rng: Generator, ids: NDArray[np.str_]) -> list[str]:
    """Corporate groups of two to six accounts; some with a level in between."""
    parents = [""] * len(ids)
    free = list(rng.permutation(len(ids)))
    for size in rng.integers(2, 7, 22):
        head, *members = (free.pop() for _ in range(size))
        for place, member in enumerate(members):
            parents[member] = ids[members[0] if place == 3 else head]
    return parents


def _commercial(rng: Generator, countries: NDArray[np.str_], size: int) -> pd.DataFrame:
    """The contract with a rival, permission, credit, and who looks after the account."""
    days = rng.integers(-500, 800, size)
    contract = [AS_OF + pd.Timedelta(days=int(day)) for day in days]
    known = rng.random(size) < 0.42
    sellers = [SELLERS.get(country, ("Joost Verhage",)) for country in countries]
    ends = [f"{day:%Y-%m-%d}" if has else "" for day, has in zip(contract, known, strict=True)]
    table = pd.DataFrame({"contract_end": ends})
    table["email_ok"] = np.where(rng.random(size) < 0.71, "J", "N")
    table["credit_hold"] = np.where(rng.random(size) < 0.012, "J", "N")
    draws = zip(sellers, rng.random(size), strict=True)
    table["account_manager"] = [pool[int(draw * len(pool))] for pool, draw in draws]
    table["usp_match"] = np.round(np.clip(rng.beta(2.4, 2.2, size), 0, 1), 2)
    return table


def profile(rng: Generator, planted: Planted) -> Profile:
    """620 accounts with true values, in the order of their ids."""
    countries, industries = _pick(rng, COUNTRIES, ACCOUNTS), _pick(rng, INDUSTRIES, ACCOUNTS)
    market = np.array([market_of(c, i) for c, i in zip(countries, industries, strict=True)])
    ids = np.array([f"{10 + 7 * n:05d}" for n in range(ACCOUNTS)])
    relationship = _relationship(rng, market, planted)
    table = pd.DataFrame({"account_id": ids, "company": _names(rng, countries, industries)})
    table["parent_id"] = _parents(rng, ids)
    table["relationship"] = relationship
    table["country"], table["industry"] = countries, industries
    table["city"] = [
        CITIES[c][int(d * len(CITIES[c]))] for c, d in zip(countries, rng.random(ACCOUNTS), strict=True)
    ]
    table["vat_number"] = [
        f"{c}0000{n:05d}" for c, n in zip(countries, rng.integers(0, 99999, ACCOUNTS), strict=True)
    ]
    firm = _firmographics(rng, ACCOUNTS)
    table = pd.concat([table, firm, _pain(rng, firm), _commercial(rng, countries, ACCOUNTS)], axis=1)
    table["notes"] = _notes(rng, countries, table["downtime_hours"].to_numpy())
    age = rng.gamma(1.7, 170, ACCOUNTS)
    table["firmographics_on"] = [f"{AS_OF - pd.Timedelta(days=int(d)):%Y-%m-%d}" for d in age]
    return Profile(table, market, relationship != "prospect")
