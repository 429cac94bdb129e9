"""Products, orders and their lines over four years, with seasons."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .accounts import AS_OF, Masks, Profile
from .industries import GROUPS, PRODUCTS_PER_GROUP, SEASON
from .lives import YEARS, Lives
from .planted import Planted

GROUP_IDS = tuple(GROUPS)
CORE_CHANCE = 0.78
OTHER_CHANCE = 0.11
CREDIT_NOTES = 0.006
PRICE_RISE = 0.03
WINNER_PRICE = 1.07
ACCOUNT_SPREAD = 0.7


@dataclass(frozen=True, slots=True)
class Sales:
    """Products, orders, lines; and per account the product groups that it buys."""

    products: pd.DataFrame
    orders: pd.DataFrame
    lines: pd.DataFrame
    bought: Masks


def products(rng: Generator) -> pd.DataFrame:
    """Ten products a group, cheap to dear on a logarithmic scale."""
    rows = []
    for group, (kinds, cheap, dear, cost, _, _) in GROUPS.items():
        prices = np.round(
            np.geomspace(cheap, dear, PRODUCTS_PER_GROUP) * rng.uniform(0.9, 1.1, PRODUCTS_PER_GROUP), 2
        )
        shares = np.clip(rng.normal(cost, 0.04, PRODUCTS_PER_GROUP), 0.3, 0.9)
        for number, (price, share) in enumerate(zip(prices, shares, strict=True)):
            name = f"{kinds[number % len(kinds)]} {100 + 25 * number}"
            rows.append(
                (f"{group[:3].upper()}-{number + 1:02d}", name, group, price, round(price * share, 2))
            )
    return pd.DataFrame(rows, columns=["product_id", "name", "product_group", "list_price", "unit_cost"])


def _bought(rng: Generator, profile: Profile, planted: Planted) -> Masks:
    """Each market buys its core groups; each account also one group of its own, and some others by chance."""
    size = len(profile.ids)
    chance = np.full((size, len(GROUP_IDS)), OTHER_CHANCE)
    for market, groups in planted.core_groups.items():
        for group in groups:
            chance[profile.market == market, GROUP_IDS.index(group)] = CORE_CHANCE
    bought = rng.random(chance.shape) < chance
    own = rng.integers(0, len(GROUP_IDS), size)
    alone = ~bought.any(axis=1) if planted.core_groups else np.ones(size, dtype=bool)
    bought[alone, own[alone]] = True
    return bought


def _days(rng: Generator, year: int, count: int) -> NDArray[np.datetime64]:
    """Working days of a year that runs from July to June, drawn by season."""
    start = np.datetime64(f"{AS_OF.year - YEARS + year}-07-01")
    end = np.datetime64(f"{AS_OF.year - YEARS + year + 1}-07-01")
    days = np.arange(start, end)
    months = days.astype("datetime64[M]").astype(int) % 12
    weights = np.array(SEASON)[months] * np.is_busday(days)
    return rng.choice(days, size=count, p=weights / weights.sum())


def _orders(rng: Generator, profile: Profile, lives: Lives) -> pd.DataFrame:
    parts = []
    for year in range(YEARS):
        counts = rng.poisson(lives.expected[:, year])
        rows = np.repeat(np.arange(len(counts)), counts)
        parts.append(pd.DataFrame({"row": rows, "order_date": _days(rng, year, len(rows))}))
    orders = pd.concat(parts).sort_values(["order_date", "row"], kind="stable").reset_index(drop=True)
    orders["order_id"] = [f"S{20001 + number}" for number in orders.index]
    orders["customer_id"] = profile.ids[orders["row"]]
    orders["channel"] = rng.choice(
        np.array(["portal", "phone", "rep", "edi"]), len(orders), p=[0.34, 0.27, 0.24, 0.15]
    )
    return orders


def _groups_of_lines(rng: Generator, rows: NDArray[np.int64], bought: Masks) -> NDArray[np.int64]:
    """A group per line, each of the account's groups with the same chance."""
    reach = np.cumsum(bought[rows], axis=1)
    draw = rng.random(len(rows)) * reach[:, -1]
    return np.asarray((reach <= draw[:, None]).sum(axis=1))


def _usual(group: NDArray[np.int64], price: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quantity of a line: less of what is dear for its group."""
    middle = np.array([(GROUPS[name][1] * GROUPS[name][2]) ** 0.5 for name in GROUP_IDS])[group]
    usual = np.array([GROUPS[name][4] for name in GROUP_IDS])[group]
    return np.asarray(usual * (middle / price) ** 0.7)


def _lines(
    rng: Generator, orders: pd.DataFrame, bought: Masks, range_: pd.DataFrame, winner: Masks
) -> pd.DataFrame:
    """Quantity by the account's own scale, prices that rise each year, discounts that depend on nothing."""
    repeat = np.repeat(np.arange(len(orders)), 1 + rng.poisson(1.75, len(orders)))
    rows = orders["row"].to_numpy()[repeat]
    group = _groups_of_lines(rng, rows, bought)
    number = np.minimum((rng.power(0.6, len(rows)) * PRODUCTS_PER_GROUP).astype(int), PRODUCTS_PER_GROUP - 1)
    item = range_.iloc[group * PRODUCTS_PER_GROUP + number].reset_index(drop=True)
    scale = rng.lognormal(0, ACCOUNT_SPREAD, len(bought))[rows] * rng.lognormal(0, 0.4, len(rows))
    quantity = np.maximum(1, np.round(_usual(group, item["list_price"].to_numpy()) * scale)).astype(int)
    quantity = np.where(rng.random(len(rows)) < CREDIT_NOTES, -quantity, quantity)
    days = orders["order_date"].to_numpy().astype("datetime64[D]")[repeat] - np.datetime64("2022-07-01")
    price = (
        item["list_price"].to_numpy()
        * (1 + PRICE_RISE * (days.astype(int) // 365))
        * np.where(winner[rows], WINNER_PRICE, 1)
    )
    discount = rng.choice(np.array([0, 0.05, 0.1, 0.15, 0.2]), len(rows), p=[0.42, 0.22, 0.19, 0.12, 0.05])
    ids = orders["order_id"].to_numpy()[repeat]
    return pd.DataFrame(
        {"order_id": ids, "product_id": item["product_id"], "quantity": quantity,
         "unit_price": np.round(price, 2), "discount": discount},
    )  # fmt: skip


def sales(rng: Generator, profile: Profile, lives: Lives, planted: Planted) -> Sales:
    """About 7,000 orders with 20,000 lines; an order's amount is the sum of its lines, each rounded to cents."""
    range_, bought = products(rng), _bought(rng, profile, planted)
    orders = _orders(rng, profile, lives)
    lines = _lines(rng, orders, bought, range_, profile.market == (planted.winner or ""))
    net = (lines["quantity"] * lines["unit_price"] * (1 - lines["discount"])).round(2)
    orders["amount"] = net.groupby(lines["order_id"]).sum().reindex(orders["order_id"]).round(2).to_numpy()
    columns = ["order_id", "customer_id", "order_date", "channel", "amount"]
    return Sales(range_, orders[columns], lines, bought)
