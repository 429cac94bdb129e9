"""The numbers of the yardstick ruleset, as those who write it by hand would put them at the top of their file."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

AS_OF = date(2026, 1, 1)
YEAR_AGO, TWO_YEARS_AGO = date(2025, 1, 1), date(2024, 1, 1)
"""Windows are open at their beginning: a year's orders are those after YEAR_AGO, up to and with AS_OF."""

ACCOUNTS = (
    "account_id", "country", "industry", "segment", "employees", "it_spend", "credit_score", "nps", "churn_risk",
    "open_tickets", "competitor", "contract_end", "is_customer", "is_blocked",
)  # fmt: skip
"""The columns of the accounts that are needed; of the orders all are."""

SUMS = ("revenue_12m", "revenue_prev_12m", "revenue_total", "margin_12m", "service_revenue_12m")
COUNTS = ("orders_12m", "orders_total", "product_groups_12m")
METRICS = (
    "revenue_12m", "revenue_prev_12m", "revenue_total", "orders_12m", "orders_total", "margin_12m",
    "first_order_date", "last_order_date", "product_groups_12m", "max_order_12m", "service_revenue_12m",
    "margin_rate",
)  # fmt: skip


class Bands(NamedTuple):
    """Points from each edge up; `missing` for a value that is not there (None: it does not count)."""

    value: str
    edges: tuple[float, ...]
    points: tuple[float, ...]
    missing: float | None = None


class Listed(NamedTuple):
    """Points by value; `rest` for those that are not listed."""

    value: str
    points: Mapping[str, float]
    rest: float
    missing: float


QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)
BANDS = {
    "pain.churn": Bands("churn_risk", (0.2, 0.4, 0.6, 0.8), QUARTERS, 50.0),
    "pain.tickets": Bands("open_tickets", (1, 3, 5, 8), QUARTERS, 0.0),
    "pain.satisfaction": Bands("nps", (-50, 0, 30, 60), QUARTERS[::-1]),
    "pain.recency": Bands("days_since_order", (30, 90, 180, 365), QUARTERS, 100.0),
    "potential.size": Bands("employees", (10, 50, 250, 1_000, 5_000), (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)),
    "potential.margin": Bands("margin_rate", (0.1, 0.2, 0.25, 0.3), QUARTERS),
}
RIVALS = {"Alpha": 80.0, "Beta": 60.0, "Gamma": 40.0, "Delta": 30.0, "none": 0.0}
BRANCHES = {
    "Manufacturing": 90.0, "Retail": 50.0, "Logistics": 70.0, "Finance": 80.0, "Health": 85.0, "Energy": 75.0,
    "Software": 95.0, "Construction": 40.0,
}  # fmt: skip
LISTED = {
    "pain.rival": Listed("competitor", RIVALS, 40.0, 20.0),
    "potential.branch": Listed("industry", BRANCHES, 30.0, 10.0),
}

WEIGHTS = {
    "pain.churn": 3, "pain.tickets": 2, "pain.satisfaction": 2, "pain.rival": 1, "pain.recency": 2,
    "potential.size": 2, "potential.branch": 2, "potential.it_budget": 2, "potential.growth": 2,
    "potential.margin": 1,
}  # fmt: skip
SOMETIMES_MISSING = ("pain.satisfaction", "potential.size", "potential.it_budget", "potential.margin")
SCORES = ("pain", "potential")
HIGH = 50
"""Where the upper half of each axis of the matrix begins."""

KNOCKOUTS = ("blocked", "credit", "country_out", "small", "public", "dormant")
SIGNALS = (
    "key_account", "dormant_account", "growing", "cross_sell", "service_heavy", "stable", "renewal_due",
    "dach_midmarket",
)  # fmt: skip
OUT_OF_SCOPE = ("US", "RU")
DACH, MIDMARKET = ("DE", "AT", "CH"), ("MID", "ENT")
PRIORITIES = ("win_now", "develop", "care", "maintain", "excluded")
TIERS = {"a": 0.50, "b": 0.80, "c": 0.95, "d": 1.00}

UP = 1 + 1e-15
"""A hair above 1: a product that float noise left just below a half is still rounded up."""

POINTS = tuple(f"{criterion}.points" for criterion in WEIGHTS)
OUTPUT = (
    ACCOUNTS[0], *METRICS, *POINTS, *SCORES, "knocked_out.by", "priority", "signals", "tier",
)  # fmt: skip
"""Every column that is written, by everybody."""


def criteria(score: str) -> list[str]:
    """The criteria of a score."""
    return [criterion for criterion in WEIGHTS if criterion.startswith(f"{score}.")]
