"""Deals won, lost and open, and who was involved in each of them, and how."""

# ruff: noqa: PLR2004  # chances and sizes are what this module is about
import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .accounts import AS_OF, Profile
from .orders import GROUP_IDS
from .planted import Planted

REASONS: dict[str, float] = {
    "price": 0.3, "delivery time": 0.2, "no decision": 0.2, "technical fit": 0.16, "relationship": 0.14,
}  # fmt: skip
COMPETITORS = ("Filtrona Nord", "Pompwereld Direct", "Hydrotek Handel", "in-house workshop")
SOURCES = ("referral", "trade fair", "portal", "cold call", "tender")

# Per role: (how, stage, chance when the deal was won, chance otherwise). Lost deals miss their signer and champion.
PART: dict[str, tuple[tuple[str, str, float, float], ...]] = {
    "decision_maker": (
        ("meeting", "decide", 0.9, 0.3),
        ("signed", "decide", 1.0, 0.0),
        ("mentioned", "evaluate", 0.3, 0.6),
    ),
    "champion": (
        ("meeting", "aware", 1.0, 0.45),
        ("meeting", "evaluate", 1.0, 0.4),
        ("meeting", "decide", 0.6, 0.1),
    ),
    "end_user": (("meeting", "evaluate", 0.7, 0.4), ("mentioned", "aware", 0.5, 0.4)),
    "evaluator": (("meeting", "evaluate", 0.85, 0.7), ("cc", "decide", 0.6, 0.4)),
    "buyer": (("cc", "evaluate", 0.7, 0.8), ("meeting", "decide", 0.6, 0.6)),
    "influencer": (("meeting", "evaluate", 0.5, 0.5), ("cc", "evaluate", 0.7, 0.6)),
    "blocker": (("meeting", "evaluate", 0.5, 0.8), ("mentioned", "decide", 0.6, 0.8)),
    "gatekeeper": (("cc", "aware", 0.9, 0.9), ("mentioned", "aware", 0.5, 0.5)),
    "initiator": (("mentioned", "aware", 0.95, 0.9), ("cc", "aware", 0.4, 0.4)),
}


def how_many(rng: Generator, profile: Profile) -> NDArray[np.int64]:
    """Deals per account: two in three accounts have none."""
    return np.asarray(np.where(rng.random(len(profile.ids)) < 0.4, 1 + rng.poisson(0.9, len(profile.ids)), 0))


def _outcome(rng: Generator, market: NDArray[np.str_], planted: Planted) -> NDArray[np.str_]:
    won = np.where(market == planted.winner, 0.62, 0.38) if planted.winner else np.full(len(market), 0.42)
    draw = rng.random(len(market))
    return np.where(draw < won, "won", np.where(draw < won + (0.85 - won), "lost", "open"))


def _dates(rng: Generator, outcome: NDArray[np.str_]) -> tuple[list[str], list[str]]:
    """Open deals began lately; the others took some three months, at any time in four years."""
    running = outcome == "open"
    age = np.where(running, rng.integers(10, 160, len(outcome)), rng.integers(170, 1400, len(outcome)))
    took = np.clip(rng.gamma(2.4, 38, len(outcome)), 6, 169).astype(int)
    opened = [AS_OF - pd.Timedelta(days=int(days)) for days in age]
    closed = [day + pd.Timedelta(days=int(days)) for day, days in zip(opened, took, strict=True)]
    blank = ["" if still else f"{day:%Y-%m-%d}" for day, still in zip(closed, running, strict=True)]
    return [f"{day:%Y-%m-%d}" for day in opened], blank


def deals(rng: Generator, profile: Profile, counts: NDArray[np.int64], planted: Planted) -> pd.DataFrame:
    """One row per deal, by date; a lost one with its reason and, mostly, the competitor that got it."""
    rows = np.repeat(np.arange(len(counts)), counts)
    size = len(rows)
    outcome = _outcome(rng, profile.market[rows], planted)
    opened, closed = _dates(rng, outcome)
    reason = rng.choice(np.array(list(REASONS)), size, p=np.array(list(REASONS.values())))
    rival = np.where(rng.random(size) < 0.75, rng.choice(np.array(COMPETITORS), size), "")
    table = pd.DataFrame(
        {"account_id": profile.ids[rows], "opened_on": opened, "closed_on": closed, "outcome": outcome}
    )
    table["amount"] = np.round(rng.lognormal(9.6, 0.9, size), -2)
    table["product_group"] = rng.choice(np.array(GROUP_IDS), size)
    table["source"] = rng.choice(np.array(SOURCES), size, p=[0.25, 0.2, 0.2, 0.15, 0.2])
    table["loss_reason"] = np.where(outcome == "lost", reason, "")
    table["competitor"] = np.where(outcome == "lost", rival, "")
    table = table.sort_values(["opened_on", "account_id"], kind="stable").reset_index(drop=True)
    table.insert(0, "deal_id", [f"D{701 + number}" for number in table.index])
    return table


def involvement(rng: Generator, won: pd.DataFrame, people: pd.DataFrame, planted: Planted) -> pd.DataFrame:
    """Who did what in which deal. Without planted roles, what was done is dealt out to anyone."""
    pairs = won[["deal_id", "account_id", "outcome"]].merge(
        people[["contact_id", "account_id", "role"]], on="account_id"
    )
    parts = []
    for role, acts in PART.items():
        some = pairs[pairs["role"] == role]
        for how, stage, if_won, otherwise in acts:
            chance = np.where(some["outcome"] == "won", if_won, otherwise)
            parts.append(some[rng.random(len(some)) < chance].assign(how=how, stage=stage))
    table = pd.concat(parts)
    if not planted.roles:
        table["contact_id"] = rng.permutation(table["contact_id"].to_numpy())
    columns = ["deal_id", "contact_id", "how", "stage"]
    return table.sort_values(columns, kind="stable").reset_index(drop=True)[columns]


def evidence(rng: Generator, people: pd.DataFrame, planted: Planted) -> pd.DataFrame:
    """What the sellers noted of each contact: who introduced us, who is from outside, who is for or against."""
    role = people["role"].to_numpy() if planted.roles else rng.permutation(people["role"].to_numpy())
    draw = rng.random(len(people))
    table = people[["contact_id", "account_id", "name", "job_title"]].copy()
    table["department"] = np.where(draw < 0.9, people["department"], "")
    table["external"] = np.where(role == "influencer", "yes", "no")
    table["introduced_us"] = np.where(role == "champion", "yes", np.where(draw < 0.8, "no", ""))
    stance = np.where(
        role == "champion", "for", np.where(draw < 0.3, "for", np.where(draw < 0.8, "neutral", ""))
    )
    table["stance"] = np.where(role == "blocker", "against", stance)
    return table
