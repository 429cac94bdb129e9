"""The whole invented company, put together from one seed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from . import deals, faults, industries, lives, orders, people, sheets
from .accounts import Masks, Profile, profile
from .planted import Planted, Truth

SEED = 77


@dataclass(frozen=True, slots=True)
class World:
    """The tables as they are written, by file name without ending, and the truth behind them."""

    tables: dict[str, pd.DataFrame]
    truth: Truth


def _generator(seed: int, part: str) -> Generator:
    """Each part draws from its own stream, so that a change in one leaves the others as they were."""
    return np.random.default_rng([seed, *part.encode()])


def _gaps(known: Profile, bought: Masks, buying: Masks, planted: Planted) -> tuple[tuple[str, str], ...]:
    """Customers of the last year that do not buy a core group of their market."""
    return tuple(
        (str(known.ids[row]), group)
        for market, groups in planted.core_groups.items()
        for group in groups
        for row in np.flatnonzero(
            buying & (known.market == market) & ~bought[:, orders.GROUP_IDS.index(group)]
        )
    )


def _references(sales: orders.Sales) -> dict[str, pd.DataFrame]:
    """The small tables that others look things up in."""
    groups = [
        (g, *industries.GROUP_TITLES[g], "yes" if industries.GROUPS[g][5] else "no") for g in orders.GROUP_IDS
    ]
    sectors = [(i, industries.OUTLOOK[i], industries.SPEND_PER_EMPLOYEE[i]) for i in industries.INDUSTRIES]
    countries = [("NL", "nl", 0), ("BE", "nl", 1), ("LU", "en", 2), ("DE", "en", 2), ("SE", "sv", 4)]
    return {
        "products": sales.products,
        "product_groups": pd.DataFrame(
            groups, columns=["product_group", "title_en", "title_nl", "title_sv", "core"]
        ),
        "sectors": pd.DataFrame(sectors, columns=["industry", "outlook", "spend_per_employee"]),
        "countries": pd.DataFrame(countries, columns=["country", "language", "delivery_days"]),
    }


def _pipeline(seed: int, known: Profile, planted: Planted) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Deals, contacts and who was involved; and each contact's role."""
    rng = _generator(seed, "deals")
    counts = deals.how_many(rng, known)
    pipeline = deals.deals(rng, known, counts, planted)
    cast = people.contacts(_generator(seed, "contacts"), known, counts)
    tables = {
        "deals": pipeline,
        "contacts": deals.evidence(_generator(seed, "evidence"), cast, planted),
        "involvement": deals.involvement(_generator(seed, "involvement"), pipeline, cast, planted),
    }
    return tables, dict(zip(cast["contact_id"], cast["role"], strict=True))


def _sold(seed: int, planted: Planted) -> tuple[Profile, lives.Lives, orders.Sales]:
    """The accounts, how their buying ran, and what they bought."""
    known = profile(_generator(seed, "accounts"), planted)
    rng = _generator(seed, "lives")
    known, sleeping = lives.with_sleepers(rng, known, planted)
    course = lives.lives(rng, known, sleeping, planted)
    return known, course, orders.sales(_generator(seed, "orders"), known, course, planted)


def _ids(known: Profile, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(known.ids[chosen].tolist())


def build(planted: Planted | None = None, seed: int = SEED) -> World:
    """Every table with its faults, and the truth. The same seed and effects give the same tables."""
    planted = planted or Planted()
    known, course, sales = _sold(seed, planted)
    pipeline, roles = _pipeline(seed, known, planted)
    rng = _generator(seed, "faults")
    tables = {
        "accounts": faults.as_the_crm_has_it(rng, known.table),
        "orders": faults.strays(rng, sales.orders),
        "order_lines": faults.unknown_products(rng, sales.lines),
        **_references(sales),
        **pipeline,
        "visits": sheets.visits(_generator(seed, "visits"), known, planted),
        "needs": sheets.needs(_generator(seed, "needs"), planted),
        "panel": sheets.panel(_generator(seed, "panel"), planted),
    }
    buying = course.expected[:, -1] > 0
    gaps = _gaps(known, sales.bought, buying, planted)
    leaks, sleepers = _ids(known, course.life == "leak"), _ids(known, course.life == "sleeper")
    return World(tables, Truth(leaks, sleepers, gaps, roles if planted.roles else {}, planted.winner))
